"""One run at a time in one project.

The lock is the operating system's, on `output/.lock`: it is given back when the process
ends, however it ends, so a killed run never leaves a lock behind.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from akkoord.diagnostics import AkkoordError, error
from akkoord.project.refusals import why

_PAUSE_SECONDS = 0.2


class BusyError(AkkoordError):
    """Another run is at work, and this one was told not to wait."""


class OutputError(AkkoordError):
    """The output folder cannot be used at all."""


@contextmanager
def run_lock(output: Path, *, wait: bool, waiting: Callable[[str], None]) -> Generator[None]:
    """Hold the lock on `output`; `waiting` is called once, with who is at work, before a wait.

    Raises:
        BusyError: another run is at work and `wait` is false.
        OutputError: the folder cannot be made or written in.
    """
    path = output / ".lock"
    try:
        output.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as problem:
        hint = "geef uzelf schrijfrechten op deze map, of maak er ruimte"
        message = f"in `output/` kan niet worden geschreven: {why(problem)}"
        raise OutputError(error("OUT001", message, None, hint)) from problem
    with file:
        if not _take(file):
            who = _holder(path)
            if not wait:
                hint = "wacht tot die klaar is, of laat `--no-wait` weg"
                raise BusyError(error("OUT002", f"een andere run werkt in dit project{who}", None, hint))
            waiting(who)
            while not _take(file):
                time.sleep(_PAUSE_SECONDS)
        _sign(file)
        yield


def _holder(path: Path) -> str:
    try:
        number = path.read_bytes()[1:].decode("ascii", "replace").strip()
    except OSError:  # Windows does not let us read what another has locked
        number = ""
    return f" (proces {number})" if number.isdigit() else ""


def _sign(file: IO[bytes]) -> None:
    # The first byte is what Windows locks; the number stands after it.
    file.truncate(0)
    file.write(f" {os.getpid()}\n".encode("ascii"))
    file.flush()


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
