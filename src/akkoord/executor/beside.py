"""One task in a process of its own, while this one goes on with something else."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
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
    """A task under way; its process is spawned, as those of `Processes` are."""

    def __init__(self, work: Callable[[S, T], R], store: S, task: T) -> None:
        """Start the task; see `Workers.run` for what `work`, `store` and `task` must be."""
        context = multiprocessing.get_context("spawn")
        self._coming, sending = context.Pipe(duplex=False)
        # A daemon ends with this process, also by `kill -9`: its pipe is then broken when it is done.
        self._process = context.Process(target=_in_process, args=(sending, work, store, task), daemon=True)
        with uninterrupted():
            self._process.start()
        sending.close()

    def outcome(self) -> Outcome[R]:
        """What came of the task, waited for; `Crashed` when its process died."""
        try:
            return cast("Outcome[R]", self._coming.recv())
        except EOFError:
            return Crashed()

    def close(self) -> None:
        """End the process, also when it is not done."""
        self._process.terminate()
        self._process.join()
        self._coming.close()


def _in_process(sending: Connection, work: Callable[[object, object], object], store: object, task: object) -> None:
    collect_seldom()
    # Ctrl-C goes to the whole terminal group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sending.send(attempt(work, store, task))
    except BrokenPipeError:  # nobody waits for it any more
        return
