"""Where a clause is used: every document, article, provider and edition, and who pins it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.library import Library
from akkoord.project.content import Content
from akkoord.project.explain import UnknownNameError
from akkoord.project.opening import open_project
from akkoord.project.places import Heading, clause_places, clause_uses
from akkoord.project.plan import make_plan
from akkoord.project.planned import PlannedDocument
from akkoord.project.selection import Selection
from akkoord.spec import own_version


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the clause, and the editions that name it."""

    version: str
    status: str
    span: Span
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """The clause at one place of one kind of document, and the packs that get it there."""

    region: str
    edition: str
    document: str
    heading: Heading
    version: str
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviationUse:
    """A provider that has another text in place of version `base`, and where it says so."""

    region: str
    provider: str
    version: str
    base: str
    reason: str
    until: str
    editions: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Uses:
    """Everything about where a clause is used. `pins` are the places that name its version themselves."""

    clause: str
    versions: tuple[VersionRow, ...]
    uses: tuple[Use, ...]
    pins: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]
    deviations: tuple[DeviationUse, ...] = ()


def find_uses(folder: Path, clause: str) -> Uses:
    """Where the clause with id `clause` stands.

    Raises:
        UnknownNameError: there is no such clause.
    """
    content = open_project(folder)
    library = content.library
    if not library.versions_of(clause):
        message = f"er is geen clausule `{clause}`"
        raise UnknownNameError(error("WHR001", message, None, did_you_mean(clause, library.clause_ids())))
    plan = make_plan(content, Selection())
    found: dict[tuple[str, str, str, Heading, str], list[str]] = {}
    for pack in plan.packs():
        for document in pack.documents:
            for heading, version in _places(document, clause):
                key = (pack.region, pack.edition, document.kind, heading, version)
                found.setdefault(key, []).append(pack.name)
    return Uses(
        clause,
        tuple(_version_row(library, clause, version) for version in library.versions_of(clause)),
        tuple(Use(*key, tuple(dict.fromkeys(packs))) for key, packs in found.items()),
        _pins(content, clause),
        (*content.diagnostics, *plan.diagnostics),
        tuple(_deviations(content, clause)),
    )


def _deviations(content: Content, clause: str) -> Iterator[DeviationUse]:
    for name, region in content.regions.items():
        for provider in sorted(region.providers.values(), key=lambda p: p.id):
            for d in provider.deviations:
                if d.clause == clause:
                    version = d.version or own_version(d.base, provider.id)
                    until = d.until.isoformat()
                    yield DeviationUse(name, provider.id, version, d.base, d.reason, until, d.editions, d.span)


def _places(planned: PlannedDocument, clause: str) -> tuple[tuple[Heading, str], ...]:
    if planned.document is None:
        return ()
    return tuple((place.heading, place.version) for place in clause_places(planned.document) if place.id == clause)


def _version_row(library: Library, clause: str, version: str) -> VersionRow:
    found = library.versions[clause, version]
    editions = (e.id for e in library.editions.values() if clause in e.clauses and e.clauses[clause].version == version)
    return VersionRow(version, found.status.value, found.span, tuple(editions))


def _pins(content: Content, clause: str) -> tuple[Span, ...]:
    specs = [spec for region in content.regions.values() for spec in region.documents.values()]
    return tuple(use.span for spec in specs for use in clause_uses(spec) if use.clause == clause and use.version)
