"""Tasks over worker processes, results in the order of the tasks.

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
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing import connection
from typing import Generic, TypeVar, cast

from akkoord.executor.outcome import Crashed, Done, Failed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""Tasks handed out per worker before the first result is asked for: enough to keep workers
busy, few enough to hold memory level however many tasks there are."""


def run(work: Callable[[S, T], R], tasks: Iterable[T], store: S, *, jobs: int) -> Iterator[Outcome[R]]:
    """`work(store, task)` for every task, over `jobs` processes; outcomes in the order of the tasks.

    `work` is a function of a module, and `store`, tasks and results can be pickled when
    `jobs` > 1; the store goes to each worker once. A task that raises gives `Failed`. When
    a worker dies, the tasks it took along run once more, each alone, so that only the one
    that kills its worker again is reported as `Crashed`.
    """
    if jobs <= 1:
        return (_attempt(work, store, task) for task in tasks)
    return _Crew(work, store, jobs).run(iter(tasks))


def _attempt(work: Callable[[S, T], R], store: S, task: T) -> Outcome[R]:
    try:
        return Done(work(store, task))
    except Exception as error:  # a bug in one task must not cost the others their output
        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())


class _Crew(Generic[S, T, R]):
    """Workers for one run, replaced when one of them dies."""

    def __init__(self, work: Callable[[S, T], R], store: S, jobs: int) -> None:
        # On their way to a worker functions are pickled by name, and lose their types.
        self._call = cast("Callable[[T], Outcome[R]]", _in_worker)
        self._bound = (cast("Callable[[object, object], object]", work), cast("object", store))
        self._jobs = jobs

    def run(self, tasks: Iterator[T]) -> Iterator[Outcome[R]]:
        pool = self._open(self._jobs)
        waiting: deque[tuple[T, Future[Outcome[R]]]] = deque()
        try:
            while True:
                for task in islice(tasks, self._jobs * _AHEAD - len(waiting)):
                    waiting.append((task, self._submit(pool, task)))
                if not waiting:
                    return
                task, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=True, cancel_futures=True)
                    suspects = [(task, future), *waiting]
                    waiting.clear()
                    yield from (self._again(t, f) for t, f in suspects)
                    pool = self._open(self._jobs)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, pool: ProcessPoolExecutor, task: T) -> Future[Outcome[R]]:
        try:
            return pool.submit(self._call, task)
        except BrokenProcessPool as error:
            # The pool broke between two submissions: a future that says so, dealt with in its turn.
            broken: Future[Outcome[R]] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, task: T, future: Future[Outcome[R]]) -> Outcome[R]:
        if future.done() and not future.cancelled() and future.exception() is None:
            return future.result()
        with self._open(1) as pool:
            try:
                return pool.submit(self._call, task).result()
            except BrokenProcessPool:
                return Crashed()

    def _open(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            jobs,
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


def _in_worker(task: object) -> Outcome[object]:
    assert _bound is not None, "a worker was used before it began"  # noqa: S101  a bug of ours
    work, store = _bound
    return _attempt(work, store, task)


def cores() -> int:
    """The processor cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
