"""The overview of all packs of an edition: one page that works from disk, with and without script."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct
from msgspec.json import encode
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic
from akkoord.records import ClauseRow, DocumentRow
from akkoord.writers.html.head import head, only
from akkoord.writers.html.life_cycle import LIFE_WORDS, life_cycle, life_state
from akkoord.writers.html.markup import LINE, NOTHING, Markup, block, element, join, line, void_element, words
from akkoord.writers.html.overview_documents import (
    STATUS_WORDS,
    OverviewPack,
    RedlineFiles,
    edition_reports,
    pack_documents,
    present,
)
from akkoord.writers.html.overview_findings import (
    FindingGroup,
    finding_groups,
    general_section,
    groups_of_packs,
    groups_section,
    pack_findings,
)
from akkoord.writers.html.overview_parts import SCRIPT, STYLE
from akkoord.writers.html.tables import wide_table


class Overview(Struct, frozen=True):
    """All packs of an edition in order. `findings` are those that are about no pack in particular.

    `links` are files beside the packs, each with what it is; `model` is the tender model that stands there.
    `reports` are the comparisons of the whole edition with a former one.
    """

    region: str
    edition: str
    edition_date: str
    language: str
    packs: tuple[OverviewPack, ...]
    findings: tuple[Diagnostic, ...]
    links: tuple[tuple[str, str], ...] = ()
    model: OverviewPack | None = None
    reports: tuple[RedlineFiles, ...] = ()


def write_overview(
    overview: Overview, known: Callable[[str], bytes | None] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The page in UTF-8, piece by piece; links go to the folders of the packs beside it.

    `known` gives the row of an earlier page that was made of what has this digest. Where it is asked, a piece that is
    the row of a pack comes with that digest; any other comes with "".

    Source:
        WHATWG HTML; WCAG 2.1 level AA; Content Security Policy 3 (hash of the script).
    """
    compositions = _Compositions(overview.packs)
    groups = finding_groups((pack.name, pack.findings or ()) for pack in overview.packs)
    title = f"Overzicht {overview.region}, editie {overview.edition}"
    page = block(
        "html",
        {"lang": overview.language},
        head(title, STYLE, only(SCRIPT)),
        block(
            "body",
            {"class": "alone"},
            line("a", {"class": "skip", "href": "#packs"}, words("Naar de pakketten")),
            _header(overview, title),
            block(
                "main",
                {"id": "packs", "tabindex": "-1"},
                _filters(overview.packs),
                wide_table("Alle pakketten van deze editie", _HEADS, (_ROWS,)),
                _model(overview.model),
                general_section(overview.findings),
                groups_section(groups),
                _composition_section(compositions.numbers),
            ),
            element("script", {}, Markup(SCRIPT)),
            LINE,
        ),
    )
    before, _, after = page.partition(_ROWS)
    yield "", f"<!DOCTYPE html>\n{before}".encode()
    yield from _rows(overview, compositions, groups, known)
    yield "", after.encode()


def _header(overview: Overview, title: str) -> Markup:
    counts = {status: sum(pack.status == status for pack in overview.packs) for status in STATUS_WORDS}
    parts = [f"{count} {STATUS_WORDS[status]}" for status, count in counts.items() if count]
    packs = "1 pakket" if len(overview.packs) == 1 else f"{len(overview.packs)} pakketten"
    return block(
        "header",
        {},
        line("p", {}, element("a", {"href": "../../index.html"}, words("Alle edities"))),
        line("h1", {}, words(title)),
        line("p", {}, words(f"Datum van de editie: {_day(overview.edition_date)}.")),
        line("p", {}, words(f"{packs}: {', '.join(parts)}." if parts else f"{packs}.")),
        _links(overview.links),
        *(line("p", {}, *edition_reports(made)) for made in overview.reports),
    )


def _links(links: Sequence[tuple[str, str]]) -> Markup:
    if not links:
        return NOTHING
    items = (element("li", {}, element("a", {"href": quote(name, safe="")}, words(label))) for name, label in links)
    return line("ul", {}, *items)


