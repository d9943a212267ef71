"""Where a clause, a variable or a defined term is used: every document, article, provider and edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, did_you_mean, error, has_errors
from akkoord.library import Library
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.content import Content
from akkoord.project.opening import open_sources
from akkoord.project.places import Heading, clause_places, clause_uses
from akkoord.project.plan import Plan, make_plan
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources
from akkoord.spec import own_version
from akkoord.tree import Block


class UnknownNameError(AkkoordError):
    """A pack, article, clause, variable or term that was asked for is not there."""


class Place(Struct, frozen=True):
    """A place in a document at which something is used.

    `relation` is "clause", "printed", "condition", "reason" (of absence, in the manifest), "definition" or "term".
    `numbers` and `place` are as in `printed.Stretch`; `clause` is `id@version`, "" outside a clause. `span` is the
    place in the source. `words` are what stands there: the text of a slot or condition, or the form of a term.
    `via` is the variable through which another one counts, "" when it is used itself.
    """

    relation: str
    heading: Heading
    numbers: tuple[str, ...]
    place: str
    clause: str
    span: Span
    words: str = ""
    via: str = ""


class Use(Struct, frozen=True):
    """A place in one kind of document of one edition, and the packs that have it there.

    `packs` are of providers, `without` those that were asked for and have it not; `region_pack` is whether the pack
    of the region itself has it too.
    """

    region: str
    edition: str
    document: str
    at: Place
    packs: tuple[str, ...]
    without: tuple[str, ...]
    region_pack: bool = False


class VersionRow(Struct, frozen=True):
    """A version of the clause, and the editions that name it."""

    version: str
    status: str
    span: Span
    editions: tuple[str, ...]


class DeviationUse(Struct, frozen=True):
    """A provider that has another text in place of version `base`, and where it says so."""

    region: str
    provider: str
    version: str
    base: str
    reason: str
    until: str
    editions: tuple[str, ...]
    span: Span


class Uses(Struct, frozen=True):
    """Everything about where a clause is used. `pins` are the places that name its version themselves.

    `version` is the one that was asked for, "" for all.
    """

    clause: str
    versions: tuple[VersionRow, ...]
    uses: tuple[Use, ...]
    pins: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]
    deviations: tuple[DeviationUse, ...] = ()
    version: str = ""


class Opened(Struct, frozen=True):
    """A project that is asked something, and what of it."""

    sources: Sources
    content: Content
    plan: Plan
    selection: Selection

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the material, once all packs have been gone through."""
        return (*self.content.diagnostics, *self.plan.diagnostics)


def opened(folder: Path, selection: Selection) -> Opened:
    """The project in `folder`, with the packs of `selection` planned.

    Raises:
        AkkoordError: there is no project, or nothing in it is what was selected.
    """
    sources, content = open_sources(folder)
    check_asked(selection, content)
    plan = make_plan(content, selection)
    if not plan.asked and not selection.all and not has_errors(content.diagnostics):
        raise no_pack_of(selection, content)
    return Opened(sources, content, plan, selection)


