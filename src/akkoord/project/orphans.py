"""Packs whose provider left the project."""

from __future__ import annotations

from akkoord.assembly import MODEL
from akkoord.diagnostics import Diagnostic
from akkoord.project.pack_files import PackFiles, still_used
from akkoord.project.plan import Plan
from akkoord.project.staging import Staging
from akkoord.project.state import PackState, State


def remove_orphans(staging: Staging, plan: Plan, state: State) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Take away the packs that left the project; only ours, and only where all packs are known.

    Gives those that went, and what kept others.
    """
    removed: list[str] = []
    problems: list[Diagnostic] = []
    for place in sorted(plan.whole):
        folder = staging.output / place
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            pack = f"{place}/{path.name}"
            files = PackFiles(staging, pack, PackState({}, {}))
            if pack in plan.existing or path.name == MODEL or files.manifest() is None:
                continue
            problem = still_used(pack, files.foreign()) or staging.remove(pack)
            if problem is not None:
                problems.append(problem)
                continue
            state.packs.pop(pack, None)
            removed.append(pack)
    return tuple(removed), tuple(problems)
