"""Batches of tasks over worker processes of this machine.

Workers are spawned, on every platform: one way of starting, the same on Windows, macOS and
Linux, and nothing half-inherited from a parent with threads. With one job the tasks run in
this process, which for a single document is faster than starting a worker.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection
from typing import Any, Generic, Self, TypeVar, cast

from akkoord import collect_seldom
from akkoord.executor.batches import as_done, attempt, first_done
from akkoord.executor.interrupts import uninterrupted
from akkoord.executor.outcome import Crashed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Batches handed out per worker before the first result is asked for: enough to keep workers
busy, few enough to hold memory level however many tasks there are."""

_MOST_ON_WINDOWS = 61
"""The pool of the standard library refuses more there: it waits for 64 handles at once, and needs three itself."""


class Processes:
    """Workers on this machine: so many processes, or this one when `jobs` is 1; `close` ends them.

    They stay between two runs with the same work and store, and what they remember stays with them.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._crew: _Crew[Any, Any, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def run(
        self, work: Callable[[S, T], R], batches: Iterable[Sequence[T]], store: S
    ) -> Iterator[tuple[T, Outcome[R]]]:
        """See `Workers.run`; the store goes to each worker once."""
        if self.jobs <= 1:
            return ((task, attempt(work, store, task)) for batch in batches for task in batch)
        if self._crew is None or not self._crew.is_for(work, store):
            self.close()
            self._crew = _Crew(work, store, self.jobs)
        return as_done(cast("_Crew[S, T, R]", self._crew), batches, self.jobs * _AHEAD)

    def close(self) -> None:
        """End all workers."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None


class _Crew(Generic[S, T, R]):
    """Workers with one work and store, replaced when one of them dies."""

    broken = (BrokenProcessPool,)

    def __init__(self, work: Callable[[S, T], R], store: S, jobs: int) -> None:
        # On their way to a worker functions are pickled by name, and lose their types.
        self._call = cast("Callable[[tuple[T, ...]], list[Outcome[R]]]", _in_worker)
        self._bound = (cast("Callable[[object, object], object]", work), cast("object", store))
        self._jobs = jobs
        self._pool = self._open(jobs)
        self._spare: ProcessPoolExecutor | None = None
        self._out: set[Future[list[Outcome[R]]]] = set()

    def is_for(self, work: object, store: object) -> bool:
        """Whether it has this work and store."""
        return self._bound[0] is work and self._bound[1] is store

    def submit(self, batch: Sequence[T]) -> Future[list[Outcome[R]]]:
        """Hand out a batch; to new workers when those there were died."""
        with uninterrupted():  # processes are started with the first batch
            try:
                future = self._pool.submit(self._call, tuple(batch))
            except BrokenProcessPool:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = self._open(self._jobs)
                future = self._pool.submit(self._call, tuple(batch))
        self._out.add(future)
        return future

    def done(self, futures: Sequence[Future[list[Outcome[R]]]]) -> Future[list[Outcome[R]]]:
        """See `Crew.done`."""
        future = first_done(futures)
        assert future is not None, "it was waited for without end"  # noqa: S101  a bug of ours
        self._out.discard(future)
        return future

    def alone(self, task: T) -> Outcome[R]:
        """The task once more, in a worker that does nothing else."""
        self._spare = self._spare or self._open(1)
        try:
            return self._spare.submit(self._call, (task,)).result()[0]
        except BrokenProcessPool:
            self._spare.shutdown(wait=True)
            self._spare = None
            return Crashed()

    def end(self) -> None:
        """See `Crew.end`."""
        for future in self._out:
            future.cancel()
        self._out.clear()

    def close(self) -> None:
        """End all workers."""
        for pool in (self._pool, self._spare):
            if pool is not None:
                pool.shutdown(wait=True, cancel_futures=True)

    def _open(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            min(jobs, _MOST_ON_WINDOWS) if sys.platform == "win32" else jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=self._bound,
        )


_bound: tuple[Callable[[object, object], object], object] | None = None
"""In a worker: the work and its store, set once when it starts. Never set in the parent."""


def _begin(work: Callable[[object, object], object], store: object) -> None:
    """Make this process a worker."""
    global _bound  # the one way to hand a process of a pool something for life
    _bound = (work, store)
    collect_seldom()
    # Ctrl-C goes to the whole terminal group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when its parent is gone, also by `kill -9`: the pool's pipes do not tell."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(OSError):
            connection.wait([parent.sentinel])
        os._exit(1)


def _in_worker(batch: tuple[object, ...]) -> list[Outcome[object]]:
    assert _bound is not None, "a worker was used before it began"  # noqa: S101  a bug of ours
    work, store = _bound
    return [attempt(work, store, task) for task in batch]


def cores() -> int:
    """The processor cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
