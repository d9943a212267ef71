"""A plan as a file: written to be read or to be built from, and held against the project before it is built."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError, Diagnostic, as_json, error
from akkoord.project.build import Request, build_held
from akkoord.project.change_planning import basis_of
from akkoord.project.progress import Progress
from akkoord.project.refusals import why
from akkoord.project.result import BuildResult
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources, find_root, list_sources
from akkoord.project.staging import write_whole
from akkoord.project.state import Memory, State
from akkoord.project.steps import program_digest
from akkoord.records import Basis, ChangePlan, FileVerdict, json_text, plan_from_data, plan_to_data

_MOST_NAMED = 12


_PAGES = (".html", ".htm")


class PlanFileError(AkkoordError):
    """A file that is no plan, or that cannot be written (PLN010, PLN011)."""


class StalePlanError(AkkoordError):
    """Something moved since the plan was made (PLN012)."""

    exit_code = 1


def check_plan_name(path: Path) -> None:
    """Nothing, when a plan can be written under this name.

    Raises:
        PlanFileError: its ending says that it is neither a page nor JSON.
    """
    if path.suffix.lower() not in (*_PAGES, ".json"):
        hint = "noem het bijvoorbeeld `plan.html` of `plan.json`"
        message = f"`{path.name}` is geen naam voor een plan; verwacht: een naam op .html of .json"
        raise PlanFileError(error("PLN010", message, None, hint))


def write_plan(path: Path, plan: ChangePlan, found: tuple[Diagnostic, ...]) -> None:
    """Write a plan: as JSON to build from, or as a page when the name ends in `.html`.

    Raises:
        PlanFileError: it cannot be written there.
    """
    check_plan_name(path)
    if path.suffix.lower() in _PAGES:
        from akkoord.writers.html.plan import write_plan_page

        content = write_plan_page(plan)
    else:
        data = {**plan_to_data(plan), "diagnostics": [as_json(diagnostic) for diagnostic in found]}
        content = json_text(data).encode()
    try:
        write_whole(path, content)
    except OSError as problem:
        message = f"het plan kan niet worden geschreven naar `{path.name}`: {why(problem)}"
        raise PlanFileError(error("PLN010", message)) from problem


def read_plan(path: Path) -> ChangePlan:
    """The plan in a JSON file.

    Raises:
        PlanFileError: it is not there, or is no plan.
    """
    try:
        data = cast("dict[str, Any]", json.loads(path.read_bytes()))
        return plan_from_data(data)
    except (OSError, ValueError) as problem:
        reason = why(problem) if isinstance(problem, OSError) else "het is geen plan van deze versie"
        hint = "maak er een met `plan --out plan.json`"
        raise PlanFileError(error("PLN011", f"`{path.name}` kan niet worden gebruikt: {reason}", None, hint)) from None


def build_plan(request: Request, path: Path, progress: Progress) -> BuildResult:
    """Build what the plan in `path` says, and nothing else; `request` gives the folder and how many processes.

    Raises:
        PlanFileError: there is no plan.
        StalePlanError: a source, a pack or the program is not what it was when the plan was made.
        AkkoordError: as `build_project`.
    """
    plan = read_plan(path)
    root = find_root(request.project)
    asked = _request(request, plan.basis.asked)
    with run_lock(root / "output", wait=request.wait, waiting=progress.waiting):  # nothing moves between look and build
        return _built(plan, asked, root, progress)


def _built(plan: ChangePlan, asked: Request, root: Path, progress: Progress) -> BuildResult:
    memory = Memory(root / "output" / ".cache")
    before = memory.load()
    sources = Sources(root, list_sources(root), before.sources)
    now = basis_of(asked, sources, program_digest(sources), root / "output", plan.basis.packs, before)
    moved = tuple(_moved(plan.basis, now))
    if moved:
        listed = ", ".join(moved[:_MOST_NAMED]) + (f" en nog {len(moved) - _MOST_NAMED}" if moved[_MOST_NAMED:] else "")
        message = f"het plan is niet meer waar; sindsdien veranderd: {listed}"
        raise StalePlanError(error("PLN012", message, None, "maak een nieuw plan: `plan --out …`"))
    result = build_held(asked, root, progress)
    differs = _differs(plan, before, memory.load())
    if not differs or any(pack.failed for pack in result.packs):
        return result
    message = f"de build deed iets anders dan het plan zei: {', '.join(differs[:_MOST_NAMED])}"
    found = error("PLN013", message, None, "meld dit: een plan hoort precies te zijn")
    return replace(result, diagnostics=(*result.diagnostics, found))


def _request(request: Request, asked: Mapping[str, Any]) -> Request:
    """What was asked of the plan, to be asked of the build."""
    names = ("regions", "providers", "documents", "lots", "editions")
    selection = Selection(*(tuple(asked[name]) for name in names))
    return replace(
        request, selection=selection, pdf_engine=asked["pdf_engine"], base=asked["base"], model=asked["model"]
    )


def _moved(then: Basis, now: Basis) -> Iterator[str]:
    """What is not as it was, by name."""
    if then.program != now.program:
        yield "het programma"
    for old, new, prefix in ((then.sources, now.sources, ""), (then.packs, now.packs, "output/")):
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                gone = " (weg)" if name not in new else " (nieuw)" if name not in old else ""
                yield f"`{prefix}{name}`{gone}"


def _differs(plan: ChangePlan, before: State, after: State) -> list[str]:
    """The files with which something else happened than the plan says."""
    said = {f.file: f.verdict for f in plan.every_file}
    was, becomes = (
        {f"{path}/{name}".lstrip("/"): f.sha256 for path, pack in state.packs.items() for name, f in pack.files.items()}
        for state in (before, after)
    )
    moved = {name for name in {*was, *becomes} if was.get(name) != becomes.get(name)}
    sure = {name for name, verdict in said.items() if verdict is not FileVerdict.UNCERTAIN}
    return sorted({*(moved - said.keys()), *((sure & {*was, *becomes}) - moved)}) if was else []
