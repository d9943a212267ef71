"""The metadata of a document for the archive: MDTO 1.0, with every field that must be there.

Source: Nationaal Archief, MDTO (Metagegevens voor duurzaam toegankelijke overheidsinformatie) 1.0.1:
    informatieobject; names and order as in its XML schema, words as in its lists (that of appraisals is closed).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from akkoord.ooxml import DECLARATION, escape
from akkoord.spec import ArchiveProfile

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
LONGEST_NAME = 80
"""Characters that a name has at most (R184)."""
_INDENT = "  "
_DISPOSAL = {"keep": ("Blijvend te bewaren", "B"), "destroy": ("Tijdelijk te bewaren", "V")}
SIGNED, VALIDATED = "Accordering", "Validatie Handtekening"
"""What happens to a document, in the words of the list of events."""
_BASE = "Is een versie van"
_LISTS = "Begrippenlijst {} MDTO"


class ArchivedDocument(Struct, frozen=True):
    """A document for the archive: its identification and the source of that, its name, and what happened to it.

    `events` are sort (`SIGNED`, `VALIDATED`) and moment (ISO 8601). `base` is the identification of the document that
    it goes back to, with its name; "" for none.
    """

    identification: str
    source: str
    name: str
    language: str
    events: tuple[tuple[str, str], ...]
    base: str = ""
    base_name: str = ""


def mdto(document: ArchivedDocument, archive: ArchiveProfile) -> bytes:
    """The record of `document` as XML."""
    label, code = _DISPOSAL[archive.disposal]
    parts = [
        *_group("identificatie", _identification(document.identification, document.source)),
        _line("naam", shortened(document.name)),
        *_concept("aggregatieniveau", "Archiefstuk", _LISTS.format("Aggregatieniveaus")),
        _line("taal", document.language.partition("-")[0]),
        *(line for sort, moment in document.events for line in _event(sort, moment)),
        *_concept("waardering", label, _LISTS.format("Waarderingen"), code),
        *_group("bewaartermijn", _retention(archive)),
        *_related(document),
        *_group("archiefvormer", [_line("verwijzingNaam", archive.creator)]),
        *_group(
            "beperkingGebruik",
            _concept("beperkingGebruikType", archive.restriction, _LISTS.format("BeperkingGebruikTypeLijst")),
        ),
    ]
    lines = [f'<MDTO xmlns="{NAMESPACE}">', *_indented(_group("informatieobject", parts)), "</MDTO>", ""]
    return (DECLARATION + "\n".join(lines)).encode()


def shortened(name: str) -> str:
    """A name that is not too long; of one that is, its start."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _identification(value: str, source: str) -> list[str]:
    return [_line("identificatieKenmerk", value), _line("identificatieBron", source)]


def _event(sort: str, moment: str) -> list[str]:
    kind = _concept("eventType", sort, _LISTS.format("EventTypeLijst"))
    return _group("event", [*kind, _line("eventTijd", moment)])


def _retention(archive: ArchiveProfile) -> list[str]:
    return [_line("termijnLooptijd", f"P{archive.retention_years}Y")] if archive.retention_years else []


def _related(document: ArchivedDocument) -> list[str]:
    if not document.base:
        return []
    whole = [
        _line("verwijzingNaam", shortened(document.base_name)),
        *_group("verwijzingIdentificatie", _identification(document.base, document.source)),
    ]
    kind = _concept("gerelateerdInformatieobjectTypeRelatie", _BASE, _LISTS.format("Relatietypen"))
    return _group("gerelateerdInformatieobject", [*_group("gerelateerdInformatieobjectVerwijzing", whole), *kind])


def _concept(name: str, label: str, scheme: str, code: str = "") -> list[str]:
    """A concept of a list: its label, its code, and which list."""
    own = [_line("begripLabel", label), *([_line("begripCode", code)] if code else [])]
    return _group(name, [*own, *_group("begripBegrippenlijst", [_line("verwijzingNaam", scheme)])])


def _line(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _group(name: str, lines: Iterable[str]) -> list[str]:
    inside = _indented(lines)
    return [f"<{name}>", *inside, f"</{name}>"] if inside else []


def _indented(lines: Iterable[str]) -> list[str]:
    return [_INDENT + line for line in lines]
