"""Which line of the old text became which line of the new one: what the comparison engine found, on addressed lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from akkoord.amendment.text import Line
from akkoord.compare.script import BlockEdit, BlockKind, BlockRef, EditKind, RowEdit
from akkoord.diagnostics import Diagnostic, error
from akkoord.redline.changes import Change, Reading
from akkoord.redline.changes.places import is_contents
from akkoord.redline.changes.units import Unit

_OLD_ONLY = (EditKind.DELETED, EditKind.MOVED_FROM)
_NEW_ONLY = (EditKind.INSERTED, EditKind.MOVED_TO)
_NOT_WORDS = re.compile("[\\s\u00ad\u200b\ufeff\u2060\ufffc|]+")
_NOTES = re.compile(r" ?\[voetnoot: [^\]]*\]|\[\^\d*\]")


class _Piece(Struct, frozen=True):
    """A paragraph or a row on one side of the comparison."""

    words: str
    key: object


class Pairing(Struct, frozen=True):
    """Two texts with what became of their lines.

    `pairs` leads from a line of the old text to the line of the new one that it became; a line
    that was moved is in none. `following` are the new lines that differ from the old one only
    by numbers that moved. `changes` tells the change of a line of either text, with its ground.
    """

    old: tuple[Line, ...]
    new: tuple[Line, ...]
    pairs: Mapping[int, int]
    following: frozenset[int]
    old_changes: Mapping[int, Change]
    new_changes: Mapping[int, Change]


def paired(old: Sequence[Line], new: Sequence[Line], reading: Reading) -> tuple[Pairing | None, tuple[Diagnostic, ...]]:
    """The lines of both texts as the main story of a comparison pairs them.

    ADD010 the comparison was not made from these texts; then there is no pairing.
    """
    olds: list[_Piece] = []
    news: list[_Piece] = []
    found: list[tuple[int, int]] = []
    changes = _changes(reading)
    for edit in reading.story.blocks:
        for gone, come in _edit_pieces(edit):
            found += _matched(gone, come, len(olds), len(news))
            olds += gone
            news += come
    old_at, new_at = _offset(olds, old), _offset(news, new)
    if old_at is None or new_at is None:
        message = "de vergelijking past niet op de tekst van het document, zodat er geen addendum van te maken is"
        return None, (error("ADD010", message, None, "meld dit"),)
    pairs = {
        one - old_at: other - new_at
        for one, other in found
        if 0 <= one - old_at < len(old) and 0 <= other - new_at < len(new)
    }
    old_changes = {n: c for n, piece in enumerate(olds[old_at : old_at + len(old)]) if (c := changes.get(piece.key))}
    new_changes = {n: c for n, piece in enumerate(news[new_at : new_at + len(new)]) if (c := changes.get(piece.key))}
    following = frozenset(n for n, change in new_changes.items() if change.consequential)
    return Pairing(tuple(old), tuple(new), pairs, following, old_changes, new_changes), ()


def _changes(reading: Reading) -> Mapping[object, Change]:
    """The change of each paragraph and row, by side and position."""
    out: dict[object, Change] = {}
    for unit, change in zip(reading.units, reading.changes, strict=True):
        if change is not None:
            out |= dict.fromkeys(_keys(unit), change)
    return out


def _keys(unit: Unit) -> Iterator[object]:
    yield from (("old", ref.position) for ref in unit.old)
    yield from (("new", ref.position) for ref in unit.new)


def _edit_pieces(edit: BlockEdit) -> Iterator[tuple[list[_Piece], list[_Piece]]]:
    """The pieces that an edit is of, old and new together where they are the same text."""
    if edit.block is BlockKind.TABLE:
        for row in edit.rows:
            yield _row_piece(edit, row, "old"), _row_piece(edit, row, "new")
        return
    old = [] if edit.kind in _NEW_ONLY else list(_pieces(edit.old, "old"))
    new = [] if edit.kind in _OLD_ONLY else list(_pieces(edit.new, "new"))
    yield old, new


def _pieces(refs: Iterable[BlockRef], side: str) -> Iterator[_Piece]:
    for ref in refs:
        words = _words(f"{ref.number} {ref.text}")
        if words and not is_contents(ref):
            yield _Piece(words, (side, ref.position))


def _row_piece(table: BlockEdit, row: RowEdit, side: str) -> list[_Piece]:
    """The row on one side, as a list of one; none where it does not stand there."""
    kinds = {table.kind, row.kind}
    if not kinds.isdisjoint(_NEW_ONLY if side == "old" else _OLD_ONLY):
        return []
    refs = tuple(_refs((block for cell in row.cells for block in cell.blocks), side))
    words = _words(" ".join(f"{ref.number} {ref.text}" for ref in refs))
    return [_Piece(words, (side, refs[0].position))] if words else []


def _refs(blocks: Iterable[BlockEdit], side: str) -> Iterator[BlockRef]:
    for block in blocks:
        if block.block is BlockKind.TABLE:
            for row in block.rows:
                yield from _refs((inner for cell in row.cells for inner in cell.blocks), side)
        elif side == "old":
            yield from block.old if block.kind not in _NEW_ONLY else ()
        else:
            yield from block.new if block.kind not in _OLD_ONLY else ()


def _words(text: str) -> str:
    return " ".join(word for word in _NOT_WORDS.split(_NOTES.sub("", text)) if word)


def _matched(old: Sequence[_Piece], new: Sequence[_Piece], old_at: int, new_at: int) -> Iterator[tuple[int, int]]:
    """Which piece of an edit became which: in order; of a split or a merge the one most alike."""
    if len(old) == len(new):
        yield from ((old_at + n, new_at + n) for n in range(len(old)))
    elif old and new:
        few, many = (old, new) if len(old) < len(new) else (new, old)
        start = 0
        for n, piece in enumerate(few):
            room = range(start, len(many) - (len(few) - n) + 1)
            best = max(room, key=lambda at: (_likeness(piece.words, many[at].words), -at))
            start = best + 1
            yield (old_at + n, new_at + best) if few is old else (old_at + best, new_at + n)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _offset(pieces: Sequence[_Piece], lines: Sequence[Line]) -> int | None:
    """From which piece on the lines stand in the comparison: behind a title page, before places to sign."""
    wanted = [_words(line.shown) for line in lines]
    for start in range(len(pieces) - len(wanted) + 1):
        if all(piece.words == words for piece, words in zip(pieces[start:], wanted, strict=False)):
            return start
    return None
