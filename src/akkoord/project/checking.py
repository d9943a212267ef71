"""The rules held against everything that a project holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from akkoord.assembly import Sources as Material
from akkoord.checks.acceptance import acceptance_findings, accepted
from akkoord.checks.found import Found, merged
from akkoord.checks.registry import all_rules
from akkoord.checks.running import Running
from akkoord.checks.settings import settings_findings
from akkoord.checks.views import PackView, RegionView, SetView
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.library import Edition
from akkoord.project.check_memory import CheckMemory, Outcome
from akkoord.project.content import Content, RegionContent, read_content
from akkoord.project.finding_places import at_their_source
from akkoord.project.pack_files import PackFiles
from akkoord.project.plan import known_values
from akkoord.project.read_cache import ReadCache
from akkoord.project.selection import Selection, check_selection
from akkoord.project.set_views import provider_views, region_view, set_view
from akkoord.project.sources import Sources
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.project.steps import program_digest
from akkoord.spec import Pack, Region


def checked_project(sources: Sources, memory: CheckMemory, selection: Selection, *, packs: bool = False) -> Outcome:
    """Read a project and hold the rules against what is asked for.

    Raises:
        SelectionError: something is asked for that is not there.
    """
    cache = ReadCache(sources.root / "output" / ".cache", program_digest(sources), keep=False)
    content = read_content(sources, cache)
    check_selection(selection, known_values(content))
    return checked_content(content, sources, memory, selection, packs=packs)


def checked_content(
    content: Content,
    sources: Sources,
    memory: CheckMemory,
    selection: Selection,
    *,
    packs: bool = False,
    model: bool = False,
) -> Outcome:
    """Hold the rules against what is asked for of a project that was read; the whole is kept in `memory`.

    A tender `model` is held against them once it is a contract.
    """
    if model:
        return Outcome((), ())
    outcome = None if packs else memory.load(sources)
    if outcome is None:
        checking = _Checking(content, sources, selection, packs, Running(all_rules()))
        outcome = checking.run()
        if not (selection.regions or selection.editions or packs):
            memory.save(sources, outcome)
    found = tuple(one for one in outcome.found if _asked(one, selection, content))
    return Outcome(found, outcome.said, outcome.assembled, outcome.read)


@dataclass(slots=True)
class _Checking:
    content: Content
    sources: Sources
    selection: Selection
    packs: bool
    running: Running
    said: list[Diagnostic] = field(default_factory=list[Diagnostic])
    assembled: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def run(self) -> Outcome:
        """Every region and edition that is asked for; providers and documents are chosen afterwards."""
        found: list[Found] = []
        for folder, region in self.content.regions.items():
            if self.selection.regions and folder not in self.selection.regions:
                continue
            if region.region is not None and region.pack is not None:
                self.said += settings_findings(self.running.rules, region.region)
                own = tuple(self._region(folder, region, region.region, region.pack))
                self.said += acceptance_findings(own, region.accepted, whole=not self.selection.editions)
                found += merged(own)
        return Outcome(tuple(found), in_order(self.said), in_order(self.assembled), self.content.diagnostics)

    def _region(self, folder: str, region: RegionContent, profile: Region, pack: Pack) -> Iterator[Found]:
        providers = tuple(sorted(region.providers.values(), key=lambda provider: provider.id))
        material = Material(
            self.content.library, profile, region.documents, providers, region.rates, region.initiatives or (), pack
        )
        others = [r.region for name, r in self.content.regions.items() if name != folder and r.region is not None]
        view = region_view(folder, material, self.content.library.editions, region.documents, others)
        asked = [e for e in view.editions if not self.selection.editions or e.id in self.selection.editions]
        for edition in asked:
            own: Iterable[Found] = self._edition(view, material, edition)
            if edition is asked[-1]:
                own = chain(self.running.region(view), own)
            files = (
                region.files.region,
                region.files.rates,
                region.files.initiatives,
                *region.files.providers.values(),
            )
            yield from accepted(at_their_source(own, files, self.sources), region.accepted, edition.date)

    def _edition(self, view: RegionView, material: Material, edition: Edition) -> Iterator[Found]:
        texts, said = set_view(view, material, edition)
        self.assembled += said
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
