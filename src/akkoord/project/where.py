"""Where a clause, a variable or a defined term is used: every document, article, provider and edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct, field

from akkoord.assembly import Layout, Prepared, page_clauses
from akkoord.diagnostics import AkkoordError, Diagnostic, Span, did_you_mean, error, has_errors
from akkoord.library import Library
from akkoord.project.alike import Alike, headings_alike, repeated_tables
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.content import Content
from akkoord.project.opening import open_sources
from akkoord.project.places import Heading, clause_places, clause_uses
from akkoord.project.plan import Plan, make_plan
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.planner import Planner
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources
from akkoord.spec import DocumentSpec, own_version
from akkoord.tree import Block, Document, Held, stands_in


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

    def alike(self, planner: Planner, prepared: Prepared, spec: DocumentSpec, layout: Layout) -> bool:
        """Whether all who get an arrangement have it at the same places, signature pages included."""
        ...

    def in_text(self, planner: Planner, kind: str, blocks: tuple[Block, ...]) -> Iterator[Place]:
        """Those in a part of a document of this kind."""
        ...

    def beside(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> Iterator[Place]:
        """Those that are in no text: what the document as a whole rests on."""
        ...


def uses_in(project: Opened, finder: Finder) -> tuple[Use, ...]:
    """Every use that `finder` finds in a document of a pack, each with all packs that have it there.

    They come by document, in the order in which they are first met there. What documents share is looked through
    once, and a text that has it where others have it stands for theirs: of those nothing is found but where it is.
    """
    places = [planner.place for planner in project.plan.planners]
    found: dict[tuple[str, str, str], dict[Place, dict[str, bool]]] = {}
    asked: dict[str, set[str]] = {}
    looking = _Looking(finder)
    for planner, pack in project.plan.texts(lambda planner: Alike(partial(finder.alike, planner))):
        own = pack.name == planner.pack.region_pack
        asked.setdefault(pack.place, set()).update(() if own else (pack.name,))
        for planned in pack.documents:
            if not planned.asked:
                continue
            here = found.setdefault((pack.region, pack.edition, planned.kind), {})
            for place in looking.places(planner, pack, planned):
                here.setdefault(place, {})[pack.name] = own
    ordered = sorted(found, key=lambda key: places.index(f"{key[0]}/{key[1]}"))  # stable: kinds stay as met
    return tuple(
        _use(key, place, packs, asked[f"{key[0]}/{key[1]}"]) for key in ordered for place, packs in found[key].items()
    )


def _use(key: tuple[str, str, str], place: Place, packs: Mapping[str, bool], asked: set[str]) -> Use:
    named = {name for name, own in packs.items() if not own}
    return Use(*key, place, tuple(sorted(named)), tuple(sorted(asked - named)), any(packs.values()))


_LAST = 64
"""Of so many documents and texts it is kept what was found in them: those that stand for others come by again."""


class _Looking(Struct):
    """Looks through the documents of packs; one that was met before, or has the text of one, is known."""

    finder: Finder
    _documents: dict[int, tuple[Document, tuple[Place, ...]]] = field(
        default_factory=dict[int, "tuple[Document, tuple[Place, ...]]"]
    )
    _bodies: dict[int, tuple[tuple[Block, ...], tuple[Place, ...]]] = field(
        default_factory=dict[int, "tuple[tuple[Block, ...], tuple[Place, ...]]"]
    )

    def places(self, planner: Planner, pack: PlannedPack, planned: PlannedDocument) -> tuple[Place, ...]:
        """The places in a document and those beside it."""
        document, finder = planned.document, self.finder
        if document is None:
            return tuple(finder.beside(planner, pack, planned))
        if id(document) not in self._documents:
            pages = finder.in_text(planner, planned.kind, document.signature_pages)
            beside = finder.beside(planner, pack, planned)
            found = (*self._in_body(planner, planned.kind, document.body), *pages, *beside)
            _kept(self._documents, id(document), (document, found))
        return self._documents[id(document)][1]

    def _in_body(self, planner: Planner, kind: str, body: tuple[Block, ...]) -> tuple[Place, ...]:
        if id(body) not in self._bodies:
            _kept(self._bodies, id(body), (body, tuple(self.finder.in_text(planner, kind, body))))
        return self._bodies[id(body)][1]


T = TypeVar("T")


def _kept(known: dict[int, T], key: int, value: T) -> None:
    """Keep a value, and let the first go when there are many."""
    if len(known) >= _LAST:
        del known[next(iter(known))]
    known[key] = value


class _OfClause(Struct):
    """Finds a clause, or one version of it."""

    library: Library
    name: str
    version: str

    def alike(self, planner: Planner, prepared: Prepared, spec: DocumentSpec, layout: Layout) -> bool:
        del planner
        if any(clause.id == self.name for clause in page_clauses(prepared, spec)):
            return False
        return headings_alike(layout) and not any(stands_in(t, Held.CLAUSE) for t in repeated_tables(layout))

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
