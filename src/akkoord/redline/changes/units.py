"""The edits of a story grouped as a lawyer reads them: by lid, by paragraph outside a lid, by row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.script import (
    BlockEdit,
    BlockKind,
    BlockRef,
    CellEdit,
    Clause,
    EditKind,
    FormatChange,
    RowEdit,
    Segment,
    SegmentKind,
    StoryEdit,
)
from akkoord.redline.changes.change import Line

_LID_DEPTH = 2
"""Numbers from the outside in that name a lid: those of its chapter or article, and its own."""
_WORD = re.compile(r"\w")
CELL_GAP = " | "
"""Between the cells of a row in a line of text."""
LINE_END = "\u2028"
"""Between the paragraphs of a cell."""
_OLD_KINDS = (EditKind.DELETED, EditKind.MOVED_FROM)
_NEW_KINDS = (EditKind.INSERTED, EditKind.MOVED_TO)


class Unit(Struct, frozen=True):
    """Lines that are read together. `old` and `new` are the paragraphs (or the row's first) on each side.

    `kind` is that of all its edits when they have one in common, else `changed`; `old_count`
    and `new_count` say how many lines of each story the unit takes up.
    """

    kind: EditKind
    lines: tuple[Line, ...]
    old: tuple[BlockRef, ...]
    new: tuple[BlockRef, ...]
    formatting: tuple[FormatChange, ...] = ()
    move: str = ""
    row: tuple[int, int] = (0, 0)

    @property
    def old_clause(self) -> Clause | None:
        """The clause on the old side, None where unknown."""
        return next((ref.clause for ref in self.old if ref.clause), None)

    @property
    def new_clause(self) -> Clause | None:
        """The clause on the new side, None where unknown."""
        return next((ref.clause for ref in self.new if ref.clause), None)


def units_of(story: StoryEdit) -> tuple[Unit, ...]:
    """The units of a story in merged order; every line of both sides stands in exactly one."""
    grouped: list[Unit] = []
    for single in _singles(story.blocks):
        if grouped and _together(grouped[-1], single):
            grouped[-1] = _joined(grouped[-1], single)
        else:
            grouped.append(single)
    return tuple(grouped)


def _singles(edits: Iterable[BlockEdit]) -> Iterator[Unit]:
    """One unit per paragraph edit and per table row."""
    for edit in edits:
        if edit.block is BlockKind.TABLE:
            yield from (_row_unit(edit, row) for row in _rows(edit))
        else:
            yield Unit(edit.kind, _lines(edit), edit.old, edit.new, edit.formatting, edit.move)


def _rows(edit: BlockEdit) -> Iterable[RowEdit]:
    """The rows of a table; one that came or went whole has rows of its own kind."""
    whole = edit.kind in (*_OLD_KINDS, *_NEW_KINDS)
    return (replace(row, kind=edit.kind) for row in edit.rows) if whole else edit.rows


def _row_unit(table: BlockEdit, row: RowEdit) -> Unit:
    inner = [block for cell in row.cells for block in cell.blocks]
    old = tuple(ref for block in inner for ref in block.old)
    new = tuple(ref for block in inner for ref in block.new)
    line = Line("", "", _row_segments(row.cells))
    kind = row.kind
    if kind is EditKind.EQUAL and any(s.kind is not SegmentKind.EQUAL for s in line.segments):
        kind = EditKind.CHANGED
    looks = tuple(f for cell in row.cells for block in cell.blocks for f in block.formatting)
    own = tuple(f for cell in row.cells for f in cell.formatting)
    return Unit(kind, (line,), old, new, (*row.formatting, *own, *looks), table.move, (row.old, row.new))


def _row_segments(cells: Sequence[CellEdit]) -> tuple[Segment, ...]:
    """The text of a row: its cells with a gap between them on each side where there is one."""
    out: list[Segment] = []
    old_before = new_before = False
    for cell in cells:
        on_old = cell.kind not in _NEW_KINDS
        on_new = cell.kind not in _OLD_KINDS
        out += _gap(on_old and old_before, on_new and new_before)
        out += _flat(cell.blocks)
        old_before, new_before = old_before or on_old, new_before or on_new
    return _merged(out)


def _gap(old: bool, new: bool, sign: str = CELL_GAP) -> list[Segment]:
    if old and new:
        return [Segment(SegmentKind.EQUAL, sign, sign)]
    if old:
        return [Segment(SegmentKind.DELETED, sign, "")]
    return [Segment(SegmentKind.INSERTED, "", sign)] if new else []


def _flat(blocks: Iterable[BlockEdit]) -> list[Segment]:
    """The paragraphs of a cell in one run of text, with their numbers; a nested table by its text."""
    out: list[Segment] = []
    old_before = new_before = False
    for block in blocks:
        if block.block is BlockKind.TABLE:
            lines = [_row_segments(row.cells) for row in _rows(block)]
        else:
            lines = [(*_number_segments(line), *line.segments) for line in _lines(block)]
        for line in lines:
            on_old, on_new = any(s.old for s in line), any(s.new for s in line)
            out += _gap(on_old and old_before, on_new and new_before, LINE_END)
            out += line
            old_before, new_before = old_before or on_old, new_before or on_new
    return out


def _number_segments(line: Line) -> list[Segment]:
    old, new = (f"{number} " if number else "" for number in (line.old_number, line.new_number))
    if old == new:
        return [Segment(SegmentKind.EQUAL, old, new)] if old else []
    gone = [Segment(SegmentKind.DELETED, old, "")] if old else []
    return [*gone, *([Segment(SegmentKind.INSERTED, "", new)] if new else [])]


def _lines(edit: BlockEdit) -> tuple[Line, ...]:
    """The lines of a paragraph edit: one, or those of a split or merge, cut where a paragraph ends on one side."""
    old = [ref.number for ref in edit.old] if edit.kind not in _NEW_KINDS else []
    new = [ref.number for ref in edit.new] if edit.kind not in _OLD_KINDS else []
    out = [Line(_next(old), _next(new), ())]
    row: list[Segment] = []
    for segment in edit.segments or _whole(edit):
        if segment.kind is SegmentKind.EQUAL or (segment.old or segment.new) != "\n":
            row.append(segment)
            continue
        out[-1] = replace(out[-1], segments=_merged(row))
        goes = segment.kind is SegmentKind.DELETED
        numbers = (_next(old) if goes else "", "" if goes else _next(new))
        out.append(Line(*numbers, (), starts_old=goes, starts_new=not goes))
        row = []
    out[-1] = replace(out[-1], segments=_merged(row))
    return _settled(out)


def _next(numbers: list[str]) -> str:
    return numbers.pop(0) if numbers else ""


def _settled(lines: list[Line]) -> tuple[Line, ...]:
    """A full stop alone makes no split: `a.` that becomes `a;` with a new `b.` after it is a change and a new line."""
    out = lines[:1]
    for line in lines[1:]:
        kept = "".join(s.old for s in line.segments if s.kind is SegmentKind.EQUAL)
        old, new = "".join(s.old for s in line.segments), "".join(s.new for s in line.segments)
        if kept and not line.old_number and not _WORD.search(old):
            out[-1] = _with(out[-1], Segment(SegmentKind.DELETED, old, ""))
            line = replace(line, segments=(Segment(SegmentKind.INSERTED, "", new),))
        elif kept and not line.new_number and not _WORD.search(new):
            out[-1] = _with(out[-1], Segment(SegmentKind.INSERTED, "", new))
            line = replace(line, segments=(Segment(SegmentKind.DELETED, old, ""),))
        out.append(line)
    return tuple(out)


def _with(line: Line, segment: Segment) -> Line:
    return replace(line, segments=_merged((*line.segments, segment)))


def _whole(edit: BlockEdit) -> tuple[Segment, ...]:
    """The text of an edit that names no segments."""
    old = "\n".join(ref.text for ref in edit.old)
    new = "\n".join(ref.text for ref in edit.new)
    if edit.kind in _OLD_KINDS:
        return (Segment(SegmentKind.DELETED, old, ""),) if old else ()
    if edit.kind in _NEW_KINDS:
        return (Segment(SegmentKind.INSERTED, "", new),) if new else ()
    if old == new:
        return (Segment(SegmentKind.EQUAL, old, new),) if old else ()
    return (Segment(SegmentKind.DELETED, old, ""), Segment(SegmentKind.INSERTED, "", new))


def _merged(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Neighbours of one kind as one, without empty ones and without the paragraph's own end."""
    out: list[Segment] = []
    for segment in _one_sided(segments):
        if not (segment.old or segment.new):
            continue
        if out and out[-1].kind is segment.kind:
            last = out[-1]
            out[-1] = replace(last, old=last.old + segment.old, new=last.new + segment.new)
        else:
            out.append(segment)
    return tuple(out)


def _one_sided(segments: Iterable[Segment]) -> Iterator[Segment]:
    """A segment that goes and comes at once, such as the result of a field, as two."""
    for segment in segments:
        if segment.kind is SegmentKind.DELETED and segment.new:
            yield replace(segment, new="")
            yield Segment(SegmentKind.INSERTED, "", segment.new, 0, segment.block_new)
        else:
            yield segment


def _together(unit: Unit, single: Unit) -> bool:
    """Whether `single` belongs to the lid that `unit` is of: on the side where both stand."""
    if unit.row != (0, 0) or single.row != (0, 0) or unit.move or single.move:
        return False
    if unit.old and single.old and unit.new and single.new:
        return _same_lid(unit.old[-1], single.old[0]) and _same_lid(unit.new[-1], single.new[0])
    if unit.new and single.new:
        return _same_lid(unit.new[-1], single.new[0])
    return bool(unit.old and single.old) and _same_lid(unit.old[-1], single.old[0])


def _same_lid(before: BlockRef, after: BlockRef) -> bool:
    """Whether `after` goes on in the lid of `before`: the same two outer numbers, in the same clause."""
    lid = before.numbers[:_LID_DEPTH]
    return len(lid) == _LID_DEPTH and after.numbers[:_LID_DEPTH] == lid and _id(before) == _id(after)


def _id(ref: BlockRef) -> str:
    return ref.clause.id if ref.clause else ""


def _joined(unit: Unit, single: Unit) -> Unit:
    return Unit(
        unit.kind if unit.kind is single.kind else EditKind.CHANGED,
        (*unit.lines, *single.lines),
        (*unit.old, *single.old),
        (*unit.new, *single.new),
        (*unit.formatting, *single.formatting),
    )
