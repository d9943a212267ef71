"""Which block is to be held against which, for telling where two stories differ.

This only serves the message: stories are equal when every block is, in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from akkoord.compare.canonical.blocks import Block

Pair = tuple[int | None, int | None]
_MOSTLY = 0.9


def paired(left: Mapping[int, Block], right: Mapping[int, Block]) -> Iterator[Pair]:
    """Pairs of block numbers in the order of the text; None where a block has no partner.

    One by one where that mostly fits; else around blocks whose text occurs once on both
    sides, in the longest series that keeps the order (as patience diff does).
    """
    mine, theirs = list(left), list(right)
    texts = [{n: repr(block.texts) for n, block in side.items()} for side in (left, right)]
    if len(mine) == len(theirs):
        same = sum(texts[0][a] == texts[1][b] for a, b in zip(mine, theirs, strict=True))
        if same >= _MOSTLY * len(mine) - 1:
            yield from zip(mine, theirs, strict=True)
            return
    a = b = 0
    for i, j in [*_anchors([texts[0][n] for n in mine], [texts[1][n] for n in theirs]), (len(mine), len(theirs))]:
        yield from _between(mine[a:i], theirs[b:j], texts)
        if i < len(mine):
            yield mine[i], theirs[j]
        a, b = i + 1, j + 1


def _between(mine: list[int], theirs: list[int], texts: list[dict[int, str]]) -> Iterator[Pair]:
    """Blocks between two anchors: equal ones at both ends together, the rest in order."""
    head = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if texts[0][a] != texts[1][b]), None)
    head = min(len(mine), len(theirs)) if head is None else head
    tail = 0
    while tail < min(len(mine), len(theirs)) - head and texts[0][mine[-tail - 1]] == texts[1][theirs[-tail - 1]]:
        tail += 1
    yield from zip(mine[:head], theirs[:head], strict=True)
    yield from zip_longest(mine[head : len(mine) - tail], theirs[head : len(theirs) - tail])
    yield from zip(mine[len(mine) - tail :], theirs[len(theirs) - tail :], strict=True)


def _anchors(mine: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    counts = Counter(mine), Counter(theirs)
    places = {text: n for n, text in enumerate(theirs) if counts[1][text] == 1}
    pairs = [(n, places[text]) for n, text in enumerate(mine) if counts[0][text] == 1 and text in places]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs whose second numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(j)
            last.append(n)
        else:
            ends[at], last[at] = j, n
    found: list[tuple[int, int]] = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]
