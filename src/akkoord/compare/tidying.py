"""What two rows of tokens do not share, as changes that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct

from akkoord.compare.sequence import Match, joined

END, END_OF_SECTION = "\n\u00b6", "\n\u00a7"
"""The end of a paragraph, and of one that ends a section: no text gives a token of a line feed and a sign."""
_CHAFF = 25
"""An island is absorbed when the changes around it are so many times as long: it costs at most 8 % more marking."""

_LONE = 6
"""A single word of so few characters between new paragraphs and another change is absorbed: one change reads better."""


class Tokens(Struct):
    """The tokens of one side; `sizes` are the characters before each, and before the end."""

    keys: list[object]
    sizes: list[int]


class Change(Struct):
    """Tokens old[i1:i2] become new[j1:j2]; between two changes all is equal."""

    i1: int
    i2: int
    j1: int
    j2: int


def sizes_of(lengths: Iterable[int]) -> list[int]:
    """The characters before each of so many tokens of these lengths, and before the end."""
    return list(accumulate(lengths, initial=0))


def changes_of(found: list[Match], a: Tokens, b: Tokens) -> list[Change]:
    """What stands between the stretches that both sides have."""
    out: list[Change] = []
    i = j = 0
    for i1, j1, length in [*joined(found), (len(a.keys), len(b.keys), 0)]:
        if i1 > i or j1 > j:
            out.append(Change(i, i1, j, j1))
        i, j = i1 + length, j1 + length
    return out


def tidied(changes: list[Change], a: Tokens, b: Tokens) -> list[Change]:
    """Without islands between two changes that hinder reading more than they spare."""
    while True:
        out: list[Change] = []
        for change in changes:
            if out and _island(out[-1], change, a, b):
                last = out[-1]
                out[-1] = Change(last.i1, change.i2, last.j1, change.j2)
            else:
                out.append(change)
        if len(out) == len(changes):
            return out
        changes = out


def _island(before: Change, after: Change, a: Tokens, b: Tokens) -> bool:
    """Whether what is equal between two changes is a blank between replaced words, or next to nothing beside them."""
    spared = a.sizes[after.i1] - a.sizes[before.i2]
    changed = _size(before, a, b) + _size(after, a, b)
    if spared > _LONE and _CHAFF * spared > changed:
        return False
    keys = a.keys[before.i2 : after.i1]
    if any(not isinstance(key, str) or key in (END, END_OF_SECTION) for key in keys):
        return False
    sides = [(c.i2 > c.i1, c.j2 > c.j1) for c in (before, after)]
    if spared == 1 and str(keys[0]).isspace() and sides == [(True, True), (True, True)]:
        return True
    if (True, True) not in sides:
        return False
    if _CHAFF * spared <= changed:
        return True
    lone = sum(not str(key).isspace() for key in keys) == 1
    return lone and any(_ends_paragraphs(change, a, b) for change in (before, after))


def _ends_paragraphs(change: Change, a: Tokens, b: Tokens) -> bool:
    return any(map(_is_end, (*a.keys[change.i1 : change.i2], *b.keys[change.j1 : change.j2])))


def _is_end(key: object) -> bool:
    """Whether a token is the end of a paragraph; of one whose text is a single token it is (block, end)."""
    return key in (END, END_OF_SECTION) or (isinstance(key, tuple) and END in key)


def _size(change: Change, a: Tokens, b: Tokens) -> int:
    """How many characters came or went."""
    return a.sizes[change.i2] - a.sizes[change.i1] + b.sizes[change.j2] - b.sizes[change.j1]
