"""Values that stand somewhere in a source: where they stand is no part of what they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from msgspec import Struct


class Placed(Struct, frozen=True, eq=False):
    """A value that is equal to one that says the same in another place.

    `ASIDE` names the fields that do not count when two are compared. A class that has more of them adds to it.
    """

    ASIDE: ClassVar[frozenset[str]] = frozenset({"span"})

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Placed) or type(self) is not type(other):
            return NotImplemented
        read = _reader(type(self))
        return read(self) == read(other)

    def __hash__(self) -> int:
        return hash(_reader(type(self))(self))


def counting_fields(cls: type[Struct]) -> tuple[str, ...]:
    """The names of the fields of `cls` that count when two of its values are compared."""
    aside = cls.ASIDE if issubclass(cls, Placed) else frozenset[str]()
    return tuple(name for name in cls.__struct_fields__ if name not in aside)


@cache
def _reader(cls: type[Placed]) -> Callable[[Placed], Any]:
    names = counting_fields(cls)
    return attrgetter(*names) if names else lambda _: ()
