"""A second process that looks at editions at the same time: who has one, and when that pays."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from msgspec import Struct

from akkoord.executor import Crashed, Outcome, can_fork, cores
from akkoord.project.check_memory import CheckMemory
from akkoord.project.check_process import CheckProcess, Looked
from akkoord.project.edition_memory import EditionMemory
from akkoord.project.rests import predicted
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources
from akkoord.project.steps import program_digest
from akkoord.project.warmth import Warmth

ASIDE_PAYS = 8
"""From so many providers on, a second process that reads the project too takes less time than it saves."""


class Aside(Struct, frozen=True):
    """A process that looks at editions: at every second one, or at `all_of_it` while this one makes documents.

    None where this process is split in two once it has read the project.
    """

    process: CheckProcess | None
    all_of_it: bool = False

    def outcome(self) -> Outcome[Looked]:
        """What came of it, waited for."""
        return Crashed() if self.process is None else self.process.outcome()


@contextmanager
def aside(
    sources: Sources,
    memory: CheckMemory,
    selection: Selection,
    jobs: int | None = None,
    *,
    packs: bool = False,
    meanwhile: bool = False,
    warmth: Warmth | None = None,
) -> Generator[Aside | None, None, None]:
    """A process that holds the rules against editions meanwhile, None where that does not pay.

    Of several editions it takes every second one. It is split off once the project is read, where that can be done.
    Else it reads the project itself, at the same time as this one does, and says which sources it has read. So it does
    when this process has something to do `meanwhile`; then it also takes a single edition. With `warmth` it stays, for
    the next time.
    """
    unknown = 0 if packs or jobs == 1 or cores() < 2 else _to_look_at(sources, memory, selection)
    if unknown < (1 if meanwhile else 2) or (selection.all and memory.load(sources) is not None):
        yield None
        return
    if not meanwhile and warmth is None and can_fork():
        yield Aside(None)
        return
    process = warmth.checks if warmth is not None else CheckProcess(sources.root)
    found = Aside(process, all_of_it=unknown == 1)
    process.ask(selection, sources.known, all_of_it=found.all_of_it)
    try:
        yield found
    finally:
        if warmth is None:
            process.close()


def _to_look_at(sources: Sources, memory: CheckMemory, selection: Selection) -> int:
    """How many editions of many providers have to be looked at, as far as the files say; 0 for few providers."""
    files = sources.listing.files
    if sum("/providers/" in path for path in files) < ASIDE_PAYS:
        return 0
    known = EditionMemory.load(memory.editions, program_digest(sources)).parts
    there = {path.removesuffix(".yaml").rpartition("/")[2] for path in files if path.startswith("clauses/editions/")}
    there = there & set(selection.editions) if selection.editions else there
    new = there - {name.rpartition("/")[2] for name in known}
    asked = (one for name, one in known.items() if name.rpartition("/")[2] in there)
    return len(new) + sum(not predicted(one.rests, sources) for one in asked)
