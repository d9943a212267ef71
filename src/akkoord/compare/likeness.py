"""How much two texts are alike, and which of two rows of things belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

_WORD = re.compile(r"\w+")
_MOST = 250_000
"""The most comparisons for one pairing; beyond it only equal places are held against each other."""


class Words:
    """The words of a text with how often they occur."""

    def __init__(self, text: str) -> None:
        self.counts = Counter(_WORD.findall(text))
        self.total = sum(self.counts.values())

    def may_be(self, least: float, other: Words) -> bool:
        """Whether the number of words allows a likeness of `least`; quicker than the likeness."""
        return 2 * min(self.total, other.total) >= least * (self.total + other.total)

    def likeness(self, other: Words) -> float:
        """From 0 (no word in common) to 1 (the same words); texts without words are alike."""
        if not self.total and not other.total:
            return 1.0
        few, many = (self, other) if len(self.counts) < len(other.counts) else (other, self)
        common = sum(min(n, many.counts[word]) for word, n in few.counts.items() if word in many.counts)
        return 2 * common / (self.total + other.total)


def paired(count_a: int, count_b: int, likeness: Callable[[int, int], float], least: float) -> list[tuple[int, int]]:
    """Pairs in one order with the highest total likeness, none of them below `least`."""
    if not count_a or not count_b:
        return []
    if count_a * count_b > _MOST:
        return [(i, i) for i in range(min(count_a, count_b)) if likeness(i, i) >= least]
    best: list[list[float]] = [[0.0] * (count_b + 1) for _ in range(count_a + 1)]
    for i in range(count_a - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(count_b - 1, -1, -1):
            score = likeness(i, j)
            together = below[j + 1] + score + 1e-6 if score >= least else -1.0
            row[j] = max(together, below[j], row[j + 1])
    return _walk(best, count_a, count_b, likeness, least)


def _walk(
    best: Sequence[Sequence[float]], count_a: int, count_b: int, likeness: Callable[[int, int], float], least: float
) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    i = j = 0
    while i < count_a and j < count_b:
        score = likeness(i, j)
        if score >= least and best[i][j] == best[i + 1][j + 1] + score + 1e-6:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out
