"""Which lines of a text changed, said so that the change is seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from msgspec import Struct

_AROUND = 30
"""Characters that stay on either side of a change in a long line."""
_LONGEST = 160
"""Characters of a line that are shown at most."""
_LINES = 3_000
"""Texts of more lines are only compared up to their first difference: the search grows with the square."""


class LineChange(Struct, frozen=True):
    """A line that changed: `line` counts from 1 in the new text; "" where there was or is none."""

    line: int
    was: str
    becomes: str


def line_changes(before: str, now: str) -> tuple[LineChange, ...]:
    """The lines of `now` that differ from `before`, in order; empty only when both say the same."""
    old, new = before.split("\n"), now.split("\n")
    if max(len(old), len(new)) > _LINES:
        return _first_change(old, new)
    out: list[LineChange] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(old[i1:i2], new[j1:j2], fillvalue="")
            last = len(new)
            out += [_change(min(j1 + n + 1, last), was, becomes) for n, (was, becomes) in enumerate(pairs)]
    return tuple(out)


def _first_change(old: Sequence[str], new: Sequence[str]) -> tuple[LineChange, ...]:
    for number, (was, becomes) in enumerate(zip_longest(old, new, fillvalue=""), 1):
        if was != becomes or number > min(len(old), len(new)):
            return (_change(min(number, len(new)), was, becomes),)
    return ()


def _change(line: int, was: str, becomes: str) -> LineChange:
    """The change with what both lines share left out, where that is long."""
    start = _shared(was, becomes)
    end = _shared(was[start:][::-1], becomes[start:][::-1])
    return LineChange(line, _cut(was, start, end), _cut(becomes, start, end))


def _shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(text) - end + _AROUND, len(text))
    inside = text[first:last]
    if len(inside) > _LONGEST:
        inside, last = inside[:_LONGEST], 0
    shown = ("…" if first else "") + inside + ("…" if last < len(text) else "")
    return shown.strip()
