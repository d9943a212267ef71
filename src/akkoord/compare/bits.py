"""Pieces of an alignment, cut into bits that one run can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.compare.content import Text
from akkoord.compare.fields import depth_of_fields, grouped, head_of_field
from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import DELETED, INSERTED, KEPT, Piece
from akkoord.compare.leaves import Leaf, Token, tokens_of, wrapper_key
from akkoord.compare.properties import said
from akkoord.compare.sequence import matches
from akkoord.compare.tidying import Change, Tokens, changes_of, sizes_of, tidied
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING

_R_PR = w("rPr")
_DEEPEST = 40
"""Fields in more fields than this go and come as a whole."""


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
    """Content that only the new side has. What somebody inserted visibly keeps the mark of that author.

    Where it moved we say so around that mark: it would stand in two places if ours alone were rejected.
    """
    if leaf.parts and leaf.run is not None:
        yield from _spanned(leaf, [bit for part in leaf.parts for bit in come(part, part.start, part.end, move)])
        return
    inserted = any(mark.tag in INSERTING for mark in leaf.marks)
    op = KEPT if inserted and not move else INSERTED
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
    """A field with the same code: begin, code and end stay, and what differs in the result goes and comes."""
    a, b = former.parts, leaf.parts
    head_a, head_b = head_of_field(a), head_of_field(b)
    if [p.key for p in a] == [p.key for p in b] and [p.shown for p in a] == [p.shown for p in b]:
        yield from _pairs(a, old, b, new)
        return
    if head_a == len(a) or head_b == len(b) or max(map(depth_of_fields, (a, b))) > _DEEPEST:
        yield from gone(former, former.start, former.end)
        yield from come(leaf, leaf.start, leaf.end)
        return
    yield from _pairs(a[:1], old, b[:1], new)
    yield from _code(a[1 : head_a - 1], old, b[1 : head_b - 1], new)
    yield from _pairs(a[head_a - 1 : head_a], old, b[head_b - 1 : head_b], new)
    yield from _result(a[head_a:-1], old, b[head_b:-1], new)
    yield from _pairs(a[-1:], old, b[-1:], new)


def _code(a: Sequence[Leaf], old: Fingerprints, b: Sequence[Leaf], new: Fingerprints) -> Iterator[Bit]:
    """The code of a field, which says the same; cut into other runs it goes and comes, which nobody sees."""
    one, other = grouped(a), grouped(b)
    if [leaf.key for leaf in one] == [leaf.key for leaf in other]:
        yield from _pairs(one, old, other, new)
        return
    yield from (bit for leaf in one for bit in gone(leaf, leaf.start, leaf.end))
    yield from (bit for leaf in other for bit in come(leaf, leaf.start, leaf.end))


def _pairs(a: Sequence[Leaf], old: Fingerprints, b: Sequence[Leaf], new: Fingerprints) -> Iterator[Bit]:
    """Leaves that belong together one by one."""
    for former, leaf in zip(a, b, strict=True):
        yield from _both(former, old, leaf, new, leaf.start, leaf.end, former.start - leaf.start)


def _result(a: Sequence[Leaf], old: Fingerprints, b: Sequence[Leaf], new: Fingerprints) -> Iterator[Bit]:
    """The result of a field, word by word."""
    one, other = grouped(a), grouped(b)
    x, y = tokens_of(one), tokens_of(other)
    mine, theirs = (
        Tokens([token.key for token in side], sizes_of(token.end - token.start for token in side)) for side in (x, y)
    )
    changes = tidied(changes_of(matches(mine.keys, theirs.keys), mine, theirs), mine, theirs)
    i = j = 0
    for change in [*changes, Change(len(x), len(x), len(y), len(y))]:
        yield from _same(_cuts(one, x[i : change.i1]), old, _cuts(other, y[j : change.j1]), new)
        for leaf, start, end in _cuts(one, x[change.i1 : change.i2]):
            yield from gone(leaf, start, end)
        for leaf, start, end in _cuts(other, y[change.j1 : change.j2]):
            yield from come(leaf, start, end)
        i, j = change.i2, change.j2


_Cut = tuple[Leaf, int, int]
"""Characters of a leaf."""


def _cuts(leaves: Sequence[Leaf], tokens: Sequence[Token]) -> list[_Cut]:
    """The characters of adjacent tokens, leaf by leaf."""
    if not tokens:
        return []
    low, high = tokens[0].start, tokens[-1].end
    found = ((leaf, max(leaf.start, low), min(leaf.end, high)) for leaf in leaves)
    return [(leaf, start, end) for leaf, start, end in found if start < end]


def _same(a: list[_Cut], old: Fingerprints, b: list[_Cut], new: Fingerprints) -> Iterator[Bit]:
    """What says the same on both sides, however it is cut into runs."""
    i = done = 0
    for leaf, start, end in b:
        at = start
        while at < end:
            former, first, last = a[i]
            if done == last - first:
                i, done = i + 1, 0
                continue
            length = min(end - at, last - first - done)
            yield from _both(former, old, leaf, new, at, at + length, first + done - at)
            at, done = at + length, done + length


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
