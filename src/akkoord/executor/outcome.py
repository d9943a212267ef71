"""What became of a task."""

from __future__ import annotations

from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct

R = TypeVar("R")


class Done(Struct, Generic[R], frozen=True):
    """The task gave a result."""

    value: R


class Failed(Struct, frozen=True):
    """The task raised: a bug of ours. `traceback` is for the report, not for the user."""

    message: str
    traceback: str


class Crashed(Struct, frozen=True):
    """The worker died under the task, twice: out of memory, or killed."""


Outcome: TypeAlias = Done[R] | Failed | Crashed
