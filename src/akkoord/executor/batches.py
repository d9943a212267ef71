"""Batches of tasks in flight: outcomes in order, a lost batch done again task by task."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import Protocol, TypeVar

from akkoord.executor.outcome import Done, Failed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
T_in = TypeVar("T_in", contravariant=True)


class Workers(Protocol):
    """Where work is done: processes on this machine, or a cluster."""

    def run(self, work: Callable[[S, T], R], batches: Iterable[Sequence[T]], store: S) -> Iterator[Outcome[R]]:
        """`work(store, task)` for every task; one outcome for each, in the order of the tasks.

        The tasks of a batch are done one after another by one worker, which remembers what they have in common;
        batches are taken as workers get free. An empty batch says that more can only be given when the outcomes of
        what was handed out before are taken; there must be some. `work` is a function of a module, and `store`,
        tasks and results can be pickled. A task that raises gives `Failed`. When a worker dies, the tasks of the
        batches that went with it run once more, each alone, so that only one that kills its worker again is reported
        as `Crashed`.
        """
        ...


class Crew(Protocol[T_in, R]):
    """Workers that hold the work and the store of one run. `broken` is raised for a batch whose worker died."""

    @property
    def broken(self) -> tuple[type[BaseException], ...]: ...  # noqa: D102  see the class

    def submit(self, batch: Sequence[T_in]) -> Future[list[Outcome[R]]]:
        """Hand out a batch."""
        ...

    def result(self, future: Future[list[Outcome[R]]]) -> list[Outcome[R]]:
        """What came of a batch, waited for."""
        ...

    def alone(self, task: T_in) -> Outcome[R]:
        """The task once more, with a worker of its own; `Crashed` when that dies too."""
        ...

    def close(self) -> None:
        """End the work; batches that nobody began are let go."""
        ...


def in_order(crew: Crew[T, R], batches: Iterable[Sequence[T]], ahead: int) -> Iterator[Outcome[R]]:
    """The outcome of each task, in the order of the tasks; at most `ahead` batches are in flight.

    After an empty batch no more are taken until the outcomes of the next one in flight were.
    """
    coming = iter(batches)
    waiting: deque[tuple[Sequence[T], Future[list[Outcome[R]]]]] = deque()
    try:
        while True:
            for batch in islice(coming, ahead - len(waiting)):
                if not batch:
                    break
                waiting.append((batch, crew.submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                outcomes = crew.result(future)
            except crew.broken:
                for task in batch:
                    yield crew.alone(task)
            else:
                yield from outcomes
    finally:
        crew.close()


def attempt(work: Callable[[S, T], R], store: S, task: T) -> Outcome[R]:
    """The outcome of one task."""
    try:
        return Done(work(store, task))
    except Exception as error:  # a bug in one task must not cost the others their output
        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
