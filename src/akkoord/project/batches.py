"""The order in which documents are written: like after like, kind by kind over a group of packs.

A worker that writes one kind after another finds most of it in what it remembers of the last: Typst the
layout, the writers the text, the reader of DOCX the beginning. Written pack by pack, each kind pushes the
former out of that memory; that takes three times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from akkoord.assembly import Prepared
    from akkoord.project.workshop import Job
    from akkoord.spec import DocumentSpec

P = TypeVar("P")

TOGETHER = 48
"""Packs of which the documents are written together. Each group begins with texts that a worker no longer remembers,
which takes more than a pack does; but what is written of one kind comes back at once, half a megabyte a contract."""
FIRST = 8
"""The packs of the first group: while it is assembled the workers have nothing to do."""

Batch: TypeAlias = "list[tuple[P, Job]]"
"""Documents that one worker writes one after another, each with the pack that it goes into."""


def kind_by_kind(
    packs: Iterable[tuple[P, Sequence[Job]]], workers: int, place: Callable[[P], str]
) -> Iterator[list[Batch[P]]]:
    """The jobs of `packs`, group by group: a list of batches, each of one kind, in the order of the packs.

    A kind is divided over several batches when there are too few kinds to keep all `workers` busy. The packs are
    taken as the groups are asked for; those without jobs count in no group. A group is of packs of one `place`:
    the texts of two editions have nothing in common.
    """
    group: dict[str, Batch[P]] = {}
    count, most, here = 0, FIRST, ""
    for pack, jobs in packs:
        if group and place(pack) != here:
            yield _divided(group, workers)
            group, count = {}, 0
        here = place(pack)
        for job in jobs:
            group.setdefault(job.kind, []).append((pack, job))
        count += bool(jobs)
        if count == most:
            yield _divided(group, workers)
            group, count, most = {}, 0, TOGETHER
    if group:
        yield _divided(group, workers)


def _divided(group: dict[str, Batch[P]], workers: int) -> list[Batch[P]]:
    most = ceil(sum(map(len, group.values())) / (2 * workers))
    return [jobs[at : at + most] for jobs in group.values() for at in range(0, len(jobs), most)]


class Order(Enum):
    """The order in which packs are assembled and written; what is made of them is the same in each."""

    ASKED = "asked"
    ALIKE = "alike"
    """Those together whose documents are arranged alike: of these, what is written is remembered best."""
    BACKWARDS = "backwards"
    """The opposite of `ALIKE`, to prove that it does not matter."""


def ordered(prepared: Prepared, names: list[str], order: Order, made: Callable[[DocumentSpec], bool]) -> list[str]:
    """The names of packs in this order; `made` is whether a document is made for them."""
    specs = prepared.sources.documents
    layouts = [prepared.documents.layouts[kind] for kind, spec in specs.items() if made(spec)]

    def arrangement(name: str) -> tuple[int, ...]:
        which = (next((at for at, one in enumerate(those) if one.is_for(name)), -1) for those in layouts)
        return (*which, *(int(name in ids) for ids in prepared.parties.values()))

    if order is Order.ASKED:
        return names
    alike = sorted(names, key=arrangement)
    return alike if order is Order.ALIKE else alike[::-1]
