"""A check: the rules held against a project, from memory when nothing changed since.

Everything costly is imported only when there is something to read.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from akkoord.checks.found import Found
from akkoord.diagnostics import Diagnostic, Severity, has_errors, in_order
from akkoord.project.check_memory import CheckMemory, Outcome
from akkoord.project.former_text import changed_files
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources, find_root, list_sources
from akkoord.project.state import Memory


class CheckRequest(Struct, frozen=True):
    """What is asked of a check. `packs` is whether the packs in the output are looked at too."""

    project: Path
    selection: Selection = field(default_factory=Selection)
    packs: bool = False
    changed: bool = False
    """Whether only errors and what touches a file that differs from the last commit are told."""


class CheckResult(Struct, frozen=True):
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
    root = find_root(request.project)
    cache = root / "output" / ".cache"
    memory = CheckMemory(cache)
    sources = Sources(root, list_sources(root), memory.sources() or Memory(cache).load().sources)
    outcome = memory.load(sources) if request.selection.all and not request.packs else None
    if outcome is None:
        from akkoord.project.checking import checked_project

        outcome = checked_project(sources, memory, request.selection, packs=request.packs)
    changed = changed_files(root) if request.changed else None
    folders = {path.partition("/")[0] for path in sources.listing.files if "/" in path}
    own = None if changed is None else frozenset(path for path in changed if path.partition("/")[0] in folders)
    return _result(outcome, own)


def _result(outcome: Outcome, changed: frozenset[str] | None) -> CheckResult:
    """All there is to tell, or what a change of the `changed` files may be to blame for.

    That is what touches one of them, also with the other of two places, and every error: what goes from one file,
    or a fact that many texts print, is missed in another.
    """
    told = (*outcome.read, *outcome.assembled, *outcome.said, *(one.diagnostic for one in outcome.found))
    if changed is not None:
        told = tuple(d for d in told if changed and (d.severity is Severity.ERROR or changed & _files(d)))
    return CheckResult(_with_rules(in_order(told)), outcome.found)


def _with_rules(told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What reading and assembling found under the rule that it is a finding of."""
    if all(d.code[1:].isdecimal() or d.severity is Severity.NOTE for d in told):
        return told  # the rules are not loaded for nothing
    from akkoord.checks.held import with_rules

    return with_rules(told)


def _files(diagnostic: Diagnostic) -> set[str]:
    places = (diagnostic.span, *(related.span for related in diagnostic.related))
    return {place.file for place in places if place is not None}
