"""A process that goes on with all that this one knows, to do a part of the work at the same time.

It costs a hundredth of what a process costs that is spawned: nothing is loaded or read again. That is safe only while
nothing else runs in this process: a lock that another thread holds would stay closed in the new one for ever.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from akkoord.executor.batches import attempt
from akkoord.executor.outcome import Crashed, Outcome

R = TypeVar("R")

_THREADS = "/proc/self/task"
"""Where Linux says which threads run in this process, also those that Python does not know of."""


def can_fork() -> bool:
    """Whether this process can be split in two: on Linux, as long as one thread runs in it."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError):
        return len(os.listdir(_THREADS)) == 1  # noqa: PTH208 -- not a file of the project
    return False


class Forked(Generic[R]):
    """A process that does one thing and ends; only where `can_fork` says so."""

    def __init__(self, work: Callable[[], R]) -> None:
        """Start it. What `work` gives comes back packed, so it is plain data."""
        self._ends, theirs = Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if self._pid == 0:
            _do(theirs, work)
        theirs.close()

    def outcome(self) -> Outcome[R]:
        """What came of it, waited for; `Crashed` when it died. To be asked once."""
        try:
            found = cast("Outcome[R]", self._ends.recv())
        except (EOFError, OSError):
            found = Crashed()
        self._ends.close()
        os.waitpid(self._pid, 0)
        return found

    def close(self) -> None:
        """End it, of which nobody wants to know any more what comes of it."""
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        self._ends.close()


def _do(ends: Connection, work: Callable[[], R]) -> None:
    """In the new process: do it, and end without anything that this process would do at its end."""
    try:
        # Ctrl-C goes to the whole terminal group; the parent decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ends.send(attempt(lambda _store, _task: work(), None, None))
        ends.close()
    finally:
        os._exit(0)
