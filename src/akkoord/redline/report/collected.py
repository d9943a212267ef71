"""What changed in a whole edition: for everybody, and for whom something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.script import SegmentKind
from akkoord.redline.changes import Change, ChangeClass, Line, Place
from akkoord.redline.report.subject import Subject
from akkoord.redline.report.was_wordt import (
    FOLLOWING,
    changes_part,
    changes_table,
    following_part,
    heading,
    not_compared_box,
    report_document,
    signal_rows,
    table,
    words,
)
from akkoord.tree import Block, Document, Role, Section, SectionKind, Table, Text

_NAMES_SHOWN = 3
_PLACES_SHOWN = 3
_LONE_SHOWN = 4
_PER_DOCUMENT = "Wat in een document niet vergeleken is, zegt de eerste bladzijde van het verslag van dat document."


class Compared(Struct, frozen=True):
    """One document of one pack: its changes, or why there is nothing to compare.

    `kind` and `title` are of the document; `pack` is the id, `party` the legal name of the
    addressee. `only` is "" when both editions have it, else `old` or `new`.
    """

    kind: str
    title: str
    pack: str
    party: str
    changes: tuple[Change, ...] = ()
    only: str = ""


class Common(Struct, frozen=True):
    """A change with the packs whose document it is in, in order."""

    change: Change
    packs: tuple[str, ...]


def collected(subject: Subject, compared: Sequence[Compared]) -> Document:
    """The report over a whole edition: a first page, then per document what changed for all and for some."""
    title = f"Was-wordt: {subject.title}"
    groups = (tuple(document for document in group if not document.only) for group in _by_kind(compared))
    parts = tuple(_document_part(subject, group) for group in groups if group)
    first = Section(SectionKind.TEXT, (Text(title),), tuple(_first_page(subject, compared)), None, 1, "overzicht")
    return report_document(subject, title, (first, *parts))


def commons(compared: Sequence[Compared]) -> tuple[Common, ...]:
    """The changes of one kind of document, equal ones together, in the order in which they first stand.

    In a clause two changes are equal when the same words go and come in the same version of
    it, wherever it stands; the words around them may differ, such as the name of a provider.
    A row of a table is equal when all its words are; other text also has its place in common.
    The places of all of them are named.
    """
    found: dict[object, tuple[list[Change], dict[str, None]]] = {}
    for document in compared:
        for change in document.changes:
            changes, packs = found.setdefault(_key(change), ([], {}))
            changes.append(change)
            packs[document.pack] = None
    return tuple(Common(_placed(changes), tuple(packs)) for changes, packs in found.values())


def _placed(changes: Sequence[Change]) -> Change:
    """The first of equal changes, with the places of all."""
    sides = zip(*((change.old, change.new) for change in changes), strict=True)
    old, new = (_places(tuple(dict.fromkeys(side))) for side in sides)
    return replace(changes[0], old=old, new=new)


def _places(places: Sequence[Place]) -> Place:
    labels = list(dict.fromkeys(place.label for place in places))
    if len(labels) > _PLACES_SHOWN:
        labels = [*labels[:_PLACES_SHOWN], f"en nog {len(labels) - _PLACES_SHOWN}"]
    return replace(places[0], label="; ".join(label for label in labels if label))


def _key(change: Change) -> object:
    differing = tuple(_differing(line) for line in change.lines)
    what = (change.clause, change.versions, change.shape, change.consequential, change.formatting)
    if change.clause and not change.consequential:
        return (*what, differing)
    if change.in_table:
        return (*what, change.was, change.becomes)
    numbers = tuple((line.old_number, line.new_number) for line in change.lines)
    return (*what, change.story, change.old, change.new, numbers, differing)


def _differing(line: Line) -> tuple[tuple[str, str], ...]:
    return tuple((s.old, s.new) for s in line.segments if s.kind is not SegmentKind.EQUAL)


def _by_kind(compared: Sequence[Compared]) -> Iterator[tuple[Compared, ...]]:
    for kind in dict.fromkeys(document.kind for document in compared):
        yield tuple(document for document in compared if document.kind == kind)


# --- the first page ------------------------------------------------------------------------


def _first_page(subject: Subject, compared: Sequence[Compared]) -> Iterator[Block]:
    yield words(
        f"Van {subject.old.name} ({subject.old.date}) naar {subject.new.name} ({subject.new.date}). "
        f"De nieuwe tekst geldt vanaf {subject.effective}." if subject.effective else
        f"Van {subject.old.name} ({subject.old.date}) naar {subject.new.name} ({subject.new.date})."
    )  # fmt: skip
    yield _overview(compared)
    yield not_compared_box(subject, _PER_DOCUMENT)
    yield from _lone(compared)
    yield from _comings(compared)
    yield from _heaviest(compared)


def _overview(compared: Sequence[Compared]) -> Table:
    rows: list[tuple[str, ...]] = []
    for group in _by_kind(compared):
        both = [document for document in group if not document.only]
        if not both:
            continue
        shared = [common for common in commons(both) if not common.change.consequential]
        for_all = sum(len(common.packs) == len(both) for common in shared)
        counts = Counter(common.change.change_class for common in shared)
        rows.append(
            (
                group[0].title,
                str(len(both)),
                str(for_all),
                str(len(shared) - for_all),
                *(str(counts[klass]) for klass in reversed(ChangeClass)),
            )
        )
    heads = (
        "Document",
        "Pakketten",
        "Voor allen",
        "Voor enkele",
        *(k.dutch.capitalize() for k in reversed(ChangeClass)),
    )
    align = ("left", *("right",) * (len(heads) - 1))
    summary = "Per document het aantal wijzigingen voor alle pakketten, voor enkele, en per soort"
    return table("overzicht-tabel", heads, (30, *(9,) * (len(heads) - 1)), rows, "Wat er verandert", summary, align)


def _heaviest(compared: Sequence[Compared]) -> Iterator[Block]:
    """What a lawyer looks at first: numbers, dates, norm verbs and negations, each once with for whom."""
    for group in _by_kind(compared):
        both = [document for document in group if not document.only]
        shared = commons(both)
        whom = {id(common.change): _for_whom(common, both) for common in shared}
        rows = [
            (place, sort, was, becomes, whom[id(change)])
            for change, sort, place, was, becomes in signal_rows([common.change for common in shared])
        ]
        if rows:
            heads = ("Plaats", "Soort", "Was", "Wordt", "Voor")
            caption = f"{group[0].title}: getallen, datums, normwerkwoorden en ontkenningen die verschillen"
            summary = "Elk verschil in een getal, datum, normwerkwoord of ontkenning, met plaats en voor wie"
            yield table(f"{group[0].kind}-signalen", heads, (26, 12, 21, 21, 20), rows, caption, summary)


def _lone(compared: Sequence[Compared]) -> Iterator[Block]:
    """For which single addressee something changes that changes for nobody else."""
    rows: list[tuple[str, ...]] = []
    for group in _by_kind(compared):
        both = {document.pack: document for document in group if not document.only}
        alone: dict[str, list[Change]] = {}
        for common in commons(tuple(both.values())):
            if len(common.packs) == 1 < len(both) and not common.change.consequential:
                alone.setdefault(common.packs[0], []).append(common.change)
        for pack, changes in alone.items():
            places = dict.fromkeys(change.new.label or change.old.label for change in changes)
            more = f" en nog {len(places) - _LONE_SHOWN}" if len(places) > _LONE_SHOWN else ""
            named = "; ".join(tuple(places)[:_LONE_SHOWN]) + more
            rows.append((both[pack].party or pack, group[0].title, str(len(changes)), named))
    if rows:
        heads = ("Aanbieder", "Document", "Aantal", "Plaatsen")
        summary = "Per aanbieder wat alleen bij hem verandert: document, aantal en plaatsen"
        align = ("left", "left", "right", "left")
        yield table("alleen-bij", heads, (28, 28, 8, 36), rows, "Wat maar bij een van allen verandert", summary, align)


def _comings(compared: Sequence[Compared]) -> Iterator[Block]:
    """Documents that a pack has in one edition only."""
    rows = [
        (document.title, document.party or document.pack, "komt erbij" if document.only == "new" else "valt weg")
        for document in compared
        if document.only
    ]
    if rows:
        summary = "Documenten die een pakket maar in een van beide edities heeft"
        yield table(
            "alleen-een", ("Document", "Aanbieder", "Wat"), (40, 40, 20), rows, "Documenten erbij en eraf", summary
        )


# --- per document --------------------------------------------------------------------------


def _document_part(subject: Subject, group: Sequence[Compared]) -> Section:
    both = tuple(group)
    shared = commons(both)
    own = [common for common in shared if not common.change.consequential]
    for_all = [common.change for common in own if len(common.packs) == len(both)]
    content: list[Block] = [
        heading(
            f"{group[0].kind}-allen",
            _all_title(both),
            changes_part(f"{group[0].kind}-allen-tabel", for_all, subject.effective),
        ),
        *_for_some(group[0].kind, own, both, subject.effective),
        *_following(group[0].kind, shared, subject.effective),
    ]
    return Section(SectionKind.TEXT, (Text(group[0].title),), tuple(content), None, 1, f"document-{group[0].kind}")


def _all_title(both: Sequence[Compared]) -> str:
    return f"Voor alle {len(both)} pakketten" if len(both) != 1 else "Voor het ene pakket"


def _for_some(kind: str, own: Iterable[Common], both: Sequence[Compared], effective: str) -> Iterator[Block]:
    """A part for each set of packs that has changes of its own, the largest set first."""
    sets: dict[tuple[str, ...], list[Change]] = {}
    for common in own:
        if len(common.packs) != len(both):
            sets.setdefault(common.packs, []).append(common.change)
    for number, (packs, changes) in enumerate(sorted(sets.items(), key=lambda item: (-len(item[0]), item[0])), 1):
        names = [document.party or document.pack for document in both if document.pack in packs]
        title = f"Alleen voor {len(names)} pakketten" if len(names) != 1 else f"Alleen voor {names[0]}"
        who = () if len(names) == 1 else (words(f"Dit zijn: {_listed(names)}.", Role.LEGEND),)
        caption = "Wijzigingen met grond en soort"
        shown = changes_table(f"{kind}-enkele-{number}-tabel", changes, effective, caption)
        yield heading(f"{kind}-enkele-{number}", title, (*who, shown))


def _following(kind: str, shared: Iterable[Common], effective: str) -> Iterator[Block]:
    changes = [common.change for common in shared if common.change.consequential]
    if changes:
        shown = following_part(f"{kind}-volgt-tabel", changes, effective)
        yield heading(f"{kind}-volgt", FOLLOWING, shown)


def _for_whom(common: Common, both: Sequence[Compared]) -> str:
    if len(common.packs) == len(both):
        return "allen"
    names = [document.party or document.pack for document in both if document.pack in common.packs]
    return _listed(names) if len(names) <= _NAMES_SHOWN else f"{len(names)} pakketten"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + f" en {names[-1]}" if len(names) > 1 else "".join(names)
