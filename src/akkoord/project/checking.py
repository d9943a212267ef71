"""The rules held against everything that a project holds."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from akkoord.assembly import Sources as Material
from akkoord.checks.acceptance import acceptance_findings, accepted
from akkoord.checks.found import Found
from akkoord.checks.registry import all_rules
from akkoord.checks.running import Running
from akkoord.checks.settings import settings_findings
from akkoord.checks.views import PackView, RegionView, SetView
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.executor import Beside, Done, cores
from akkoord.library import Edition
from akkoord.project.asked import check_asked
from akkoord.project.check_memory import (
    CheckMemory,
    Outcome,
    Part,
    outcome_of,
    part_from_data,
    part_to_data,
    sources_key,
)
from akkoord.project.content import Content, RegionContent, read_content
from akkoord.project.finding_places import at_their_source
from akkoord.project.pack_files import PackFiles
from akkoord.project.read_cache import ReadCache
from akkoord.project.selection import Selection
from akkoord.project.set_views import provider_views, region_view, set_view
from akkoord.project.sources import Sources, list_sources
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.project.steps import program_digest


def checked_project(sources: Sources, memory: CheckMemory, selection: Selection, *, packs: bool = False) -> Outcome:
    """Read a project and hold the rules against what is asked for.

    Raises:
        SelectionError: something is asked for that is not there.
    """
    with half_aside(sources, memory, selection, packs=packs) as aside:
        content = _read(sources)
        check_asked(selection, content)
        return checked_content(content, sources, memory, selection, packs=packs, aside=aside)


def _read(sources: Sources) -> Content:
    return read_content(sources, ReadCache(sources.root / "output" / ".cache", program_digest(sources), keep=False))


ASIDE_PAYS = 8
"""From so many providers on, a second process that reads the project too takes less time than it saves."""


@contextmanager
def half_aside(
    sources: Sources, memory: CheckMemory, selection: Selection, jobs: int | None = None, *, packs: bool = False
) -> Generator[Aside | None, None, None]:
    """A process that holds the rules against every second edition meanwhile, None where that does not pay.

    It reads the project itself, at the same time as this one does, and says which sources it has read.
    """
    files = sources.listing.files
    many = sum("/providers/" in path for path in files) >= ASIDE_PAYS
    several = sum(path.startswith("clauses/editions/") for path in files) > 1 and len(selection.editions) != 1
    alone = packs or jobs == 1 or cores() < 2
    if alone or not many or not several or memory.load(sources) is not None:
        yield None
        return
    aside = Beside(_every_second, (str(sources.root), selection), 1)
    try:
        yield aside
    finally:
        aside.close()


Aside: TypeAlias = "Beside[tuple[str, dict[str, dict[str, Any]]]]"
"""A process at work on its half: the key of the sources that it has read, and the parts that it did."""


def _every_second(asked: tuple[str, Selection], _: int) -> tuple[str, dict[str, dict[str, Any]]]:
    """In the other process: hold the rules against its half of what is asked for."""
    root = Path(asked[0])
    sources = Sources(root, list_sources(root), {})
    content = _read(sources)
    checking = _Checking(content, sources, asked[1], False, Running(all_rules()), {})
    checking.half()
    return sources_key(sources), {name: part_to_data(part) for name, part in checking.known.items()}


def checked_content(
    content: Content,
    sources: Sources,
    memory: CheckMemory,
    selection: Selection,
    *,
    packs: bool = False,
    model: bool = False,
    aside: Aside | None = None,
) -> Outcome:
    """Hold the rules against what is asked for of a project that was read; what came of it is kept in `memory`.

    A tender `model` is held against them once it is a contract. `aside` is the process that was asked for its half.
    """
    if model:
        return Outcome((), ())
    everything = not (selection.regions or selection.editions)
    outcome = memory.load(sources) if everything and not packs else None
    if outcome is None:
        known = {} if packs else memory.parts(sources)
        checking = _Checking(content, sources, selection, packs, Running(all_rules()), dict(known))
        outcome = checking.run(None if packs else aside)
        if not packs and (everything or len(checking.known) > len(known)):
            parts = checking.asked if everything else checking.asked | checking.known
            memory.save(sources, parts, outcome if everything else None)
    found = tuple(one for one in outcome.found if _asked(one, selection, content))
    return Outcome(found, outcome.said, outcome.assembled, outcome.read)


@dataclass(frozen=True, slots=True)
class _Held:
    """A region as rules look at it, with the editions that are asked for."""

    content: RegionContent
    material: Material
    view: RegionView
    editions: tuple[Edition, ...]

    def name(self, edition: Edition | None) -> str:
        """What the part of an edition is called, or that of the data of the region."""
        return f"{self.view.folder}/{edition.id if edition is not None else ''}"


@dataclass(slots=True)
class _Checking:
    content: Content
    sources: Sources
    selection: Selection
    packs: bool
    running: Running
    known: dict[str, Part]
    said: list[Diagnostic] = field(default_factory=list[Diagnostic])
    asked: dict[str, Part] = field(default_factory=dict[str, Part])

    def run(self, aside: Aside | None) -> Outcome:
        """Every region and edition that is asked for; providers and documents are chosen afterwards."""
        regions = tuple(self._regions())
        if aside is not None:
            self._halves(regions, aside)
        for held in regions:
            self.said += settings_findings(self.running.rules, held.view.region)
            editions = (None, *held.editions) if held.editions else ()
            parts = {held.name(edition): self._part(held, edition) for edition in editions}
            own = tuple(one for part in parts.values() for one in part.found)
            self.said += acceptance_findings(own, held.content.accepted, whole=not self.selection.editions)
            self.asked |= parts
        return outcome_of(self.asked, in_order(self.said), self.content.diagnostics)

    def half(self) -> None:
        """The part of every second edition."""
        for held, edition in self._divided(tuple(self._regions()))[1]:
            self._part(held, edition)

    def _halves(self, regions: tuple[_Held, ...], aside: Aside) -> None:
        """Our half of the editions; then what came of the other one, when that was read from the same sources."""
        for held, edition in self._divided(regions)[0]:
            self._part(held, edition)
        outcome = aside.outcome()
        if isinstance(outcome, Done):  # what went wrong there is done here, and said
            key, parts = outcome.value
            if key == sources_key(self.sources):
                self.known |= {name: part_from_data(part) for name, part in parts.items()}

    def _divided(self, regions: tuple[_Held, ...]) -> tuple[list[tuple[_Held, Edition]], list[tuple[_Held, Edition]]]:
        """The editions in two halves; the last ones are the largest, and are parted first."""
        pairs = [(held, edition) for held in regions for edition in reversed(held.editions)]
        return pairs[::2], pairs[1::2]

    def _regions(self) -> Iterator[_Held]:
        for folder, region in self.content.regions.items():
            if self.selection.regions and folder not in self.selection.regions:
                continue
            if region.region is None or region.pack is None:
                continue
            providers = tuple(sorted(region.providers.values(), key=lambda provider: provider.id))
            material = Material(
                self.content.library,
                region.region,
                region.documents,
                providers,
                region.rates,
                region.initiatives or (),
                region.pack,
            )
            others = [r.region for name, r in self.content.regions.items() if name != folder and r.region is not None]
            view = region_view(folder, material, self.content.library.editions, region.documents, others)
            asked = (e for e in view.editions if not self.selection.editions or e.id in self.selection.editions)
            yield _Held(region, material, view, tuple(asked))

    def _part(self, held: _Held, edition: Edition | None) -> Part:
        """What rules find in an edition, or in the data of the region, which the last edition asked for dates."""
        name = held.name(edition)
        if name not in self.known or edition is None:
            files = held.content.files
            data = (files.region, files.rates, files.initiatives, *files.providers.values())
            said: list[Diagnostic] = []
            own = self.running.region(held.view) if edition is None else self._edition(held, edition, said)
            on = (edition or held.editions[-1]).date
            found = tuple(accepted(at_their_source(own, data, self.sources), held.content.accepted, on))
            self.known[name] = Part(found, tuple(said))
        return self.known[name]

    def _edition(self, held: _Held, edition: Edition, said: list[Diagnostic]) -> Iterator[Found]:
        texts, found = set_view(held.view, held.material, edition)
        said += found
        yield from self.running.set(texts)
        for provider in provider_views(texts):
            yield from self.running.provider(provider)
        if self.packs:
            for pack in self._packs(texts):
                yield from self.running.pack(pack)

    def _packs(self, view: SetView) -> Iterator[PackView]:
        """The packs of the edition that stand in the output, one after the other."""
        staging = Staging(self.sources.root / "output")
        for name in (*(p.id for p in view.region_view.providers), *_region_pack(view)):
            files = PackFiles(staging, f"{view.place}/{name}", PackState({}, {}))
            manifest = files.manifest()
            if manifest is not None:
                there = tuple(sorted(path.name for path in files.folder.iterdir() if path.is_file()))
                yield PackView(
                    view, name, manifest, there, lambda file, folder=files.folder: (folder / file).read_bytes()
                )


def _region_pack(view: SetView) -> tuple[str, ...]:
    return (view.region_view.pack.region_pack,) if view.region_view.pack is not None else ()


def _asked(found: Found, selection: Selection, content: Content) -> bool:
    """Whether a finding is about what was asked for; one about everybody or everything always is."""
    if selection.all:
        return True
    regions = {place.partition("/")[0] for place in found.places}
    editions = {place.partition("/")[2] for place in found.places}
    if selection.regions and not regions & set(selection.regions):
        return False
    if selection.editions and not editions & set(selection.editions):
        return False
    there = [content.regions[name] for name in sorted(regions)]
    if found.documents and not any(_document(k, selection, region) for k in found.documents for region in there):
        return False
    return found.providers is None or any(_provider(n, selection, region) for n in found.providers for region in there)


def _document(kind: str, selection: Selection, region: RegionContent) -> bool:
    base = kind if kind in region.documents else kind.rpartition("-")[0]
    return selection.wants_document(kind, base)


def _provider(name: str, selection: Selection, region: RegionContent) -> bool:
    if selection.providers and name not in selection.providers:
        return False
    lots = region.providers[name].lots if name in region.providers else ()
    return not selection.lots or bool(set(selection.lots) & set(lots))
