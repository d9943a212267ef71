"""Which lines of two pages differ. Digests do not count: each text has its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

DIGEST = re.compile(rb"[0-9a-f]{12,64}")


def without_digests(line: bytes) -> bytes:
    """A line with a sign in the place of each digest."""
    return DIGEST.sub(b"#", line)


def common(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines, or words, two begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b and without_digests(a) != without_digests(b):
            break
        count += 1
    return count


def differences(one: Sequence[bytes], other: Sequence[bytes]) -> Iterator[tuple[slice, slice]]:
    """The ranges of lines that differ, in order.

    Lines that stand once in both hold the two together, so that only what stands between those is gone through.
    """
    ends = (len(one), len(other))
    for (i, k), (j, m) in itertools.pairwise(((-1, -1), *_anchors(one, other), ends)):
        if (j - i, m - k) != (1, 1):
            yield from _between(one, other, slice(i + 1, j), slice(k + 1, m))


def _anchors(one: Sequence[bytes], other: Sequence[bytes]) -> list[tuple[int, int]]:
    """The places of the lines that stand once in both; none where those are in another order."""
    there = _once(other)
    pairs = [(at, there[line]) for line, at in _once(one).items() if line in there]
    return pairs if all(a < b for (_, a), (_, b) in itertools.pairwise(pairs)) else []


def _once(lines: Sequence[bytes]) -> dict[bytes, int]:
    """The lines that are there once, in order, each with its place."""
    last = {line: at for at, line in enumerate(lines)}
    if len(last) == len(lines):
        return last
    again = {line for at, line in enumerate(lines) if last[line] != at}
    return {line: at for line, at in last.items() if line not in again}


def _between(one: Sequence[bytes], other: Sequence[bytes], here: slice, there: slice) -> Iterator[tuple[slice, slice]]:
    was, becomes = one[here], other[there]
    if was == becomes:
        return
    was, becomes = list(map(without_digests, was)), list(map(without_digests, becomes))
    if was == becomes:
        return
    for tag, i, j, k, m in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if tag != "equal":
            yield slice(here.start + i, here.start + j), slice(there.start + k, there.start + m)