def _model(model: OverviewPack | None) -> Markup:
    if model is None:
        return NOTHING
    return block("section", {}, line("h2", {}, words("Tendermodel")), pack_documents(model))


def _day(date: str) -> str:
    return "-".join(reversed(date.split("-")))


def _filters(packs: Sequence[OverviewPack]) -> Markup:
    """Search and filters; hidden until the script is there to make them work."""
    lots = [(str(lot), f"perceel {lot}") for lot in sorted({lot for pack in packs for lot in pack.lots})]
    statuses = [(s or "none", STATUS_WORDS[s]) for s in STATUS_WORDS if any(pack.status == s for pack in packs)]
    lives = [(life, word) for life, word in LIFE_WORDS.items() if any(life_state(p.ledger) == life for p in packs)]
    documents = sorted({(row.kind, row.title) for pack in packs for row in present(pack)})
    kinds = list(dict(documents).items())
    return block(
        "form",
        {"id": "filters", "role": "search", "hidden": "", "aria-label": "Pakketten zoeken"},
        _field("search", "Zoeken", void_element("input", {"id": "search", "type": "search", "autocomplete": "off"})),
        _field("lot", "Perceel", _select("lot", lots)),
        _field("status", "Status", _select("status", statuses)),
        _field("life", "Levensloop", _select("life", lives)),
        _field("document", "Document", _select("document", kinds)),
        line("p", {"id": "count", "role": "status"}),
    )


def _field(name: str, label: str, control: Markup) -> Markup:
    return line("p", {}, element("label", {"for": name}, words(label)), words(" "), control)


def _select(name: str, options: Iterable[tuple[str, str]]) -> Markup:
    every = element("option", {"value": ""}, words("alle"))
    return element("select", {"id": name}, every, *(element("option", {"value": v}, words(t)) for v, t in options))


_HEADS = ("Aanbieder", "Percelen", "Status", "Levensloop", "Documenten", "Bevindingen", "Clausules")
_ROWS = Markup("\0")
"""Stands where the rows come, which are nearly all of the page; no text on it has this character (see `words`)."""


def _rows(
    overview: Overview,
    compositions: _Compositions,
    groups: Sequence[FindingGroup],
    known: Callable[[str], bytes | None] | None,
) -> Iterator[tuple[str, bytes]]:
    own = groups_of_packs(groups)
    for pack in overview.packs:
        shared = own.get(pack.name, ())
        numbers = compositions.of(pack)
        key, row = "", None
        if known is not None:
            beside = encode((numbers, [(g.number, len(g.packs), g.findings) for g in shared], overview.findings))
            key = _digest(told_of(pack), beside)
            row = known(key)
        yield key, _row(pack, numbers, overview.findings, shared).encode() if row is None else row


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)} ".encode() + part)
    return digest.hexdigest()


def told_of(pack: OverviewPack) -> bytes:
    """All that a page can tell of a pack, but for which clauses its documents have."""
    if pack.manifest is None:
        return encode(pack)
    rows = tuple([replace(row, body_sha256="", clauses=()) for row in pack.manifest.documents])
    counts = [len(row.clauses) for row in pack.manifest.documents]
    return encode((replace(pack, manifest=replace(pack.manifest, documents=rows)), counts))


def _row(
    pack: OverviewPack, numbers: Sequence[int], general: Sequence[Diagnostic], groups: Sequence[FindingGroup]
) -> Markup:
    kinds = " ".join(row.kind for row in present(pack))
    data = {
        "data-lots": " ".join(map(str, pack.lots)),
        "data-status": pack.status or "none",
        "data-life": life_state(pack.ledger),
        "data-documents": kinds,
    }
    name = element(
        "th", {"scope": "row"}, words(pack.provider or pack.name), _small(pack.name if pack.provider else "")
    )
    cells = (
        words(", ".join(map(str, pack.lots)) or "–"),
        words(STATUS_WORDS[pack.status]),
        life_cycle(pack.ledger, pack.manifest.number if pack.manifest is not None and pack.status else 0),
        pack_documents(pack),
        _findings(pack, groups, general),
        _clauses(pack, numbers),
    )
    return line("tr", data, name, *(element("td", {}, cell) for cell in cells))


