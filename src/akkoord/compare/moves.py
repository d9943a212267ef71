"""Paragraphs that stand elsewhere now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from akkoord.compare.blocks import Block, paragraphs_in
from akkoord.compare.items import Move
from akkoord.compare.likeness import Words
from akkoord.compare.stream import align_texts

_LEAST_WORDS = 4
"""A shorter paragraph that turns up elsewhere is as likely another one; it only moves with its neighbours."""
_LEAST_WORDS_EDITED = 8
_LEAST_LIKE = 0.7
_STAYED = 0.5
_MOST = 40_000


class _Gap(Protocol):
    old: list[Block]
    new: list[Block]


def find_moves(gaps: Sequence[_Gap], count: int) -> dict[int, Move]:
    """The moves among what no alignment holds yet, by the identity of the old and of the new block.

    `count` is how many moves are named already: names are unique in a document.
    """
    old = [(g, block) for g, gap in enumerate(gaps) for block in paragraphs_in(gap.old)]
    new = [(g, block) for g, gap in enumerate(gaps) for block in paragraphs_in(gap.new)]
    if not old or not new:
        return {}
    pairs = _same(old, new)
    _grow(pairs, old, new)
    _edited(pairs, old, new)
    out: dict[int, Move] = {}
    number = count
    former = (-2, -2)
    for i, j in sorted(pairs.items()):
        (gap, one), (other_gap, other) = old[i], new[j]
        follows = former == (i - 1, j - 1) and old[i - 1][0] == gap and new[j - 1][0] == other_gap
        number += not follows
        former = (i, j)
        move = Move(f"move{number}", one, other, align_texts(one.content, other.content))
        out[id(one)] = out[id(other)] = move
    return out


_Placed = Sequence[tuple[int, Block]]


def _same(old: _Placed, new: _Placed) -> dict[int, int]:
    """Paragraphs whose text stands once on either side."""
    count_old, count_new = Counter(b.text for _, b in old), Counter(b.text for _, b in new)
    place = {b.text: j for j, (_, b) in enumerate(new) if count_new[b.text] == 1}
    return {
        i: place[b.text]
        for i, (_, b) in enumerate(old)
        if b.text in place and count_old[b.text] == 1 and Words(b.text).total >= _LEAST_WORDS
    }


def _grow(pairs: dict[int, int], old: _Placed, new: _Placed) -> None:
    """Short neighbours with the same text move along."""
    taken = set(pairs.values())
    for i, j in list(pairs.items()):
        for step in (-1, 1):
            x, y = i + step, j + step
            while 0 <= x < len(old) and 0 <= y < len(new) and x not in pairs and y not in taken:
                if old[x][1].text != new[y][1].text or old[x][0] != old[i][0] or new[y][0] != new[j][0]:
                    break
                pairs[x] = y
                taken.add(y)
                x, y = x + step, y + step


def _edited(pairs: dict[int, int], old: _Placed, new: _Placed) -> None:
    """Long paragraphs that went to another gap and were edited there."""
    taken = set(pairs.values())
    a = [(i, g, Words(b.text)) for i, (g, b) in enumerate(old) if i not in pairs]
    b = [(j, g, Words(c.text)) for j, (g, c) in enumerate(new) if j not in taken]
    a = [entry for entry in a if entry[2].total >= _LEAST_WORDS_EDITED]
    b = [entry for entry in b if entry[2].total >= _LEAST_WORDS_EDITED]
    if len(a) * len(b) > _MOST:
        return
    alike = sorted(
        (-likeness, i, j)
        for i, gap, words in a
        for j, other_gap, others in b
        if gap != other_gap
        and words.may_be(_LEAST_LIKE, others)
        and (likeness := words.likeness(others)) >= _LEAST_LIKE
    )
    ones, others = {i for _, i, _ in alike}, {j for _, _, j in alike}
    at_home_old = {i: max((w.likeness(o) for _, h, o in b if h == g), default=0.0) for i, g, w in a if i in ones}
    at_home_new = {j: max((w.likeness(o) for _, h, o in a if h == g), default=0.0) for j, g, w in b if j in others}
    for _, i, j in alike:
        if i not in pairs and j not in taken and at_home_old[i] < _STAYED and at_home_new[j] < _STAYED:
            pairs[i] = j
            taken.add(j)
