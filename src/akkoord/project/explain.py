"""Where the text of a pack comes from: every clause at its place, down to file, line, data row and commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.library import ClauseVersion
from akkoord.project.article_places import AskedPlace, names_of_heading, places_named
from akkoord.project.asked import check_asked
from akkoord.project.content import Content
from akkoord.project.explained_texts import ExplainedText, TextsOf, with_commits
from akkoord.project.line_commits import Commit, LineCommits
from akkoord.project.opening import open_sources
from akkoord.project.places import ClausePlace, Heading, ParameterUse, clause_places, clause_uses
from akkoord.project.plan import make_plan
from akkoord.project.planned import PlannedDocument
from akkoord.project.selection import Selection, packs_named
from akkoord.project.slots import AskedNames
from akkoord.project.where import UnknownNameError
from akkoord.records import DataRow, DeviationRow


class ExplainedClause(Struct, frozen=True):
    """A clause at one place of a document. `pinned` is whether the spec names the version, not the edition.

    `deviation` says why this provider has another text here, None when it has not. `texts` are its paragraphs, only
    where one article was asked for.
    """

    place: ClausePlace
    pinned: bool
    title: str
    status: str
    span: Span
    parameters: tuple[ParameterUse, ...]
    deviation: DeviationRow | None = None
    texts: tuple[ExplainedText, ...] = ()


class ExplainedDocument(Struct, frozen=True):
    """A document of a pack; `reason` says why it is not there.

    `texts` are those of the article that was asked for that stand in no clause, such as its title and rates.
    """

    kind: str
    title: str
    version: str
    status: str
    reason: str
    clauses: tuple[ExplainedClause, ...]
    data: tuple[DataRow, ...]
    texts: tuple[ExplainedText, ...] = ()


class Explanation(Struct, frozen=True):
    """What a pack is made of, and what is wrong in the material it was read from.

    `commits` are those that texts and values name, the last first; `notes` say what git could not tell.
    """

    pack: str
    provider: str
    documents: tuple[ExplainedDocument, ...]
    diagnostics: tuple[Diagnostic, ...]
    commits: tuple[Commit, ...] = ()
    notes: tuple[str, ...] = ()


def explain_pack(folder: Path, pack: str, article: str, documents: tuple[str, ...] = ()) -> tuple[Explanation, ...]:
    """The packs that `pack` names (`provider`, or `region/edition/provider`), narrowed to `article` unless "".

    `article` is the number, title or id of a chapter, article or annex, or one with a lid and onderdeel (`7 lid 2`);
    `documents` are the kinds to look at, () for all.

    Raises:
        UnknownNameError: there is no such pack, or no such article in any of its documents.
        SelectionError: there is no such kind of document.
    """
    sources, content = open_sources(folder)
    check_asked(Selection(documents=documents), content)
    existing = make_plan(content, Selection()).existing
    paths = frozenset(packs_named(existing, pack))
    if not paths:
        known = {name for path in existing for name in (path, path.rpartition("/")[2])}
        message = f"er is geen pakket `{pack}`; verwacht: een aanbieder, of `regio/editie/aanbieder`"
        raise UnknownNameError(error("EXP001", message, None, did_you_mean(pack, known)))
    names = tuple(sorted({path.rpartition("/")[2] for path in paths}))
    plan = make_plan(content, Selection(providers=names, documents=documents))
    planners = {planner.place: planner for planner in plan.planners}
    asked = AskedNames(content.library)
    commits = LineCommits(sources.root, sources.readable)
    gone_through = [
        _explained(content, TextsOf(planners[p.place], p, asked, sources.readable), closely=bool(article))
        for p in plan.packs()
        if p.path in paths
    ]
    explained = _narrowed(gone_through, article) if article else gone_through
    found = (*content.diagnostics, *plan.diagnostics)
    return tuple([_told(one, found, commits) for one in explained])


def _told(one: Explanation, found: tuple[Diagnostic, ...], commits: LineCommits) -> Explanation:
    """An explanation with what is wrong in its material, and the commits of every text that is left in it."""
    name = one.pack.rpartition("/")[2]
    documents = tuple(_committed(document, commits) for document in one.documents)
    texts = [t for d in documents for t in (*d.texts, *(text for c in d.clauses for text in c.texts))]
    named = (c for text in texts for c in (text.commit, *(row.commit for v in text.values for row in v.rows)))
    last = sorted({c for c in named if c is not None}, key=lambda commit: (-commit.at, commit.id))
    own = tuple(d for d in found if d.provider in ("", name))
    return replace(one, documents=documents, diagnostics=own, commits=tuple(last), notes=tuple(commits.notes))


def _committed(document: ExplainedDocument, commits: LineCommits) -> ExplainedDocument:
    clauses = (replace(c, texts=tuple(with_commits(t, commits) for t in c.texts)) for c in document.clauses)
    texts = tuple(with_commits(t, commits) for t in document.texts)
    return replace(document, clauses=tuple(clauses), texts=texts)


def _explained(content: Content, texts: TextsOf, *, closely: bool) -> Explanation:
    """What a pack is made of; `closely` also says it of every text."""
    pack = texts.pack
    documents = tuple(
        _document(content, texts, planned, closely=closely) for planned in pack.documents if planned.asked
    )
    return Explanation(pack.path, pack.provider, documents, ())


def _document(content: Content, texts: TextsOf, planned: PlannedDocument, *, closely: bool) -> ExplainedDocument:
    row, document = planned.row, planned.document
    places = clause_places((*document.body, *document.signature_pages)) if document is not None else ()
    region = content.regions[texts.pack.region]
    entries = (e for e in (region.pack.documents if region.pack else ()) if e.document == planned.kind)
    kinds = (planned.base, *(annex.document for entry in entries for annex in entry.annexes))
    specs = [region.documents[kind] for kind in kinds if kind in region.documents]
    pinned = {use.clause for spec in specs for use in clause_uses(spec) if use.version}
    clauses = [_clause(content, texts, planned, place, pinned=place.id in pinned) for place in places]
    found = texts.of(planned) if closely else ()
    with_texts = (replace(c, texts=tuple(t for t in found if t.stands_in(c.place))) for c in clauses)
    loose = tuple(text for text in found if not text.clause)
    return ExplainedDocument(
        row.kind, row.title, row.version, row.status, row.reason, tuple(with_texts), row.data, loose
    )


def _clause(
    content: Content, texts: TextsOf, planned: PlannedDocument, place: ClausePlace, *, pinned: bool
) -> ExplainedClause:
    version: ClauseVersion = content.library.versions[place.id, place.version]
    asked = texts.asked.of(f"{place.id}@{place.version}")
    parameters = tuple(
        ParameterUse(name, texts.place(planned, name, place.heading), decides=name not in asked.printed)
        for name in sorted(asked.names)
    )
    own = planned.row.deviations
    deviation = next((d for d in own if (d.clause, d.version) == (place.id, place.version)), None)
    pinned = pinned and deviation is None
    return ExplainedClause(place, pinned, version.title, version.status.value, version.span, parameters, deviation)


def _narrowed(explained: list[Explanation], article: str) -> Iterator[Explanation]:
    headings = [h for pack in explained for document in pack.documents for h in _headings(document)]
    places = places_named(article, headings)
    narrowed = [(pack, tuple(_within(document, places) for document in pack.documents)) for pack in explained]
    out = [replace(pack, documents=tuple(d for d in found if d is not None)) for pack, found in narrowed]
    if not any(pack.documents for pack in out):
        raise UnknownNameError(_no_article(article, headings, places, explained))
    yield from (pack for pack in out if pack.documents)


def _headings(document: ExplainedDocument) -> Iterator[Heading]:
    yield from (clause.place.heading for clause in document.clauses)
    yield from (text.heading for text in document.texts)


def _within(document: ExplainedDocument, places: Iterable[AskedPlace]) -> ExplainedDocument | None:
    """What of a document stands in one of `places`, None for nothing."""
    wanted = tuple(places)

    def there(text: ExplainedText) -> bool:
        return any(place.holds(text.heading, text.numbers) for place in wanted)

    whole = {place.heading for place in wanted if not place.numbers}
    clauses = (replace(c, texts=tuple(filter(there, c.texts))) for c in document.clauses)
    kept = tuple(c for c in clauses if c.texts or c.place.heading in whole)
    texts = tuple(filter(there, document.texts))
    return replace(document, clauses=kept, texts=texts) if kept or texts else None


def _no_article(
    article: str, headings: list[Heading], places: tuple[AskedPlace, ...], explained: list[Explanation]
) -> Diagnostic:
    if places:
        at = places[0].heading
        texts = [
            t for p in explained for d in p.documents for t in (*d.texts, *(x for c in d.clauses for x in c.texts))
        ]
        known = dict.fromkeys(t.place for t in texts if t.heading == at and t.place)
        message = f"`{article}` is er niet; bekend onder `{at.shown or at.title}`: {', '.join(known) or 'geen leden'}"
        return error("EXP002", message)
    numbers = ", ".join(f"`{number}`" for number in dict.fromkeys(h.number for h in headings) if number)
    names = {name for heading in headings for name in names_of_heading(heading)}
    message = f"er is geen artikel, hoofdstuk of bijlage `{article}`; bekend: {numbers or 'niets'}"
    return error("EXP002", message, None, did_you_mean(article, names))
