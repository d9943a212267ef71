"""The lines of a text as provisions in each other: articles, their leden, onderdelen, tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from akkoord.amendment.amendments import Extent, Place
from akkoord.amendment.text import Level, Line, Path, Step


class Provision(Struct, frozen=True):
    """What stands at a path: its own lines and the provisions in it, in order. The root has the path ()."""

    path: Path
    items: tuple[Item, ...]

    @property
    def step(self) -> Step:
        """What it is of what it stands in."""
        return self.path[-1]


class Own(Struct, frozen=True):
    """A line of a provision itself, by its number in the text."""

    at: int
    line: Line


Item: TypeAlias = Own | Provision


def provisions(lines: Sequence[Line]) -> Provision:
    """The text as one provision that holds all others."""
    return Provision((), tuple(_items(lines, 0, len(lines), ())))


def _items(lines: Sequence[Line], start: int, stop: int, path: Path) -> Iterator[Item]:
    at = start
    depth = len(path)
    while at < stop:
        here = lines[at].address.path
        if len(here) == depth:
            yield Own(at, lines[at])
            at += 1
            continue
        inner, end = here[: depth + 1], at
        while end < stop and lines[end].address.path[: depth + 1] == inner:
            end += 1
        yield Provision(inner, tuple(_items(lines, at, end, inner)))
        at = end


def lines_in(item: Item) -> Iterator[Own]:
    """Every line of an item, in order."""
    if isinstance(item, Own):
        yield item
        return
    for inner in item.items:
        yield from lines_in(inner)


def place_of(item: Item) -> Place:
    """The place of an item as a whole; of a line its own."""
    if isinstance(item, Provision):
        return Place(item.path)
    return Place(item.line.address.path, Extent.LINE, item.line.address)


def matched(old: Sequence[Item], new: Sequence[Item], pairs: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Which of the items `old` became which of `new`, in order of both.

    Items belong together when their first lines were paired; provisions of one name that are
    left over belong together too, where that keeps the order.
    """
    heads = {next(lines_in(item)).at: n for n, item in enumerate(new)}
    found: list[tuple[int, int]] = []
    for n, item in enumerate(old):
        other = heads.get(pairs.get(next(lines_in(item)).at, -1))
        if other is not None and _alike(item, new[other]):
            found.append((n, other))
    return _with_namesakes(old, new, _in_order(found))


def _alike(one: Item, other: Item) -> bool:
    if isinstance(one, Provision) and isinstance(other, Provision):
        return one.step.level is other.step.level
    return isinstance(one, Own) and isinstance(other, Own) and one.line.sort is other.line.sort


def _in_order(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `found`, sorted by its first number, that is in order of its second as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, other) in enumerate(found):
        at = bisect_left(tails, other)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [other]
        ends[at : at + 1] = [index]
    out: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        out.append(found[index])
        index = before[index]
    return out[::-1]


def _with_namesakes(
    old: Sequence[Item], new: Sequence[Item], found: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    last = (-1, -1)
    for pair in (*found, (len(old), len(new))):
        names: dict[object, int] = {}
        for n in range(last[1] + 1, pair[1]):
            names.setdefault(_name(new[n]), n)
        low = last[1]
        for n in range(last[0] + 1, pair[0]):
            other = names.get(_name(old[n]))
            if other is not None and other > low and _alike(old[n], new[other]):
                out.append((n, other))
                low = other
        out.append(pair)
        last = pair
    return tuple(out[:-1])


def _name(item: Item) -> object:
    """By what an item is known without its words. A table is known by standing where it stands."""
    if isinstance(item, Own):
        return item.line.address.after, item.line.address.ordinal, item.line.sort
    return item.step.level if item.step.level is Level.TABLE else item.step
