"""What a reader sees of a piece of an alignment: text that stays, goes or comes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from akkoord.compare.bits import Bit, bits_of
from akkoord.compare.content import Text
from akkoord.compare.fields import head_of_field
from akkoord.compare.items import DELETED, INSERTED, KEPT, Piece
from akkoord.compare.leaves import Leaf
from akkoord.compare.script import Segment, SegmentKind


def segments_of(piece: Piece, old: int, new: int) -> Iterator[Segment]:
    """The segments of a piece: one, but for a kept one in which the result of a field differs."""
    before = piece.old.shown(piece.old_start, piece.old_end) if piece.old is not None else ""
    after = piece.new.shown(piece.new_start, piece.new_end) if piece.new is not None else ""
    if piece.op == DELETED:
        yield Segment(SegmentKind.DELETED, before, "", old, 0)
    elif piece.op == INSERTED:
        yield Segment(SegmentKind.INSERTED, "", after, 0, new)
    elif before == after:
        yield Segment(SegmentKind.EQUAL, before, after, old, new)
    elif piece.old is not None and piece.new is not None:
        for start, end in itertools.pairwise(_edges(piece, piece.old)):
            at_old, at_new = piece.old_start + start, piece.new_start + start
            part = Piece(KEPT, piece.old, at_old, piece.old_start + end, piece.new, at_new, piece.new_start + end)
            yield from _shown_segments(part, old, new)


def _shown_segments(piece: Piece, old: int, new: int) -> Iterator[Segment]:
    """The segments of a kept piece that is text, or one object; of a field those of its result."""
    before = piece.old.shown(piece.old_start, piece.old_end) if piece.old is not None else ""
    after = piece.new.shown(piece.new_start, piece.new_end) if piece.new is not None else ""
    if before == after:
        yield Segment(SegmentKind.EQUAL, before, after, old, new)
        return
    code = (*_code(piece.old, piece.old_start), *_code(piece.new, piece.new_start))
    hidden = {id(part) for part in code}
    shown = [_shown(bit) for bit in bits_of(piece) if id(bit.leaf) not in hidden]
    for kind, group in itertools.groupby((s for s in shown if any(s[1:])), key=lambda s: s[0]):
        texts = list(group)
        one, other = ("".join(text[side] for text in texts) for side in (1, 2))
        yield Segment(kind, one, other, old if one else 0, new if other else 0)


def _code(text: Text | None, at: int) -> Sequence[Leaf]:
    """The parts of the field at a place that nobody sees."""
    leaf = next(iter(text.between(at, at + 1)), None) if text is not None else None
    return leaf.parts[: head_of_field(leaf.parts)] if leaf is not None else ()


def _shown(bit: Bit) -> tuple[SegmentKind, str, str]:
    """What happened to the characters of a bit, with what a reader sees of them on both sides."""
    leaf = bit.leaf
    text = leaf.shown if leaf.key is not None else leaf.shown[bit.start - leaf.start : bit.end - leaf.start]
    if bit.op == DELETED:
        return SegmentKind.DELETED, text, ""
    if bit.op == INSERTED or bit.former is None:  # without a former one somebody else inserted it
        return SegmentKind.INSERTED, "", text
    before = bit.former.shown if leaf.key is not None else text
    return (SegmentKind.EQUAL if before == text else SegmentKind.DELETED), before, text


def _edges(piece: Piece, text: Text) -> list[int]:
    """Where a kept piece is cut: around each object, which is one character on both sides; counted from its start."""
    low, high = piece.old_start, piece.old_end
    objects = (leaf for leaf in text.between(low, high) if leaf.key is not None)
    edges = (edge for leaf in objects for edge in (max(leaf.start, low), min(leaf.end, high)))
    return sorted({0, high - low, *(edge - low for edge in edges)})
