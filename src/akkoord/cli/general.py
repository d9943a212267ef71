"""The options of the whole program, which may stand anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class General(Struct, frozen=True):
    """What they say."""

    project: Path
    as_json: bool
    quiet: bool
    verbose: bool = False


def general_of(options: Sequence[str]) -> General:
    """The general options as `parted` gives them."""
    project = Path()
    for place, option in enumerate(options):
        if option == "--project" and place + 1 < len(options):
            project = Path(options[place + 1])
        elif option.startswith("--project="):
            project = Path(option.removeprefix("--project="))
    return General(project, "--json" in options, "--quiet" in options, "--verbose" in options)
