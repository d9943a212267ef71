"""The documents of a pack in the overview: what it holds, what it does not and why, and its comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from msgspec import Struct, field

from akkoord.diagnostics import Diagnostic
from akkoord.records import DocumentRow, Ledger, Manifest
from akkoord.writers.html.markup import NOTHING, Markup, coded, element, join, words

STATUS_WORDS = {
    "ready": "gereed",
    "concept": "concept",
    "": "niets te tekenen",
    "failed": "mislukt",
    "missing": "nog niet gemaakt",
}
"""The status of a pack or document in words."""

_VIEWS = {
    "was-wordt.html": "was-wordt",
    "naast-elkaar.html": "naast elkaar",
    "redline.docx": "bijgehouden wijzigingen (DOCX)",
}
"""How the files of a comparison end that are there to be read, and what they are."""
COMPARISON_FILES = tuple(_VIEWS)


class RedlineFiles(Struct, frozen=True):
    """What stands of a comparison with the edition `old`: files to read, by name."""

    old: str
    files: tuple[str, ...]


class OverviewPack(Struct, frozen=True):
    """A pack as it stands in its folder `name`.

    `manifest` is None when it was never put there. `findings` are those of the last run that
    had it, None when no run is remembered; `failed` is whether that run could not make it.
    `redlines` are its comparisons with former editions, `ledger` is what was recorded of it, None when that cannot
    be trusted. `signature_pack` is the file to send, "" when there is none.
    """

    name: str
    provider: str
    lots: tuple[int, ...]
    manifest: Manifest | None
    findings: tuple[Diagnostic, ...] | None
    failed: bool = False
    redlines: tuple[RedlineFiles, ...] = ()
    ledger: Ledger | None = field(default_factory=lambda: Ledger(""))
    signature_pack: str = ""

    @property
    def status(self) -> str:
        """`ready`, `concept`, `failed`, `missing`, or "" when there is nothing to sign."""
        if self.failed:
            return "failed"
        return self.manifest.status if self.manifest else "missing"


def present(pack: OverviewPack) -> tuple[DocumentRow, ...]:
    """The documents that the pack has."""
    return tuple(row for row in pack.manifest.documents if row.present) if pack.manifest else ()


def pack_documents(pack: OverviewPack) -> Markup:
    """What stands in the folder of a pack, with links; what does not, and what was compared, behind a line to open."""
    if pack.manifest is None:
        return element("p", {}, words("Dit pakket is nog niet gemaakt."))
    items = [element("li", {}, *_document(pack, row)) for row in present(pack)]
    calendars = (_link(pack, file.file, _sort(file.file), "agenda") for file in pack.manifest.files)
    items += (element("li", {}, words("Agenda: "), link) for link in calendars)
    if pack.signature_pack:
        items.append(element("li", {}, words("Tekenpakket: "), _link(pack, pack.signature_pack, "ZIP", "tekenpakket")))
    items += (element("li", {}, words(f"Nog geen tekenpakket om te versturen: {why}")) for why in pack.manifest.reasons)
    items.append(element("li", {}, _link(pack, "manifest.json", "bewijs", "manifest.json")))
    return join((element("ul", {}, *items), _absent(pack.manifest), *(_compared(made, pack) for made in pack.redlines)))


def edition_reports(made: RedlineFiles) -> tuple[Markup, ...]:
    """Links to what stands of the comparison of the whole edition with a former one."""
    unseen = element("span", {"class": "unseen"}, words(f", tegenover editie {made.old}"))
    links = [element("a", {"href": _target("redline", made.old, file)}, words(file), unseen) for file in made.files]
    return (words(f"Vergeleken met editie {made.old}: "), *_listed(links))


def _absent(manifest: Manifest) -> Markup:
    """The documents that this pack does not have, each with the reason."""
    rows = [row for row in manifest.documents if not row.present]
    if not rows:
        return NOTHING
    number = "1 document niet" if len(rows) == 1 else f"{len(rows)} documenten niet"
    items = (element("li", {}, words(f"{row.title}: "), coded(row.reason)) for row in rows)
    return _details(f"{number}, met de reden", items)


def _compared(made: RedlineFiles, pack: OverviewPack) -> Markup:
    """What stands of the comparison of a pack with a former edition, document by document."""
    titles = {row.kind: row.title for row in pack.manifest.documents} if pack.manifest else {}
    found: dict[str, list[tuple[str, str]]] = {}
    for file in made.files:
        kind, view = next((file.removesuffix(f"-{end}"), shown) for end, shown in _VIEWS.items() if file.endswith(end))
        found.setdefault(kind, []).append((view, file))
    items: list[Markup] = []
    for kind, files in found.items():
        title = titles.get(kind, kind)
        unseen = element(
            "span", {"class": "unseen"}, words(f", {title}, {pack.provider or pack.name}, tegenover editie {made.old}")
        )
        links = [
            element("a", {"href": _target("redline", made.old, pack.name, file)}, words(view), unseen)
            for view, file in files
        ]
        items.append(element("li", {}, words(f"{title}: "), *_listed(links)))
    number = "1 document" if len(items) == 1 else f"{len(items)} documenten"
    return _details(f"Vergeleken met editie {made.old}: {number}", items)


def _details(summary: str, items: Iterable[Markup]) -> Markup:
    return element("details", {}, element("summary", {}, words(summary)), element("ul", {}, *items))


def _document(pack: OverviewPack, row: DocumentRow) -> tuple[Markup, ...]:
    version = f" {row.version}" if row.version else ""
    links = [_link(pack, file.file, _sort(file.file), row.title) for file in row.files]
    return (words(f"{row.title}{version} ({STATUS_WORDS.get(row.status, row.status)}): "), *_listed(links))


def _listed(links: Iterable[Markup]) -> Iterator[Markup]:
    for number, link in enumerate(links):
        yield words(", ") if number else NOTHING
        yield link


def _sort(file: str) -> str:
    return file.rpartition(".")[2].upper()


def _link(pack: OverviewPack, file: str, shown: str, about: str) -> Markup:
    of = f", {about}, {pack.provider or pack.name}"
    unseen = element("span", {"class": "unseen"}, words(of))
    return element("a", {"href": _target(pack.name, file)}, words(shown), unseen)


def _target(*parts: str) -> str:
    return "/".join(quote(part, safe="") for part in parts)
