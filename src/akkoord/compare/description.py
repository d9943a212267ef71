"""A comparison as an edit script. Made before anything is written, for writing takes the packages apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from akkoord.compare.alignment import Aligner
from akkoord.compare.blocks import Block, Cell, Container, Kind, Row, read_container
from akkoord.compare.changed_formatting import (
    cell_formatting,
    mark_formatting,
    row_formatting,
    run_formatting,
    table_formatting,
)
from akkoord.compare.comparison import Comparison, NoteStory
from akkoord.compare.content import TEXT_BOX, Text
from akkoord.compare.items import (
    DELETED,
    INSERTED,
    KEPT,
    Aligned,
    CellItem,
    Item,
    Kept,
    Mark,
    Nested,
    Piece,
    RowItem,
    TableItem,
    Whole,
    Wrapped,
)
from akkoord.compare.places import Places
from akkoord.compare.script import (
    BlockEdit,
    BlockKind,
    BlockRef,
    CellEdit,
    EditKind,
    EditScript,
    FormatChange,
    FormatScope,
    NotCompared,
    RowEdit,
    Segment,
    SegmentKind,
    Side,
    StoryEdit,
    StoryKind,
)
from akkoord.compare.segments import segments_of
from akkoord.ooxml import Element
from akkoord.ooxml.names import mc

_LONE = {DELETED: EditKind.DELETED, INSERTED: EditKind.INSERTED}
_MOVED = {DELETED: EditKind.MOVED_FROM, INSERTED: EditKind.MOVED_TO}


def describe(found: Comparison, old: Side, new: Side, not_compared: Sequence[NotCompared] = ()) -> EditScript:
    """The edit script of `found`, a comparison that nothing was written from yet."""
    return EditScript(old, new, tuple(_Description(found).stories()), tuple(not_compared))


class _Description:
    """Describes the stories of one comparison."""

    def __init__(self, found: Comparison) -> None:
        self._found = found
        self._old, self._new = Places(found.old), Places(found.new)
        self._boxes: list[tuple[str, str, Text, Text, int, int]] = []

    def stories(self) -> Iterator[StoryEdit]:
        """Every story: body, headers and footers, notes, text boxes."""
        found = self._found
        parts = (found.old.main, found.new.main)
        yield self._story(StoryKind.BODY, "hoofdtekst", parts, found.body)
        for number, story in enumerate(found.headers, 1):
            pair, aligned = story.pair, story.aligned
            is_header = pair.place[0].endswith("}headerReference")
            kind = StoryKind.HEADER if is_header else StoryKind.FOOTER
            label = f"{'koptekst' if is_header else 'voettekst'} {number}"
            if not pair.marked:
                continue
            if aligned is None:
                aligned = self._lone_header(pair.old, pair.new)
            yield self._story(kind, label, (pair.old, pair.new), aligned)
        counts: dict[str, int] = {}
        for note in found.notes:
            counts[note.kind] = counts.get(note.kind, 0) + 1
            yield self._note(note, counts[note.kind])
        yield from self._text_boxes()

    def _story(self, kind: StoryKind, label: str, parts: tuple[str, str], aligned: Aligned) -> StoryEdit:
        self._old.enter(parts[0], aligned.old)
        self._new.enter(parts[1], aligned.new)
        return StoryEdit(kind, label, parts[0], parts[1], tuple(self.edits(aligned.items)))

    def _lone_header(self, old: str, new: str) -> Aligned:
        found = self._found
        document, part, op = (found.old, old, DELETED) if old else (found.new, new, INSERTED)
        container = read_container(document.root(part), found.prints(document, part))
        return _lone(op, container)

    def _note(self, note: NoteStory, number: int) -> StoryEdit:
        found = self._found
        kind = StoryKind.FOOTNOTE if note.kind == "footnote" else StoryKind.ENDNOTE
        label = f"{'voetnoot' if kind is StoryKind.FOOTNOTE else 'eindnoot'} {number}"
        parts = (
            (found.old.related(f"{note.kind}s") or "") if note.old is not None else "",
            (found.new.related(f"{note.kind}s") or "") if note.new is not None else "",
        )
        aligned = note.aligned
        if aligned is None:
            container = note.old or note.new
            aligned = _lone(DELETED if note.old is not None else INSERTED, container or _empty(found))
        return self._story(kind, label, parts, aligned)

    def _text_boxes(self) -> Iterator[StoryEdit]:
        """The first form of each text box that stands on both sides; the fallback says the same."""
        number = 0
        for old_part, new_part, old, new, at_old, at_new in self._boxes:
            one = next(iter(old.between(at_old, at_old + 1)), None)
            other = next(iter(new.between(at_new, at_new + 1)), None)
            if one is None or other is None:
                continue
            a, b = _shown_boxes(one.element), _shown_boxes(other.element)
            for x, y in zip(a, b, strict=False):
                number += 1
                containers = read_container(x, old.prints), read_container(y, new.prints)
                aligned = Aligner().story(*containers, moves=False)
                yield self._story(StoryKind.TEXT_BOX, f"tekstvak {number}", (old_part, new_part), aligned)

    def edits(self, items: Sequence[Item]) -> Iterator[BlockEdit]:
        """The edits of blocks that `items` amount to."""
        pending: list[Piece | Mark] = []
        for item in items:
            if isinstance(item, Piece):
                pending.append(item)
                self._note_boxes(item)
            elif isinstance(item, Mark):
                pending.append(item)
                if item.op == KEPT or _one_sided(pending):
                    yield from self._paragraphs(pending)
                    pending = []
            else:
                if pending:
                    yield from self._paragraphs(pending)
                    pending = []
                yield from self._block(item)
        if pending:
            yield from self._paragraphs(pending)

    def _note_boxes(self, piece: Piece) -> None:
        if piece.op != KEPT or piece.old is None or piece.new is None:
            return
        for leaf in piece.new.between(piece.new_start, piece.new_end):
            if leaf.key is not None and next(leaf.element.iter(TEXT_BOX), None) is not None:
                at = leaf.start - piece.new_start + piece.old_start
                parts = piece.old.prints.part, piece.new.prints.part
                self._boxes.append((*parts, piece.old, piece.new, at, leaf.start))

    def _block(self, item: Item) -> Iterator[BlockEdit]:
        if isinstance(item, Kept):
            yield from self._kept(item.old, item.new)
        elif isinstance(item, Nested):
            yield from self.edits(item.items)
        elif isinstance(item, Wrapped):
            yield from _wrapped(item, self.edits(item.items))
        elif isinstance(item, TableItem):
            yield self._table(item)
        elif isinstance(item, Whole):
            yield from self._lone(item.op, item.block)

    def _kept(self, old: Block, new: Block) -> Iterator[BlockEdit]:
        if old.kind is Kind.CONTROL:
            for a, b in zip(old.inner.blocks, new.inner.blocks, strict=False):
                yield from self._kept(a, b)
            return
        one, other = self._old.of(old), self._new.of(new)
        if old.kind is Kind.PARAGRAPH:
            segment = Segment(SegmentKind.EQUAL, one.text, other.text, one.position, other.position)
            segments = (segment,) if one.text or other.text else ()
            yield BlockEdit(EditKind.EQUAL, BlockKind.PARAGRAPH, (one,), (other,), segments)
        else:
            kind = BlockKind.TABLE if old.kind is Kind.TABLE else BlockKind.OTHER
            rows = [RowItem(KEPT, a, b) for a, b in zip(old.rows, new.rows, strict=False)] if old.rows else []
            yield BlockEdit(EditKind.EQUAL, kind, (one,), (other,), rows=tuple(map(self._row, rows)))

    def _lone(self, op: str, block: Block) -> Iterator[BlockEdit]:
        if block.kind is Kind.CONTROL:
            for inner in block.inner.blocks:
                yield from self._lone(op, inner)
            return
        if block.kind is Kind.PARAGRAPH:
            if id(block) in self._found.aligner.moves:
                yield from self.edits(list(self._found.aligner.moved(op, block)))
            else:
                yield from self._paragraphs(_lone_paragraph(op, block))
            return
        places = self._old if op == DELETED else self._new
        rows = [_lone_row(op, row) for row in block.rows] if block.kind is Kind.TABLE else []
        kind = BlockKind.TABLE if block.kind is Kind.TABLE else BlockKind.OTHER
        reference = (places.of(block),)
        old, new = (reference, ()) if op == DELETED else ((), reference)
        yield BlockEdit(_LONE[op], kind, old, new, rows=tuple(map(self._row, rows)))

    def _table(self, item: TableItem) -> BlockEdit:
        rows = tuple(map(self._row, item.rows))
        formatting = table_formatting(item)
        references = (self._old.of(item.old),), (self._new.of(item.new),)
        return BlockEdit(EditKind.CHANGED, BlockKind.TABLE, *references, (), formatting, rows)

    def _row(self, item: RowItem) -> RowEdit:
        cells = item.cells or _cells_of(item)
        edits = tuple(self._cell(cell) for cell in cells)
        changed = any(e.kind is not EditKind.EQUAL for e in edits)
        formatting = row_formatting(item)
        kind = _LONE.get(item.op) or (EditKind.CHANGED if changed or formatting else EditKind.EQUAL)
        old = item.old.number if item.old is not None else 0
        new = item.new.number if item.new is not None else 0
        return RowEdit(kind, old, new, edits, formatting)

    def _cell(self, item: CellItem) -> CellEdit:
        if item.op == KEPT:
            blocks = tuple(self.edits(item.items))
        else:
            side = item.old or item.new
            inner = side.container.blocks if side is not None else []
            blocks = tuple(edit for block in inner for edit in self._lone(item.op, block))
        changed = any(e.kind is not EditKind.EQUAL for e in blocks)
        formatting = cell_formatting(item)
        kind = _LONE.get(item.op) or (EditKind.CHANGED if changed or formatting else EditKind.EQUAL)
        old = item.old.number if item.old is not None else 0
        new = item.new.number if item.new is not None else 0
        return CellEdit(kind, old, new, blocks, formatting)

    def _paragraphs(self, pending: Sequence[Piece | Mark]) -> Iterator[BlockEdit]:
        for group in _without_lent_ends(pending):
            yield self._group(group)

    def _group(self, group: Sequence[Piece | Mark]) -> BlockEdit:
        marks = [item for item in group if isinstance(item, Mark)]
        old = tuple(self._old.of(m.old) for m in marks if m.old is not None)
        new = tuple(self._new.of(m.new) for m in marks if m.new is not None)
        segments = tuple(self._segments(group, old, new))
        formatting = tuple(
            change
            for item in group
            for change in (run_formatting(item) if isinstance(item, Piece) else mark_formatting(item))
        )
        move = next((item.move for item in group if item.move), "")
        kind = _kind(marks, old, new, segments, bool(formatting), move)
        return BlockEdit(kind, BlockKind.PARAGRAPH, old, new, segments, formatting, move=move)

    def _segments(
        self, group: Sequence[Piece | Mark], old: Sequence[BlockRef], new: Sequence[BlockRef]
    ) -> Iterator[Segment]:
        at_old, at_new = 0, 0
        last = group[-1] if group else None
        for item in group:
            here_old = old[min(at_old, len(old) - 1)].position if old else 0
            here_new = new[min(at_new, len(new) - 1)].position if new else 0
            if isinstance(item, Piece):
                yield from segments_of(item, here_old, here_new)
                continue
            if item is not last and item.op == DELETED:
                yield Segment(SegmentKind.DELETED, "\n", "", here_old, 0)
            elif item is not last and item.op == INSERTED:
                yield Segment(SegmentKind.INSERTED, "", "\n", 0, here_new)
            at_old += item.old is not None
            at_new += item.new is not None


def _kind(
    marks: Sequence[Mark],
    old: Sequence[BlockRef],
    new: Sequence[BlockRef],
    segments: Sequence[Segment],
    formatted: bool,
    move: str,
) -> EditKind:
    if not old or not new:
        op = DELETED if old else INSERTED
        return _MOVED[op] if move else _LONE[op]
    if len(old) == 1 and len(new) > 1:
        return EditKind.SPLIT
    if len(new) == 1 and len(old) > 1:
        return EditKind.MERGED
    equal = all(s.kind is SegmentKind.EQUAL for s in segments) and not formatted and len(marks) == 1
    return EditKind.EQUAL if equal else EditKind.CHANGED


def _one_sided(pending: Sequence[Piece | Mark]) -> bool:
    return len({item.op for item in pending}) == 1


def _without_lent_ends(pending: Sequence[Piece | Mark]) -> Iterator[Sequence[Piece | Mark]]:
    """Groups of one kept paragraph and the lone ones after it, where the last end was lent (see `ends`)."""
    marks = [i for i, item in enumerate(pending) if isinstance(item, Mark)]
    ops = [pending[i].op for i in marks]
    lone = ops[0] if len(ops) > 1 and ops[-1] == KEPT and len(set(ops[:-1])) == 1 else KEPT
    rest = pending[marks[0] + 1 : marks[-1]] if len(marks) > 1 else ()
    if lone == KEPT or any(item.op != lone for item in rest):
        yield pending
        return
    first, last = pending[marks[0]], pending[marks[-1]]
    if not isinstance(first, Mark) or not isinstance(last, Mark):
        return
    is_gone = lone == DELETED
    kept = Mark(KEPT, first.old, last.new) if is_gone else Mark(KEPT, last.old, first.new)
    yield [*pending[: marks[0]], kept]
    for start, end in itertools.pairwise(marks):
        mark = pending[end]
        if isinstance(mark, Mark):
            alone = Mark(DELETED, mark.old, None, mark.move) if is_gone else Mark(INSERTED, None, mark.new, mark.move)
            yield [*pending[start + 1 : end], alone]


def _lone_paragraph(op: str, block: Block) -> list[Piece | Mark]:
    text = block.content
    if op == DELETED:
        pieces = [Piece(op, text, 0, len(text), None, 0, 0)] if len(text) else []
        return [*pieces, Mark(op, block, None)]
    pieces = [Piece(op, None, 0, 0, text, 0, len(text))] if len(text) else []
    return [*pieces, Mark(op, None, block)]


def _lone(op: str, container: Container) -> Aligned:
    return Aligned(container, container, [Whole(op, block) for block in container.blocks])


def _empty(found: Comparison) -> Container:
    return Container(found.new.root(found.new.main), [])


def _lone_row(op: str, row: Row) -> RowItem:
    return RowItem(op, row, None) if op == DELETED else RowItem(op, None, row)


def _cells_of(item: RowItem) -> list[CellItem]:
    """The cells of a row that is the same on both sides, or stands on one."""
    if item.old is not None and item.new is not None:
        return [_kept_cell(a, b) for a, b in zip(item.old.cells, item.new.cells, strict=False)]
    if item.old is not None:
        return [CellItem(DELETED, cell, None) for cell in item.old.cells]
    return [CellItem(INSERTED, None, cell) for cell in item.new.cells] if item.new is not None else []


def _kept_cell(old: Cell, new: Cell) -> CellItem:
    pairs: Iterable[tuple[Block, Block]] = zip(old.container.blocks, new.container.blocks, strict=False)
    return CellItem(KEPT, old, new, [Kept(a, b) for a, b in pairs])


def _shown_boxes(element: Element) -> list[Element]:
    """The text boxes of an object as Word shows it: those of the first choice."""
    boxes = list(element.iter(TEXT_BOX))
    return [box for box in boxes if next(box.iterancestors(mc("Fallback")), None) is None] or boxes


def _wrapped(item: Wrapped, edits: Iterator[BlockEdit]) -> Iterator[BlockEdit]:
    """What happened to the blocks in a control; the first says that the control came or went."""
    name = item.block.identity or "zonder naam"
    old, new = (name, "") if item.op == DELETED else ("", name)
    for number, edit in enumerate(edits):
        change = () if number else (FormatChange(FormatScope.PARAGRAPH, "sdt", old, new),)
        kind = EditKind.CHANGED if change and edit.kind is EditKind.EQUAL else edit.kind
        yield replace(edit, kind=kind, formatting=(*edit.formatting, *change))
