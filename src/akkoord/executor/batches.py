"""Batches of tasks in flight: outcomes as they are done, a lost batch done again task by task."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Protocol, TypeVar

from akkoord.executor.outcome import Done, Failed, Outcome

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
T_in = TypeVar("T_in", contravariant=True)


class Workers(Protocol):
    """Where work is done: processes on this machine, or a cluster."""

    def run(
        self, work: Callable[[S, T], R], batches: Iterable[Sequence[T]], store: S
    ) -> Iterator[tuple[T, Outcome[R]]]:
        """`work(store, task)` for every task, and each task with its outcome, batch by batch as they are done.

        The tasks of a batch are done one after another by one worker, which remembers what they have in common;
        batches are taken as workers get free. An empty batch says that more can only be given when the outcome of
        what was handed out before is taken. `work` is a function of a module, and `store`, tasks and results can be
        pickled. A task that raises gives `Failed`. When a worker dies, the tasks of the batches that went with it run
        once more, each alone, so that only one that kills its worker again is reported as `Crashed`.
        """
        ...


class Crew(Protocol[T_in, R]):
    """Workers that hold the work and the store of one run. `broken` is raised for a batch whose worker died."""

    @property
    def broken(self) -> tuple[type[BaseException], ...]: ...  # noqa: D102  see the class

    def submit(self, batch: Sequence[T_in]) -> Future[list[Outcome[R]]]:
        """Hand out a batch."""
        ...

    def done(self, futures: Sequence[Future[list[Outcome[R]]]]) -> Future[list[Outcome[R]]]:
        """One of these that is done, the first of them in this order, waited for when there is none."""
        ...

    def alone(self, task: T_in) -> Outcome[R]:
        """The task once more, with a worker of its own; `Crashed` when that dies too."""
        ...

    def end(self) -> None:
        """End this run; batches that nobody began are let go."""
        ...


def as_done(crew: Crew[T, R], batches: Iterable[Sequence[T]], ahead: int) -> Iterator[tuple[T, Outcome[R]]]:
    """See `Workers.run`; at most `ahead` batches are in flight."""
    coming = iter(batches)
    waiting: dict[Future[list[Outcome[R]]], Sequence[T]] = {}
    try:
        while True:
            for batch in islice(coming, ahead - len(waiting)):
                if batch:
                    waiting[crew.submit(batch)] = batch
                elif waiting:
                    break
            if not waiting:
                return
            future = crew.done(tuple(waiting))
            batch = waiting.pop(future)
            try:
                outcomes = future.result()
            except crew.broken:
                for task in batch:
                    yield task, crew.alone(task)
            else:
                yield from zip(batch, outcomes, strict=True)
    finally:
        crew.end()


def first_done(futures: Sequence[Future[R]], seconds: float | None = None) -> Future[R] | None:
    """The first of these that is done, waited for when there is none; None when there is none after `seconds`."""
    done = wait(futures, seconds, FIRST_COMPLETED).done
    return next((future for future in futures if future in done), None)


def in_order(tasks: Sequence[T], done: Iterable[tuple[T, R]]) -> Iterator[R]:
    """What came of each task, in the order of `tasks`; `done` has each of them, the same object, in any order."""
    early: dict[int, R] = {}
    coming = iter(done)
    for task in tasks:
        while id(task) not in early:
            other, outcome = next(coming)
            early[id(other)] = outcome
        yield early.pop(id(task))


def attempt(work: Callable[[S, T], R], store: S, task: T) -> Outcome[R]:
    """The outcome of one task."""
    try:
        return Done(work(store, task))
    except Exception as error:  # a bug in one task must not cost the others their output
        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())
