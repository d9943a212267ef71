"""Where the text of a pack comes from: every clause at its place, down to file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.library import ClauseVersion
from akkoord.project.content import Content
from akkoord.project.opening import open_project
from akkoord.project.places import ClausePlace, Heading, ParameterUse, clause_places, clause_uses, parameters_of
from akkoord.project.plan import make_plan
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.selection import Selection, packs_named
from akkoord.project.where import UnknownNameError
from akkoord.records import DataRow, DeviationRow, DocumentRow


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """A clause at one place of a document. `pinned` is whether the spec names the version, not the edition.

    `deviation` says why this provider has another text here, None when it has not.
    """

    place: ClausePlace
    pinned: bool
    title: str
    status: str
    span: Span
    parameters: tuple[ParameterUse, ...]
    deviation: DeviationRow | None = None


@dataclass(frozen=True, slots=True)
class ExplainedDocument:
    """A document of a pack; `reason` says why it is not there."""

    kind: str
    title: str
    version: str
    status: str
    reason: str
    clauses: tuple[ExplainedClause, ...]
    data: tuple[DataRow, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a pack is made of, and what is wrong in the material it was read from."""

    pack: str
    provider: str
    documents: tuple[ExplainedDocument, ...]
    diagnostics: tuple[Diagnostic, ...]


def explain_pack(folder: Path, pack: str, article: str) -> tuple[Explanation, ...]:
    """The packs that `pack` names (`provider`, or `region/edition/provider`), narrowed to `article` unless "".

    `article` is the number, title or id of a chapter, article or annex.

    Raises:
        UnknownNameError: there is no such pack, or no such article in any of its documents.
    """
    content = open_project(folder)
    existing = make_plan(content, Selection()).existing
    paths = frozenset(packs_named(existing, pack))
    if not paths:
        known = {name for path in existing for name in (path, path.rpartition("/")[2])}
        message = f"er is geen pakket `{pack}`; verwacht: een aanbieder, of `regio/editie/aanbieder`"
        raise UnknownNameError(error("EXP001", message, None, did_you_mean(pack, known)))
    plan = make_plan(content, Selection(providers=tuple(sorted({path.rpartition("/")[2] for path in paths}))))
    chosen = [p for p in plan.packs() if p.path in paths]
    explained = [_explained(content, p, (*content.diagnostics, *plan.diagnostics)) for p in chosen]
    return tuple(_narrowed(explained, article)) if article else tuple(explained)


def _explained(content: Content, pack: PlannedPack, found: tuple[Diagnostic, ...]) -> Explanation:
    documents = tuple(_document(content, pack, planned) for planned in pack.documents)
    own = tuple(d for d in found if not d.names or pack.name in d.names)
    return Explanation(pack.path, pack.provider, documents, own)


def _document(content: Content, pack: PlannedPack, planned: PlannedDocument) -> ExplainedDocument:
    row = planned.row
    places = (
        clause_places((*planned.document.body, *planned.document.signature_pages))
        if planned.document is not None
        else ()
    )
    region = content.regions[pack.region]
    entries = (e for e in (region.pack.documents if region.pack else ()) if e.document == planned.kind)
    kinds = (planned.base, *(annex.document for entry in entries for annex in entry.annexes))
    specs = [region.documents[kind] for kind in kinds if kind in region.documents]
    pinned = {use.clause for spec in specs for use in clause_uses(spec) if use.version}
    clauses = tuple(_clause(content, pack, place, place.id in pinned, row) for place in places)
    return ExplainedDocument(row.kind, row.title, row.version, row.status, row.reason, clauses, row.data)


def _clause(content: Content, pack: PlannedPack, place: ClausePlace, pinned: bool, row: DocumentRow) -> ExplainedClause:
    version: ClauseVersion = content.library.versions[place.id, place.version]
    region = content.regions[pack.region].region
    parameters = parameters_of(version, region, content.library.editions[pack.edition].date)
    deviation = next((d for d in row.deviations if (d.clause, d.version) == (place.id, place.version)), None)
    pinned = pinned and deviation is None
    return ExplainedClause(place, pinned, version.title, version.status.value, version.span, parameters, deviation)


def _narrowed(explained: Iterable[Explanation], article: str) -> Iterable[Explanation]:
    known: dict[str, Heading] = {}
    out: list[Explanation] = []
    for pack in explained:
        documents: list[ExplainedDocument] = []
        for document in pack.documents:
            known |= {name: c.place.heading for c in document.clauses for name in _names(c.place.heading)}
            clauses = tuple(c for c in document.clauses if article.casefold() in _names(c.place.heading))
            if clauses:
                documents.append(replace(document, clauses=clauses))
        if documents:
            out.append(replace(pack, documents=tuple(documents)))
    if not out:
        numbers = ", ".join(f"`{h.number}`" for h in dict.fromkeys(known.values()) if h.number)
        message = f"er is geen artikel, hoofdstuk of bijlage `{article}`; bekend: {numbers or 'niets'}"
        raise UnknownNameError(error("EXP002", message, None, did_you_mean(article, known)))
    return out


def _names(heading: Heading) -> tuple[str, ...]:
    names = (heading.number, heading.shown, heading.title, heading.anchor)
    return tuple(name.casefold() for name in names if name)
