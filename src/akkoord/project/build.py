"""A build, from the lock to the memory: what changed is made, all else is left as it is.

Everything costly is imported only when there is something to make.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Raw, Struct, field
from msgspec.json import decode, encode
from msgspec.structs import replace

from akkoord.diagnostics import error
from akkoord.project.file_set import recover_file_sets
from akkoord.project.pack_files import stat_of
from akkoord.project.progress import Progress
from akkoord.project.result import BuildResult, result_to_data, unchanged_result, without_steps
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection, SelectionError
from akkoord.project.shipped import environment
from akkoord.project.sources import Listing, find_root, list_sources
from akkoord.project.staging import Staging
from akkoord.project.state import Memory, State

if TYPE_CHECKING:
    from akkoord.project.warmth import Warmth


class Request(Struct, frozen=True):
    """What is asked of a build. `jobs` None takes as many processes as there are cores.

    `pdf_engine` is "typst" or "libreoffice"; `wait` False refuses when another run is at work. `model` asks
    for the documents of a tender, for the lots of the selection. `base` is the edition that addenda amend, "" for
    the one that each region names. `look_again` writes anew what names other files of the output, such as
    comparisons, also when no source changed. `backwards` does the work in the opposite order, which changes
    nothing in what comes out. `executor` is "processes", of this machine, or "dask": the workers
    of the cluster whose scheduler is at the address `scheduler`. `explain` asks of every step why it ran or not.
    """

    project: Path
    selection: Selection = field(default_factory=Selection)
    force: bool = False
    jobs: int | None = None
    pdf_engine: str = "typst"
    base: str = ""
    wait: bool = True
    model: bool = False
    look_again: bool = False
    backwards: bool = False
    executor: str = "processes"
    scheduler: str = ""
    explain: bool = False


def build_project(request: Request, progress: Progress, warmth: Warmth | None = None) -> BuildResult:
    """Bring the output of a project up to date; `warmth` is what this process keeps from one build to the next.

    Raises:
        AkkoordError: the run cannot do its work at all: no project, nothing selected, another
            run at work, an output folder that cannot be used, a faulty house style.
    """
    if request.model and request.selection.providers:
        message = (
            "een tendermodel is voor een aanbieder die nog niet bekend is; verwacht: `--model` zonder `--provider`"
        )
        hint = "kies de percelen met `--lot`"
        raise SelectionError(error("SEL003", message, None, hint))
    root = find_root(request.project)
    output = root / "output"
    with run_lock(output, wait=request.wait, waiting=progress.waiting):
        return build_held(request, root, progress, warmth)


def build_held(request: Request, root: Path, progress: Progress, warmth: Warmth | None = None) -> BuildResult:
    """The build of the project in `root`, by whoever holds the lock on its output.

    Raises:
        AkkoordError: as `build_project`.
    """
    output = root / "output"
    staging = Staging(output)
    staging.recover()
    recover_file_sets(root)
    memory = Memory(output / ".cache")
    state = memory.load()
    listing = list_sources(root)
    if not (request.force or request.look_again) and (same := remembered(request, state, listing, output)):
        return _with_reasons(same, state) if request.explain else same
    if not _same_sources(state, listing):
        state.results.clear()  # what was asked otherwise was answered from other sources
    from akkoord.project.making import Making

    making = Making(root, request, progress, staging, memory, state, listing, warmth)
    result = making.run()
    if making.lasting:
        kept = {"environment": environment(), "result": result_to_data(without_steps(result))}
        state.results[_asked(request)] = Raw(encode(kept))
    memory.save(state)
    return result


def _with_reasons(same: BuildResult, state: State) -> BuildResult:
    from akkoord.project.edition_steps import stood_still
    from akkoord.project.step_reasons import nothing_ran

    there = {path: former.files for path, former in state.packs.items()}
    packs = tuple(nothing_ran(pack, there.get(pack.path, ())) for pack in same.packs)
    return replace(same, packs=packs, editions=stood_still(state))


def _asked(request: Request) -> str:
    chosen = request.selection
    asked = [chosen.regions, chosen.providers, chosen.documents, chosen.lots, chosen.editions]
    return json.dumps([*(sorted(values) for values in asked), request.pdf_engine, request.model, request.base])


def _same_sources(state: State, listing: Listing) -> bool:
    """Whether the sources are those of the last run."""
    return listing.files == {path: f.stat for path, f in state.sources.items()}


def remembered(request: Request, state: State, listing: Listing, output: Path) -> BuildResult | None:
    """The result of the same build when nothing changed since: no source, no output, no library."""
    known = state.results.get(_asked(request))
    if known is None or listing.diagnostics:
        return None
    if not _same_sources(state, listing):
        return None
    for pack, there in state.packs.items():
        if any(stat_of(output / pack / name) != f.stat for name, f in there.files.items()):
            return None
    try:
        data: dict[str, Any] = decode(known)
        return unchanged_result(data["result"]) if data["environment"] == environment() else None
    except (ValueError, KeyError, TypeError):
        return None