def _small(text: str) -> Markup:
    return element("span", {"class": "small"}, words(text)) if text else NOTHING


def _findings(pack: OverviewPack, groups: Sequence[FindingGroup], general: Sequence[Diagnostic]) -> Markup:
    failed = NOTHING
    if pack.failed:
        said = "Niet gemaakt." + (" De bestanden zijn van een eerdere keer." if pack.manifest else "")
        failed = element("p", {}, element("strong", {}, words(said)))
    if pack.findings is None:
        return join((failed, words("niet bekend")))
    return join((failed, pack_findings(pack.findings, groups, general)))


class _Composition(Struct, frozen=True):
    """The clause versions of a document; most packs share one."""

    kind: str
    title: str
    clauses: tuple[ClauseRow, ...]


class _Compositions:
    """Every set of clause versions that some document has, numbered in the order of the packs."""

    def __init__(self, packs: Iterable[OverviewPack]) -> None:
        self.numbers: dict[_Composition, int] = {}
        # Packs share the lists of clauses: to compare two of them takes much longer than to see that they are one.
        self._seen: dict[tuple[str, str, int], int] = {}
        for pack in packs:
            for row in present(pack):
                self._number(row)

    def of(self, pack: OverviewPack) -> tuple[int, ...]:
        """The numbers of those of the documents of a pack."""
        return tuple([self._number(row) for row in present(pack)])

    def _number(self, row: DocumentRow) -> int:
        seen = (row.kind, row.title, id(row.clauses))
        if seen not in self._seen:
            own = _Composition(row.kind, row.title, row.clauses)
            self._seen[seen] = self.numbers.setdefault(own, len(self.numbers) + 1)
        return self._seen[seen]


def _clauses(pack: OverviewPack, numbers: Sequence[int]) -> Markup:
    rows = present(pack)
    if not rows:
        return words("–")
    items = (_clause_link(row, number) for row, number in zip(rows, numbers, strict=True))
    summary = element("summary", {}, words(f"{sum(len(row.clauses) for row in rows)} clausules"))
    return element("details", {}, summary, element("ul", {}, *items))


def _clause_link(row: DocumentRow, number: int) -> Markup:
    shown = f"{row.title}: {len(row.clauses)} clausules, samenstelling {number}"
    return element("li", {}, element("a", {"href": f"#composition:{number}"}, words(shown)))


def _composition_section(compositions: Mapping[_Composition, int]) -> Markup:
    if not compositions:
        return NOTHING
    lead = "Welke versie van elke clausule in een document staat. Pakketten met dezelfde clausules delen er een."
    return block(
        "section",
        {},
        line("h2", {}, words("Samenstellingen")),
        line("p", {}, words(lead)),
        *(_composition_table(composition, number) for composition, number in compositions.items()),
    )


def _composition_table(composition: _Composition, number: int) -> Markup:
    heads = ("Clausule", "Versie", "Status", "Bestand")
    rows = (
        line(
            "tr",
            {},
            element("th", {"scope": "row"}, words(c.id)),
            *(element("td", {}, words(text)) for text in (c.version, c.status, c.file)),
        )
        for c in composition.clauses
    )
    caption = f"Samenstelling {number}: {composition.title}"
    return block(
        "details",
        {"id": f"composition:{number}", "class": "composition"},
        line("summary", {}, words(f"{caption}, {len(composition.clauses)} clausules")),
        block(
            "table",
            {},
            line("caption", {}, words(caption)),
            line("thead", {}, element("tr", {}, *(element("th", {"scope": "col"}, words(h)) for h in heads))),
            block("tbody", {}, *rows),
        ),
    )
