"""One process beside this one that is asked for things, while this one goes on with something else."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar, cast

from akkoord import collect_seldom
from akkoord.executor.batches import attempt
from akkoord.executor.interrupts import uninterrupted
from akkoord.executor.outcome import Crashed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class Beside(Generic[R]):
    """A process of its own, spawned as those of `Processes` are, that does one task after another.

    What `work` keeps in its `store` is still there for the next task. With `split` it goes on with all that this one
    knows, so that nothing of its store is packed or read again: only where `can_fork` says so.
    """

    def __init__(self, work: Callable[[S, T], R], store: S, *, split: bool = False) -> None:
        """Start the process; see `Workers.run` for what `work`, `store` and tasks must be."""
        context = multiprocessing.get_context("fork") if split else multiprocessing.get_context("spawn")
        self._ends, theirs = context.Pipe()
        ours = self._ends if split else None
        # A daemon ends with this process, also by `kill -9`: its pipe is then broken when it is done.
        self._process = context.Process(target=_in_process, args=(theirs, ours, work, store), daemon=True)
        with uninterrupted():
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def ask(self, task: object) -> None:
        """Hand out a task; what comes of each is to be asked for in this order."""
        with suppress(OSError):  # it died: `outcome` says so
            self._ends.send(task)

    def outcome(self) -> Outcome[R]:
        """What came of the first task that nobody asked about yet, waited for; `Crashed` when its process died."""
        try:
            return cast("Outcome[R]", self._ends.recv())
        except (EOFError, OSError):
            return Crashed()

    def close(self) -> None:
        """End the process, also when it is not done."""
        self._process.terminate()
        self._process.join()
        self._ends.close()


def _in_process(
    ends: Connection, parents: Connection | None, work: Callable[[object, object], object], store: object
) -> None:
    collect_seldom()
    if parents is not None:  # as long as it is open here, the pipe does not break when the parent is gone
        parents.close()
    # Ctrl-C goes to the whole terminal group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):  # nobody asks or waits any more
        while True:
            ends.send(attempt(work, store, ends.recv()))
