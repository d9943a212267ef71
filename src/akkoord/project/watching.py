"""A build that stays: it builds, waits until somebody saves a source, and builds again with all that it still knows.

What changed is found by looking at size and time of every file of the project, which is the same on every system and
on a network drive. The lock is held while it builds and not while it waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError, error
from akkoord.project.build import Request, build_project
from akkoord.project.progress import Progress
from akkoord.project.refusals import is_of_the_machine, why
from akkoord.project.result import BuildResult
from akkoord.project.selection import SelectionError
from akkoord.project.sources import Listing, find_root, list_sources
from akkoord.project.warmth import Warmth

_EVERY = 0.1
"""Seconds between two looks at the files, at the least."""
_SHARE = 20
"""A look may take one part in so many of the time: of a large project there are fewer."""
_SETTLED = 0.05
"""Seconds in which nothing may change before a build begins: programs save in several steps."""


class ProgramChangedError(AkkoordError):
    """The program on disk is no longer the one that runs: what it makes would count as made by the other one."""


class Round(Struct, frozen=True):
    """One build: what came of it, or why there was none, and the seconds from the first sign of a change."""

    result: BuildResult | None
    refused: AkkoordError | None
    seconds: float
    first: bool

    @property
    def exit_code(self) -> int:
        """As that of a build."""
        if self.result is not None:
            return self.result.exit_code
        return self.refused.exit_code if self.refused is not None else 0


def watch_project(request: Request, progress: Progress) -> Generator[Round]:
    """Every round as it ends, the first at once; without end.

    Raises:
        AkkoordError: there is no project, or nothing in it that is asked for; the program itself changed.
    """
    root = find_root(request.project)
    program = _program(list_sources(root))
    seen, begin, first = _files(root), time.monotonic(), True
    with Warmth(root) as warmth:
        while True:
            made = _round(replace(request, force=request.force and first), progress, warmth)
            if first and isinstance(made, SelectionError):
                raise made
            refused = made if isinstance(made, AkkoordError) else None
            result = made if isinstance(made, BuildResult) else None
            yield Round(result, refused, time.monotonic() - begin, first)
            first = False
            seen, begin = changed(lambda: _files(root), seen, time.sleep, time.monotonic)
            if _program(list_sources(root)) != program:
                hint = "start `build --watch` opnieuw"
                raise ProgramChangedError(error("WCH001", "Akkoord zelf is intussen veranderd", None, hint))


def _round(request: Request, progress: Progress, warmth: Warmth) -> BuildResult | AkkoordError:
    try:
        return build_project(request, progress, warmth)
    except AkkoordError as refused:
        return refused
    except OSError as problem:
        if not is_of_the_machine(problem):
            raise
        place = f"`{problem.filename2 or problem.filename}`" if problem.filename else "een bestand"
        return AkkoordError(error("FIL005", f"{place} kan niet worden gebruikt: {why(problem)}"))


def changed(
    look: Callable[[], object], seen: object, sleep: Callable[[float], None], clock: Callable[[], float]
) -> tuple[object, float]:
    """Wait until what `look` gives is no longer what was `seen`, and stays what it is for a moment.

    That, and when the change was first seen.
    """
    pause = _EVERY
    while True:
        begin = clock()
        found = look()
        if found != seen:
            break
        pause = max(_EVERY, _SHARE * (clock() - begin))
        sleep(pause)
    while True:
        sleep(_SETTLED)
        again = look()
        if again == found:
            return found, begin
        found = again


def _files(root: Path) -> object:
    """What the sources of the project look like; one that cannot be looked at looks like that."""
    listing = list_sources(root, shipped=False)
    return listing.files, listing.diagnostics


def _program(listing: Listing) -> object:
    return {path: stat for path, stat in listing.files.items() if path.startswith("@")}
