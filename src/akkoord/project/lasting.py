"""Writing what cannot be made again, so that it survives a loss of power: the ledger, the archive, sources, results.

A file that was written and closed may still be in memory only, and a name that was given to it too. What a build makes
is not written like this: it is made again (docs/ledger.md).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_through(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it; its name is only there for sure after `settle` of its folder."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(*folders: Path) -> None:
    """Wait until the disk knows the names in `folders`; where a folder cannot be opened (Windows) it does so itself."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each with its name on the disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    settle(*(one.parent for one in reversed(missing)))


def write_lasting(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was, also when the power fails."""
    make_folder(path.parent)
    unfinished = path.with_name(path.name + ".new")
    write_through(unfinished, content)
    unfinished.replace(path)
    settle(path.parent)
