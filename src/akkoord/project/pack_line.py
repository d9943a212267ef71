"""The way of packs through the workers: their documents go out and come back, then their cover sheets.

A cover sheet says how many pages each document has and what its digest is, so it can only be made when they are
there. It goes out before the documents of the next packs: what waits for it is held on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.executor import Outcome
from akkoord.project.batches import Batch
from akkoord.project.finishing import Finishing, Unfinished
from akkoord.project.result import PackResult
from akkoord.project.staging import Staging
from akkoord.project.under_way import PackUnderWay
from akkoord.project.workshop import Job, Written

COVERS_TOGETHER = 12
"""So many cover sheets one worker makes one after another: enough to remember what they have in common."""

OnItsWay: TypeAlias = PackUnderWay | Unfinished


class PackLine(Struct):
    """Packs on their way; `stands` is told of each that is finished, in the order in which they are."""

    finishing: Finishing
    staging: Staging
    stands: Callable[[PackResult], None]
    _out: dict[tuple[str, str], OnItsWay] = field(default_factory=dict[tuple[str, str], OnItsWay])
    _covers: list[tuple[Unfinished, Job]] = field(default_factory=list[tuple[Unfinished, Job]])

    def starting(self, pack: PackUnderWay, jobs: Sequence[Job]) -> Iterator[tuple[OnItsWay, Sequence[Job]]]:
        """A pack with the jobs it begins with: its documents, or its cover sheet alone; nothing when it is finished."""
        if jobs:
            yield pack, jobs
            return
        self._begin(pack)
        yield from ((one, (job,)) for one, job in self._ready())

    def batches(self, groups: Iterable[Sequence[Batch[OnItsWay]]]) -> Iterator[list[Job]]:
        """What to hand out, batch by batch; an empty one when there is more to come of what is out already."""
        for batch in chain.from_iterable(groups):
            yield from self._covers_out()
            yield from self._handed_out(batch)
        while self._out or self._covers:
            yield from self._covers_out() if self._covers else ([],)

    def _covers_out(self) -> Iterator[list[Job]]:
        """The cover sheets that can be made now, a few at a time: the packs of a group are often there all at once."""
        ready = self._ready()
        for at in range(0, len(ready), COVERS_TOGETHER):
            yield from self._handed_out(ready[at : at + COVERS_TOGETHER])

    def take(self, job: Job, outcome: Outcome[Written]) -> None:
        """What came of a job that was handed out."""
        pack = self._out.pop((job.pack, job.kind))
        if isinstance(pack, Unfinished):
            self.stands(self.finishing.ended(pack, outcome))
            return
        pack.take(job.kind, outcome, self.staging)
        if not pack.waits:
            self._begin(pack)

    def _begin(self, pack: PackUnderWay) -> None:
        begun = self.finishing.begun(pack)
        if isinstance(begun, PackResult):
            self.stands(begun)
        elif begun.cover is None:
            self.stands(self.finishing.ended(begun))
        else:
            self._covers.append((begun, begun.cover))

    def _ready(self) -> Batch[OnItsWay]:
        """The cover sheets that can be made now."""
        ready: Batch[OnItsWay] = [*self._covers]
        self._covers.clear()
        return ready

    def _handed_out(self, batch: Batch[OnItsWay]) -> Iterator[list[Job]]:
        if batch:
            self._out |= {(job.pack, job.kind): pack for pack, job in batch}
            yield [job for _, job in batch]
