"""What was worked out of things that come again, as the clauses that many texts have; what no longer comes is let go.

A bound on how many are kept would be reached by what comes once, such as the clauses with the name of one addressee:
until then a run over many addressees holds more with each of them. So such a run says after some addressees that
another turn begins; what was not asked for since the turn before goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K")
V = TypeVar("V")


def _one(_value: object) -> int:
    return 1


class Recent(Generic[K, V]):
    """What was kept or asked for in this turn and the one before, by key.

    A turn also ends when what stands in it weighs `most`, by what `weigh` says of each value. `now` is what stands in
    this turn: whoever asks very often looks there first.
    """

    __slots__ = ("__weakref__", "_before", "_most", "_weigh", "_weight", "now")

    def __init__(self, most: int, weigh: Callable[[V], int] = _one) -> None:
        self.now: dict[K, V] = {}
        self._before: dict[K, V] = {}
        self._weight = 0
        self._most = most
        self._weigh = weigh
        _all.add(self)

    def get(self, key: K) -> V | None:
        """What was kept under `key`, None when nothing was or when it was let go."""
        found = self.now.get(key)
        if found is None:
            found = self._before.pop(key, None)
            if found is not None:
                self._weight += self._weigh(found)
                self.now[key] = found
        return found

    def keep(self, key: K, value: V) -> V:
        """Keep `value` under `key`, and give it back."""
        if self._weight >= self._most:
            self.turn()
        self._weight += self._weigh(value)
        self.now[key] = value
        return value

    def turn(self) -> None:
        """Begin another turn: what was not asked for in this one goes when the next ends."""
        self._before, self.now = self.now, {}
        self._weight = 0

    def clear(self) -> None:
        """Let go of all."""
        self.turn()
        self._before = {}

    def __len__(self) -> int:
        return len(self.now) + len(self._before)


_all: WeakSet[Recent[Any, Any]] = WeakSet()


def turn_all() -> None:
    """Begin another turn of all that is kept in this way."""
    for one in tuple(_all):
        one.turn()