class Finder(Protocol):
    """Finds the places of what was asked for."""

    def in_text(self, planner: Planner, kind: str, blocks: tuple[Block, ...]) -> Iterator[Place]:
        """Those in a part of a document of this kind."""
        ...

    def beside(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> Iterator[Place]:
        """Those that are in no text: what the document as a whole rests on."""
        ...


def uses_in(project: Opened, finder: Finder) -> tuple[Use, ...]:
    """Every use that `finder` finds in a document of a pack, each with all packs that have it there.

    They come by document, in the order in which they are first met there. What documents share is looked through
    once.
    """
    planners = {planner.place: planner for planner in project.plan.planners}
    asked = {place: {name for name in p.asked() if name != p.pack.region_pack} for place, p in planners.items()}
    shared: dict[tuple[str, str], tuple[tuple[Block, ...], tuple[Place, ...]]] = {}
    found: dict[tuple[str, str, str], dict[Place, dict[str, bool]]] = {}
    for pack in project.plan.packs():
        planner, own = planners[pack.place], pack.name == planners[pack.place].pack.region_pack
        for planned in pack.documents:
            if not planned.asked:
                continue
            here = found.setdefault((pack.region, pack.edition, planned.kind), {})
            for place in (*_in_text(planner, planned, finder, shared), *finder.beside(planner, pack, planned)):
                here.setdefault(place, {})[pack.name] = own
    ordered = sorted(found, key=lambda key: list(planners).index(f"{key[0]}/{key[1]}"))  # stable: kinds stay as met
    return tuple(
        _use(key, place, packs, asked[f"{key[0]}/{key[1]}"]) for key in ordered for place, packs in found[key].items()
    )


def _use(key: tuple[str, str, str], place: Place, packs: Mapping[str, bool], asked: set[str]) -> Use:
    named = {name for name, own in packs.items() if not own}
    return Use(*key, place, tuple(sorted(named)), tuple(sorted(asked - named)), any(packs.values()))


def _in_text(
    planner: Planner,
    planned: PlannedDocument,
    finder: Finder,
    shared: dict[tuple[str, str], tuple[tuple[Block, ...], tuple[Place, ...]]],
) -> Iterator[Place]:
    """The places in a document; those of a text that is the very one that was met before are known."""
    document = planned.document
    if document is None:
        return
    key = (planner.place, planned.kind)
    known = shared.get(key)
    if known is None or known[0] is not document.body:
        known = (document.body, tuple(finder.in_text(planner, planned.kind, document.body)))
        shared[key] = known
    yield from known[1]
    yield from finder.in_text(planner, planned.kind, document.signature_pages)


class _OfClause(Struct):
    """Finds a clause, or one version of it."""

    library: Library
    name: str
    version: str

    def in_text(self, planner: Planner, kind: str, blocks: tuple[Block, ...]) -> Iterator[Place]:
        del planner, kind
        for place in clause_places(blocks):
            if place.id == self.name and self.version in ("", place.version):
                span = self.library.versions[place.id, place.version].span
                yield Place("clause", place.heading, (), "", f"{place.id}@{place.version}", span)

    def beside(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> Iterator[Place]:
        del planner, pack, planned
        yield from ()


def find_uses(folder: Path, clause: str, selection: Selection | None = None) -> Uses:
    """Where the clause with id `clause`, or one version of it (`id@version`), stands.

    Raises:
        UnknownNameError: there is no such clause or version.
        AkkoordError: as `opened`.
    """
    name, _, version = clause.partition("@")
    project = opened(folder, selection or Selection())
    library = project.content.library
    _check_known(library, name, version)

    uses = uses_in(project, _OfClause(library, name, version))
    rows = (_version_row(library, name, v) for v in _versions(library, name) if version in ("", v))
    pins = _pins(project.content, name, version)
    deviations = (d for d in _deviations(project.content, name) if version in ("", d.version, d.base))
    return Uses(name, tuple(rows), uses, pins, project.diagnostics, tuple(deviations), version)


def _check_known(library: Library, name: str, version: str) -> None:
    versions = _versions(library, name)
    if not versions:
        message = f"er is geen clausule `{name}`"
        raise UnknownNameError(error("WHR001", message, None, did_you_mean(name, library.clause_ids())))
    if version and version not in versions:
        known = ", ".join(f"`{v}`" for v in versions)
        message = f"van de clausule `{name}` is er geen versie `{version}`; bekend: {known}"
        raise UnknownNameError(error("WHR002", message, None, did_you_mean(version, versions)))


def _versions(library: Library, clause: str) -> tuple[str, ...]:
    """The versions of a clause, oldest first, and after them the own texts of providers."""
    own = sorted(v for name, v in library.versions if name == clause and "+" in v)
    return (*library.versions_of(clause), *own)


def _deviations(content: Content, clause: str) -> Iterator[DeviationUse]:
    for name, region in content.regions.items():
        for provider in sorted(region.providers.values(), key=lambda p: p.id):
            for d in provider.deviations:
                if d.clause == clause:
                    version = d.version or own_version(d.base, provider.id)
                    until = d.until.isoformat()
                    yield DeviationUse(name, provider.id, version, d.base, d.reason, until, d.editions, d.span)


def _version_row(library: Library, clause: str, version: str) -> VersionRow:
    found = library.versions[clause, version]
    editions = (e.id for e in library.editions.values() if clause in e.clauses and e.clauses[clause].version == version)
    return VersionRow(version, found.status.value, found.span, tuple(editions))


def _pins(content: Content, clause: str, version: str) -> tuple[Span, ...]:
    specs = [spec for region in content.regions.values() for spec in region.documents.values()]
    uses = (use for spec in specs for use in clause_uses(spec) if use.clause == clause and use.version)
    return tuple(use.span for use in uses if version in ("", use.version))
