"""A text with its changes in a cell: what goes struck and in brackets, what comes bold and doubly underlined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from akkoord.compare.script import SegmentKind
from akkoord.redline.changes import Change, Line, Shape
from akkoord.tree import Inline, LineBreak, Mark, Paragraph, Revised, TableCell, Text

_OBJECTS = {"\ufffc": "(object)", "[^]": "(voetnoot)", "\t": " ", "\x0c": "(pagina-einde)", "\n": "¶ "}
_LONG = re.compile(r"[^\s\u00ad]{33,}")
_OPENS = re.compile(r"(?<=[^\s\w(\[{])(?=[(\[{])")
"""Where a line may end without a space: said in the text, so that every form of the report has it."""
_PART = 16
_MAY_BREAK = "\u200b"
_PIECES = re.compile("(\ufffc|\\[\\^\\]|\t|\x0c|\n|\u2028)")


def paragraphs_of(lines: Iterable[Line], side: SegmentKind) -> tuple[Paragraph, ...]:
    """The lines as they stand on one side: `DELETED` gives the old side, `INSERTED` the new one."""
    paragraphs: list[list[Inline]] = []
    for line in lines:
        if not _stands(line, side):
            continue
        own, other = (
            (line.starts_old, line.starts_new) if side is SegmentKind.DELETED else (line.starts_new, line.starts_old)
        )
        if own and not other and paragraphs:
            paragraphs[-1].extend(marked("¶", side))  # here a paragraph ended, or ends now
        if own or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].extend(_line(line, side))
    return tuple(Paragraph(tuple(inlines)) for inlines in paragraphs)


def _stands(line: Line, side: SegmentKind) -> bool:
    return line.on_old if side is SegmentKind.DELETED else line.on_new


def _line(line: Line, side: SegmentKind) -> Iterator[Inline]:
    own, other = (
        (line.old_number, line.new_number) if side is SegmentKind.DELETED else (line.new_number, line.old_number)
    )
    if own:
        yield from (Text(own),) if own == other else marked(own, side)
        yield Text(" ")
    for segment in line.segments:
        text = segment.old if side is SegmentKind.DELETED else segment.new
        if segment.kind is SegmentKind.EQUAL:
            yield from plain(text)
        elif segment.kind is side:
            yield from marked(text, side)


def plain(text: str) -> Iterator[Inline]:
    """Text as inlines; what is no text gets a word in its place."""
    for piece in _PIECES.split(text):
        if piece == "\u2028":
            yield LineBreak()
        elif piece in _OBJECTS:
            yield Text(f"{_MAY_BREAK}{_OBJECTS[piece]}")
        elif piece:
            yield Text(_OPENS.sub(_MAY_BREAK, _LONG.sub(_breakable, piece)))


def _breakable(word: re.Match[str]) -> str:
    """A long word, such as a digest, with places where a line may end, so that it stays in its cell."""
    text = word[0]
    return _MAY_BREAK.join(text[at : at + _PART] for at in range(0, len(text), _PART))


def marked(text: str, side: SegmentKind) -> Iterator[Inline]:
    """Text that goes or comes, marked so that it can be told without colour.

    The spaces around it stay outside the brackets. Space alone is named, since a mark on it cannot be seen.
    """
    words = text.strip(" \u00a0") or _space(text)
    lead, tail = _around(text) if text.strip(" \u00a0") else ("", "")
    if lead:
        yield Text(lead)
    if side is SegmentKind.DELETED:
        if not lead:
            yield Text(_MAY_BREAK)
        yield Revised(Mark.REMOVED, (Text("["), *plain(words), Text("]")))
    else:
        yield Revised(Mark.ADDED, tuple(plain(words)))
    if tail:
        yield Text(tail)


def _around(text: str) -> tuple[str, str]:
    bare = text.strip(" \u00a0")
    start = text.index(bare)
    return text[:start], text[start + len(bare) :]


def _space(text: str) -> str:
    return "(vaste spatie)" if "\u00a0" in text else "(spatie)" if len(text) == 1 else "(spaties)"


def cell(paragraphs: Sequence[Paragraph]) -> TableCell:
    """A cell; an empty one holds a dash, so that it is not read as forgotten."""
    return TableCell(tuple(paragraphs) or (Paragraph((Text("–"),)),))


def words_cell(*texts: str) -> TableCell:
    """A cell of plain paragraphs, without the empty ones."""
    return cell(tuple(Paragraph((Text(text),)) for text in texts if text))


def was_cell(change: Change, other_place: str) -> TableCell:
    """The old text; of what only comes, that there was none."""
    if change.shape is Shape.INSERTED:
        return words_cell("(nieuw)")
    if change.shape is Shape.MOVED_TO and not change.was:
        return words_cell(f"(stond bij {other_place})" if other_place else "(stond elders)")
    return cell(paragraphs_of(change.lines, SegmentKind.DELETED))


def becomes_cell(change: Change, other_place: str) -> TableCell:
    """The new text; of what goes, that it does."""
    if change.shape is Shape.DELETED:
        return words_cell("(vervalt)")
    if change.shape is Shape.MOVED_FROM:
        return words_cell(f"(verplaatst naar {other_place})" if other_place else "(verplaatst)")
    return cell(paragraphs_of(change.lines, SegmentKind.INSERTED))
