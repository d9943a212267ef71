"""Content controls inside paragraphs that came or went around text that stays.

Their tags alone can be tracked (17.13.5.4 to 17.13.5.11), as long as they hold whole, unchanged text and do not cross
others; a control for which that does not hold is part of its text, which goes and comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.compare.content import Text
from akkoord.compare.items import KEPT, Item, Piece
from akkoord.compare.leaves import Leaf, Wrapper
from akkoord.ooxml.names import w

_TAGS = frozenset((w("sdt"), w("customXml")))
_MOST = 1_000
"""Of so many controls in one gap it is worked out whether they stand around what stays; of more of none."""
_ROUNDS = 4
"""So often the text is aligned anew without the controls that did not fit; then without any."""


class _Span(Struct, eq=False):
    """The characters in a control, on its own side and in `other`, the text of the other side."""

    wrapper: Wrapper
    text: Text
    start: int
    end: int
    is_old: bool
    other: Text | None = None
    shift: int = 0


class Surroundings:
    """The controls that only one side of a gap has; they do not count in comparing while they are `lone`."""

    def __init__(self, old: Sequence[Text], new: Sequence[Text]) -> None:
        sides = [[(text, wrapper) for text in texts for wrapper in text.wrappers] for texts in (old, new)]
        known = [{wrapper.key for _, wrapper in side} for side in sides]
        self._spans: list[_Span] = []
        self._rounds = 0
        found: list[tuple[Text, Wrapper, bool]] = []
        for side, theirs, is_old in ((sides[0], known[1], True), (sides[1], known[0], False)):
            for text, wrapper in side:
                if wrapper.element.tag in _TAGS and wrapper.key not in theirs:
                    found.append((text, wrapper, is_old))
        for text, wrapper, is_old in found if len(found) <= _MOST else ():
            inside = leaves_in(text, wrapper)
            if inside and not any(leaf.parts or leaf.marks for leaf in inside):
                wrapper.lone = True
                self._spans.append(_Span(wrapper, text, inside[0].start, inside[-1].end, is_old))

    def settle(self, items: Sequence[Item]) -> bool:
        """Whether all of them stand around text that `items` keep whole; those that do not are no longer lone."""
        if not self._spans:
            return True
        kept = [item for item in items if isinstance(item, Piece) and item.op == KEPT]
        for span in self._spans:
            _place(span, kept)
        self._rounds += 1
        broken = [span for span in self._spans if self._rounds > _ROUNDS or not _fits(span, self._spans)]
        for span in broken:
            span.wrapper.lone = False
        self._spans = [span for span in self._spans if span.wrapper.lone]
        return not broken


def _place(span: _Span, kept: Sequence[Piece]) -> None:
    """Find the characters of the other side that stand in a control."""
    span.other = None
    for piece in kept:
        mine, theirs = (piece.old, piece.new) if span.is_old else (piece.new, piece.old)
        start, there = (piece.old_start, piece.new_start) if span.is_old else (piece.new_start, piece.old_start)
        if mine is span.text and start <= span.start and span.end <= start + piece.old_end - piece.old_start:
            span.other, span.shift = theirs, there - start


def _fits(span: _Span, others: Sequence[_Span]) -> bool:
    """Whether the tags of a control can stand around the text of the other side without being cut."""
    if span.other is None:
        return False
    start, end = span.start + span.shift, span.end + span.shift
    leaves = list(span.other.between(start, end))
    if any(leaf.parts or leaf.marks for leaf in leaves) or any(start < m.at < end for m in span.other.markers):
        return False
    depth = len(list(telling(span.wrapper.outer)))
    around = {tuple(id(outer) for outer in [*telling(leaf.wrapper)][::-1][:depth]) for leaf in leaves}
    return len(around) == 1 and not any(_cross(span, other) for other in others if other.is_old is not span.is_old)


def _cross(one: _Span, other: _Span) -> bool:
    """Whether of an old and a new control the old one is not inside the new one, nor apart from it."""
    old, new = (one, other) if one.is_old else (other, one)
    if old.other is not new.text:
        return False
    start, end = old.start + old.shift, old.end + old.shift
    return start < new.end and new.start < end and not (new.start <= start and end <= new.end)


def telling(wrapper: Wrapper | None) -> Iterator[Wrapper]:
    """The wrappers that say something of what they hold, from the inside out."""
    while wrapper is not None:
        if not wrapper.silent and not wrapper.lone:
            yield wrapper
        wrapper = wrapper.outer


def leaves_in(text: Text, wrapper: Wrapper) -> list[Leaf]:
    """What stands in a wrapper."""
    return [leaf for leaf in text.leaves if _stands_in(leaf.wrapper, wrapper)]


def _stands_in(inner: Wrapper | None, wrapper: Wrapper) -> bool:
    while inner is not None and inner is not wrapper:
        inner = inner.outer
    return inner is wrapper
