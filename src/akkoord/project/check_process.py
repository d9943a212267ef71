"""The process that holds rules against editions while the one that builds does something else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct, field

from akkoord.executor import Beside, Crashed, Outcome
from akkoord.project.read_cache import Values
from akkoord.project.selection import Selection
from akkoord.project.sources import Fingerprint

Looked: TypeAlias = "tuple[str, dict[str, Any]]"
"""The key of the sources that it has read, and what it came to know of editions."""
Task: TypeAlias = "tuple[str, Selection, bool, Mapping[str, Fingerprint]]"
"""The project, what is asked for, whether all of it is to be looked at, and what sources were in the last run."""


class Kept(Struct):
    """What it keeps from one question to the next; what it knows of editions stands on disk."""

    values: Values = field(default_factory=Values)


_MOST_ASKED = 20
"""Questions to one process: what is remembered of texts that were replaced fills it up until then."""


class CheckProcess:
    """Is started when it is first asked; what it keeps serves what it is asked later. `close` ends it.

    After a number of questions another one takes its place, so that its memory does not grow for hours.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: Beside[Looked] | None = None
        self._unheard, self._asked = 0, 0

    def ask(self, selection: Selection, known: Mapping[str, Fingerprint], *, all_of_it: bool) -> None:
        """Let it look at what is asked for: at every second edition that has to be looked at, or at all."""
        from akkoord.project.checking import looked_at

        if self._asked >= _MOST_ASKED:
            self.close()
        if self._process is None:
            self._process = Beside(looked_at, Kept())
        task: Task = (str(self._root), selection, all_of_it, known)
        self._process.ask(task)
        self._unheard += 1
        self._asked += 1

    def outcome(self) -> Outcome[Looked]:
        """What came of what it was asked last, waited for."""
        outcome: Outcome[Looked] = Crashed()
        while self._process is not None and self._unheard:
            outcome = self._process.outcome()
            self._unheard -= 1
            if isinstance(outcome, Crashed):
                self.close()
        return outcome

    @property
    def pid(self) -> int:
        """Its number; 0 while it was not asked anything."""
        return self._process.pid if self._process is not None else 0

    def close(self) -> None:
        """End it, also when it is not done; the next question starts another."""
        if self._process is not None:
            self._process.close()
        self._process, self._unheard, self._asked = None, 0, 0
