"""Aligning two sequences: longest common subsequences in bounded time and memory.

Sources:
    H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004); patience diff (B. Cohen).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

Match = tuple[int, int, int]
"""`n` equal items from `i` in the one and `j` in the other sequence."""

_MOST_BITS = 100_000_000
"""The largest table for an exact answer, in bits: 12.5 MB."""
_SHINGLE = 4
_SEARCHED = 2_000_000
"""Above so many bits the sequences are first cut at stretches that stand once in both."""


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    """What stays the same between `a` and `b`, in order, as long stretches.

    A longest common subsequence; of sequences too long for that, one cut at stretches that
    stand once in both, and nothing in between where the pieces remain too long.
    """
    out: list[Match] = []
    _between(a, b, 0, len(a), 0, len(b), out)
    return joined(out)


def joined(found: list[Match]) -> list[Match]:
    """Adjacent stretches as one."""
    out: list[Match] = []
    for i, j, n in found:
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + n)
        elif n:
            out.append((i, j, n))
    return out


def _between(
    a: Sequence[Hashable], b: Sequence[Hashable], a1: int, a2: int, b1: int, b2: int, out: list[Match]
) -> None:
    head = 0
    while a1 + head < a2 and b1 + head < b2 and a[a1 + head] == b[b1 + head]:
        head += 1
    out.append((a1, b1, head))
    a1, b1 = a1 + head, b1 + head
    tail = 0
    while a2 - tail > a1 and b2 - tail > b1 and a[a2 - tail - 1] == b[b2 - tail - 1]:
        tail += 1
    a2, b2 = a2 - tail, b2 - tail
    size = (a2 - a1) * (b2 - b1)
    if size:
        cuts = unique_stretches(a[a1:a2], b[b1:b2], _SHINGLE) if size > _SEARCHED else []
        if cuts:
            i, j = a1, b1
            for x, y, n in cuts:
                _exact(a, b, i, a1 + x, j, b1 + y, out)
                out.append((a1 + x, b1 + y, n))
                i, j = a1 + x + n, b1 + y + n
            _exact(a, b, i, a2, j, b2, out)
        else:
            _exact(a, b, a1, a2, b1, b2, out)
    out.append((a2, b2, tail))


def _exact(a: Sequence[Hashable], b: Sequence[Hashable], a1: int, a2: int, b1: int, b2: int, out: list[Match]) -> None:
    if (a2 - a1) * (b2 - b1) <= _MOST_BITS:
        out += [(a1 + i, b1 + j, 1) for i, j in longest_common(a[a1:a2], b[b1:b2])]


def longest_common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The pairs of places of a longest common subsequence; time and memory go with len(a) x len(b) / 64."""
    if not a or not b:
        return []
    places: dict[Hashable, int] = {}
    for i, item in enumerate(a):
        places[item] = places.get(item, 0) | (1 << i)
    mask = (1 << len(a)) - 1
    state = mask
    rows: list[int] = []
    for item in b:
        hit = state & places.get(item, 0)
        if hit:
            state = ((state + hit) | (state - hit)) & mask
        rows.append(state)
    out: list[tuple[int, int]] = []
    i, j = len(a), len(b)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            out.append((i, j))
    out.reverse()
    return out


def unique_stretches(a: Sequence[Hashable], b: Sequence[Hashable], width: int) -> list[Match]:
    """Stretches of `width` items that stand once in both, grown as far as both agree, in one order."""
    once_a, once_b = _once(a, width), _once(b, width)
    common = sorted((i, once_b[s]) for s, i in once_a.items() if s in once_b)
    chain = heaviest_chain([(i, j, 1) for i, j in common])
    out: list[Match] = []
    end_a = end_b = 0
    for index in chain:
        i, j = common[index]
        if i < end_a or j < end_b:
            continue
        n = width
        while i > end_a and j > end_b and a[i - 1] == b[j - 1]:
            i, j, n = i - 1, j - 1, n + 1
        while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
            n += 1
        out.append((i, j, n))
        end_a, end_b = i + n, j + n
    return out


def _once(items: Sequence[Hashable], width: int) -> dict[Hashable, int]:
    stretches = [tuple(items[i : i + width]) for i in range(len(items) - width + 1)]
    counts = Counter(stretches)
    return {s: i for i, s in enumerate(stretches) if counts[s] == 1}


def heaviest_chain(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Indices of the heaviest selection of (place, place, weight) that rises in both; `pairs` sorted by the first."""
    order = sorted({j for _, j, _ in pairs})
    best = [(0, -1)] * (len(order) + 1)  # a Fenwick tree over the second place: (weight so far, last index)
    before = [-1] * len(pairs)
    for index, (_, j, weight) in enumerate(pairs):
        place = bisect_left(order, j)
        top, last = (0, -1)
        step = place
        while step:
            if best[step][0] > top:
                top, last = best[step]
            step -= step & -step
        before[index] = last
        step = place + 1
        while step <= len(order):
            if best[step][0] < top + weight:
                best[step] = (top + weight, index)
            step += step & -step
    index = max(best, key=lambda entry: entry[0])[1] if pairs else -1
    chain: list[int] = []
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
