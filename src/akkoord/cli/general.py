"""The options of the whole program, which may stand anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from akkoord.cli.declared import UsageError, said_twice


class General(Struct, frozen=True):
    """What they say."""

    project: Path
    as_json: bool
    quiet: bool
    verbose: bool = False


def general_of(options: Sequence[str]) -> General:
    """The general options as `parted` gives them.

    Raises:
        UsageError: `--project` names no folder, or is there twice.
    """
    projects: list[str] = []
    flags: set[str] = set()
    rest = list(options)
    while rest:
        option = rest.pop(0)
        if option == "--project":
            if not rest:
                raise UsageError("bij `--project` ontbreekt de waarde; verwacht: MAP")
            projects.append(rest.pop(0))
        elif option.startswith("--project="):
            projects.append(option.removeprefix("--project="))
        else:
            flags.add(option)
    if len(projects) > 1:
        raise said_twice("--project")
    project = Path(projects[0]) if projects else Path()
    return General(project, "--json" in flags, "--quiet" in flags, "--verbose" in flags)
