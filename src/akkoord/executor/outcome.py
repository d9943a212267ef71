"""What became of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The task gave a result."""

    value: R


@dataclass(frozen=True, slots=True)
class Failed:
    """The task raised: a bug of ours. `traceback` is for the report, not for the user."""

    message: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Crashed:
    """The worker died under the task, twice: out of memory, or killed."""


Outcome: TypeAlias = Done[R] | Failed | Crashed
