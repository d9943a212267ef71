"""Pieces of an alignment, cut into bits that one run can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.compare.content import Leaf, Text, grouped, head_of_field, wrapper_key
from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import DELETED, INSERTED, KEPT, Piece
from akkoord.compare.properties import said
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING

_R_PR = w("rPr")


class Bit(Struct, eq=False):
    """Characters `start` up to `end` of a leaf, with what happened to them.

    `former` is the leaf of the other side when both have it. `foreign` are the marks of
    others to keep around it; with `op` KEPT they are the change itself. `reformatted` says that
    the properties of the run differ. `span` are the characters whose markers stand before it,
    None for a later part of a field. Without `marked` the marks of others say it all.
    """

    op: str
    leaf: Leaf
    start: int
    end: int
    former: Leaf | None = None
    foreign: tuple[Element, ...] = ()
    reformatted: bool = False
    move: str = ""
    span: tuple[int, int] | None = None
    marked: bool = True


def bits_of(piece: Piece) -> Iterator[Bit]:
    """The bits of a piece, in order."""
    if piece.op == KEPT and piece.old is not None and piece.new is not None:
        yield from _kept(piece.old, piece.old_start, piece.new, piece.new_start, piece.new_end)
    elif piece.old is not None:
        for leaf in piece.old.between(piece.old_start, piece.old_end):
            yield from gone(leaf, max(leaf.start, piece.old_start), min(leaf.end, piece.old_end), piece.move)
    elif piece.new is not None:
        for leaf in piece.new.between(piece.new_start, piece.new_end):
            yield from come(leaf, max(leaf.start, piece.new_start), min(leaf.end, piece.new_end), piece.move)


def gone(leaf: Leaf, start: int, end: int, move: str = "") -> Iterator[Bit]:
    """Content that only the old side has. What somebody had deleted already keeps the mark of that author."""
    if leaf.parts and leaf.run is not None:
        yield from _spanned(leaf, [bit for part in leaf.parts for bit in gone(part, part.start, part.end, move)])
        return
    marked = not any(mark.tag in DELETING for mark in leaf.marks)
    yield Bit(DELETED, leaf, start, end, foreign=leaf.marks, move=move, span=(start, end), marked=marked)


def come(leaf: Leaf, start: int, end: int, move: str = "") -> Iterator[Bit]:
    """Content that only the new side has. What somebody inserted visibly keeps the mark of that author."""
    if leaf.parts and leaf.run is not None:
        yield from _spanned(leaf, [bit for part in leaf.parts for bit in come(part, part.start, part.end, move)])
        return
    inserted = any(mark.tag in INSERTING for mark in leaf.marks)
    op = KEPT if inserted else INSERTED
    yield Bit(op, leaf, start, end, foreign=leaf.marks, move=move, span=(start, end))


def _kept(old: Text, at_old: int, new: Text, start: int, end: int) -> Iterator[Bit]:
    shift = at_old - start
    for leaf in new.between(start, end):
        low, high = max(leaf.start, start), min(leaf.end, end)
        for former in old.between(low + shift, high + shift):
            first, last = max(low, former.start - shift), min(high, former.end - shift)
            yield from _both(former, old.prints, leaf, new.prints, first, last, shift)


def _both(
    former: Leaf, old: Fingerprints, leaf: Leaf, new: Fingerprints, start: int, end: int, shift: int
) -> Iterator[Bit]:
    if leaf.parts and former.parts and leaf.run is not None:
        yield from _spanned(leaf, list(_field(former, old, leaf, new)))
        return
    foreign = _foreign(former, leaf)
    if leaf.parts and leaf.run is None and _read(former.parts, old) != _read(leaf.parts, new):
        foreign = None  # a simple field with another result: it goes and comes by itself
    if foreign is None:
        for bit in gone(former, start + shift, end + shift):
            bit.span = None  # the markers of both sides are written once, with what came
            yield bit
        yield from come(leaf, start, end)
        return
    differs = leaf.run is not None and former.run is not None and _format(former.run, old) != _format(leaf.run, new)
    yield Bit(KEPT, leaf, start, end, former, foreign, differs, span=(start, end))


def _spanned(leaf: Leaf, bits: list[Bit]) -> list[Bit]:
    """The bits of a field: its characters are those of the first."""
    for index, bit in enumerate(bits):
        bit.span = None if index else (leaf.start, leaf.end)
    return bits


def _field(former: Leaf, old: Fingerprints, leaf: Leaf, new: Fingerprints) -> Iterator[Bit]:
    """A field with the same code: begin, code and end stay; the result goes and comes as one."""
    a, b = former.parts, leaf.parts
    head_a, head_b = head_of_field(a), head_of_field(b)
    if [p.key for p in a] == [p.key for p in b] and [p.shown for p in a] == [p.shown for p in b]:
        for one, other in zip(a, b, strict=True):
            yield from _both(one, old, other, new, other.start, other.end, 0)
        return
    if head_a != head_b or head_a == len(a) or head_b == len(b):
        yield from gone(former, former.start, former.end)
        yield from come(leaf, leaf.start, leaf.end)
        return
    for one, other in zip(a[:head_a], b[:head_b], strict=True):
        yield from _both(one, old, other, new, other.start, other.end, 0)
    yield from _result(a[head_a:-1], old, b[head_b:-1], new)
    yield from _both(a[-1], old, b[-1], new, b[-1].start, b[-1].end, 0)


def _result(a: Sequence[Leaf], old: Fingerprints, b: Sequence[Leaf], new: Fingerprints) -> Iterator[Bit]:
    """The result of a field: as it is when it says the same, however it is cut into runs."""
    if _characters(a) != _characters(b):
        yield from _other_result(a, old, b, new)
        return
    i = at_old = 0
    for part in b:
        at = part.start
        while at < part.end:
            if at_old == a[i].end - a[i].start:
                i, at_old = i + 1, 0
            length = min(part.end - at, a[i].end - a[i].start - at_old)
            yield from _both(a[i], old, part, new, at, at + length, a[i].start + at_old - at)
            at, at_old = at + length, at_old + length


def _other_result(a: Sequence[Leaf], old: Fingerprints, b: Sequence[Leaf], new: Fingerprints) -> Iterator[Bit]:
    """Two results that differ: as a whole, or what differs between the fields that both hold."""
    one, other = grouped(a), grouped(b)
    shared = [leaf.key for leaf in one if leaf.parts]
    if not shared or shared != [leaf.key for leaf in other if leaf.parts]:
        yield from (bit for leaf in a for bit in gone(leaf, leaf.start, leaf.end))
        yield from (bit for leaf in b for bit in come(leaf, leaf.start, leaf.end))
        return
    for before, former, after, leaf in _around_fields(one, other):
        yield from _result(before, old, after, new)
        if former is not None and leaf is not None:
            yield from _both(former, old, leaf, new, leaf.start, leaf.end, former.start - leaf.start)


def _around_fields(
    one: Sequence[Leaf], other: Sequence[Leaf]
) -> Iterator[tuple[list[Leaf], Leaf | None, list[Leaf], Leaf | None]]:
    """What stands before each field of two results that hold the same fields, with the field; then what is left."""
    sides: list[list[tuple[list[Leaf], Leaf | None]]] = []
    for leaves in (one, other):
        found: list[tuple[list[Leaf], Leaf | None]] = []
        before: list[Leaf] = []
        for leaf in leaves:
            if leaf.parts:
                found.append((before, leaf))
                before = []
            else:
                before.append(leaf)
        sides.append([*found, (before, None)])
    for (before, former), (after, leaf) in zip(*sides, strict=True):
        yield before, former, after, leaf


def _read(parts: Sequence[Leaf], prints: Fingerprints) -> list[object]:
    """The characters and other things in a simple field with their looks, however they are cut into runs."""
    out: list[object] = []
    for part in parts:
        looks = _format(part.run, prints) if part.run is not None else {}
        out += [(x, looks, wrapper_key(part.wrapper)) for x in _characters([part])]
    return out


def _characters(parts: Sequence[Leaf]) -> list[object]:
    """The characters of text, and the other things between them by what they are."""
    return [x for part in parts for x in (part.shown if part.key is None else (part.key,))]


def _foreign(former: Leaf, leaf: Leaf) -> tuple[Element, ...] | None:
    """The marks of others to keep around text that both sides have; None when it must go and come.

    The same marks on both sides stay. A deletion that only the new side has is the change;
    an insertion that only the new side has around text of the old side is none.
    """
    if _named(former.marks) == _named(leaf.marks):
        return leaf.marks
    if former.marks:
        return None
    return tuple(mark for mark in leaf.marks if mark.tag in DELETING)


def _named(marks: tuple[Element, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(mark.tag, mark.get(w("author")), mark.get(w("date"))) for mark in marks]


def _format(run: Element, prints: Fingerprints) -> dict[str, object]:
    return said(run.find(_R_PR), prints, "rPr")
