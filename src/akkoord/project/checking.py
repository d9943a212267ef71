"""A check: the rules held against a project, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from akkoord.assembly import Sources as Material
from akkoord.checks.acceptance import acceptance_findings, accepted
from akkoord.checks.registry import all_rules
from akkoord.checks.running import Found, Running
from akkoord.checks.settings import settings_findings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Diagnostic, has_errors, in_order
from akkoord.library import Edition
from akkoord.project.content import Content, RegionContent
from akkoord.project.finding_places import at_their_source
from akkoord.project.opening import open_sources
from akkoord.project.plan import known_values
from akkoord.project.selection import Selection, check_selection
from akkoord.project.set_views import provider_views, region_view, set_view
from akkoord.project.sources import Sources
from akkoord.spec import Pack, Region


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is asked of a check."""

    project: Path
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Every finding in order: those of the rules, and what is wrong with the files themselves."""

    diagnostics: tuple[Diagnostic, ...]
    found: tuple[Found, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 fine, 1 when an error was found."""
        return int(has_errors(self.diagnostics))


def check_project(request: CheckRequest) -> CheckResult:
    """Hold the rules against what is asked for.

    Raises:
        NoProjectError: there is no project.
        SelectionError: something is asked for that is not there.
    """
    sources, content = open_sources(request.project)
    check_selection(request.selection, known_values(content))
    running = Running(all_rules())
    found: list[Found] = []
    said: list[Diagnostic] = list(content.diagnostics)
    for checked in checked_regions(content, sources, request.selection, running):
        said += checked.said
        found += checked.found
    return CheckResult(in_order((*said, *(one.diagnostic() for one in found))), tuple(found))


@dataclass(frozen=True, slots=True)
class CheckedRegion:
    """What the rules say of a region, and what is to be said of its settings and acceptances."""

    folder: str
    found: tuple[Found, ...]
    said: tuple[Diagnostic, ...]


def checked_regions(
    content: Content, sources: Sources, selection: Selection, running: Running
) -> Iterator[CheckedRegion]:
    """Every region that is asked for and can be read, one after the other."""
    for folder, region in content.regions.items():
        if selection.regions and folder not in selection.regions:
            continue
        if region.region is not None and region.pack is not None:
            said = settings_findings(running.rules, region.region)
            found, assembled = _region(content, folder, region, region.region, region.pack, running, selection, sources)
            unused = acceptance_findings(found, region.accepted, whole=selection.all)
            yield CheckedRegion(folder, found, in_order((*said, *unused, *assembled)))


def _region(
    content: Content,
    folder: str,
    region: RegionContent,
    profile: Region,
    pack: Pack,
    running: Running,
    selection: Selection,
    sources: Sources,
) -> tuple[tuple[Found, ...], tuple[Diagnostic, ...]]:
    """What the rules say of one region in each edition that is asked for, and what its texts say of themselves."""
    providers = tuple(sorted(region.providers.values(), key=lambda provider: provider.id))
    material = Material(
        content.library, profile, region.documents, providers, region.rates, region.initiatives or (), pack
    )
    view = region_view(folder, material, content.library.editions, region.documents)
    files = (region.files.region, region.files.rates, region.files.initiatives, *region.files.providers.values())
    asked = [e for e in view.editions if not selection.editions or e.id in selection.editions]
    found: list[Found] = []
    said: list[Diagnostic] = []
    for edition in asked:
        own, texts = _edition(view, material, edition, running)
        if edition is asked[-1]:
            own = chain(running.region(view), own)
        here = at_their_source((one for one in own if _asked(one, selection, region)), files, sources)
        found += accepted(here, region.accepted, edition.date)
        said += texts
    return tuple(found), in_order(said)


def _edition(
    view: RegionView, material: Material, edition: Edition, running: Running
) -> tuple[Iterable[Found], tuple[Diagnostic, ...]]:
    texts, said = set_view(view, material, edition)
    of_providers = (found for provider in provider_views(texts) for found in running.provider(provider))
    return chain(running.set(texts), of_providers), said


def _asked(found: Found, selection: Selection, region: RegionContent) -> bool:
    """Whether a finding is about what was asked for; one about everybody or everything always is."""
    if found.documents and not any(_document(kind, selection, region) for kind in found.documents):
        return False
    if found.providers is None:
        return True
    return any(_provider(name, selection, region) for name in found.providers)


def _document(kind: str, selection: Selection, region: RegionContent) -> bool:
    base = next((name for name in region.documents if kind == name or kind.rpartition("-")[0] == name), kind)
    return selection.wants_document(kind, base)


def _provider(name: str, selection: Selection, region: RegionContent) -> bool:
    if selection.providers and name not in selection.providers:
        return False
    lots = region.providers[name].lots if name in region.providers else ()
    return not selection.lots or bool(set(selection.lots) & set(lots))
