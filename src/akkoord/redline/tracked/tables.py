"""Tables, written with rows, cells and properties that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from akkoord.compare.blocks import Block, Cell, Part, Row
from akkoord.compare.items import DELETED, INSERTED, CellItem, RowItem, TableItem
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import CONTROL_RANGES, DELETING, INSERTING
from akkoord.redline.resolution.grids import span_of
from akkoord.redline.tracked.enclosed import Enclosed, Enclosure
from akkoord.redline.tracked.properties import own_changes

if TYPE_CHECKING:  # tables hold blocks, and blocks tables
    from akkoord.redline.tracked.blocks import BlockWriter

_COLUMN = w("gridCol")
_TBL_PR, _GRID, _TR_PR, _TC_PR, _EXCEPTIONS = (w(t) for t in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx"))
_ROW_HEADS = frozenset((_TR_PR, _EXCEPTIONS))
_RANGE_ENDS = frozenset(end for end, _ in CONTROL_RANGES.values())
_RECORDS = frozenset(w(f"{t}Change") for t in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx"))


class TableWriter:
    """Writes tables with the help of the writer of the blocks in them."""

    def __init__(self, blocks: BlockWriter) -> None:
        self._blocks = blocks

    def both(self, item: TableItem) -> Element:
        """A table that stands on both sides: the new one, changed in place."""
        old, table = item.old.element, item.new.element
        self._change(table, old.find(_TBL_PR), "tblPr")
        self._grid(table, old.find(_GRID), item.rows)
        pairs = [(row.old, row.new) for row in item.rows if row.old is not None and row.new is not None]
        rows = [element for row in item.rows for element in self._row(row)]
        for child in [child for child in table if child.tag not in (_TBL_PR, _GRID)]:
            table.remove(child)
        Enclosure(self._blocks.scope, pairs).fill(table, rows)
        return table

    def one(self, op: str, block: Block) -> Element:
        """A table that only one side has: every row of it came or went."""
        source = block.element
        table = source.makeelement(source.tag, dict(source.attrib))
        heads = [child for child in source if child.tag in (_TBL_PR, _GRID)]
        table.extend([self._copied(op, head) for head in heads])
        rows = [element for row in block.rows for element in self._row(RowItem(op, *_sides(op, row)))]
        Enclosure(self._blocks.scope, ()).fill(table, rows)
        return table

    def _row(self, item: RowItem) -> list[Enclosed]:
        lone = item.old if item.op == DELETED else item.new if item.op == INSERTED else None
        if lone is not None:
            return self._between(self._lone_row(item.op, lone), item.old, item.new)
        if item.old is None or item.new is None:
            return []
        row = item.new.element
        if not item.cells:
            return self._between(row, item.old, item.new)
        self._change(row, item.old.element.find(_TR_PR), "trPr")
        self._change(row, item.old.element.find(_EXCEPTIONS), "tblPrEx")
        pairs = [(cell.old, cell.new) for cell in item.cells if cell.old is not None and cell.new is not None]
        cells = [element for cell in item.cells for element in self._cell(cell)]
        for child in [child for child in row if child.tag not in _ROW_HEADS]:
            row.remove(child)
        Enclosure(self._blocks.scope, pairs).fill(row, cells)
        return self._between(row, item.old, item.new)

    def _cell(self, item: CellItem) -> list[Enclosed]:
        lone = item.old if item.op == DELETED else item.new if item.op == INSERTED else None
        if lone is not None:
            return self._between(self._lone_cell(item.op, lone, marked=True), item.old, item.new)
        if item.old is None or item.new is None:
            return []
        cell = item.new.element
        self._change(cell, item.old.element.find(_TC_PR), "tcPr")
        self._blocks.replace_cell(cell, item)
        return self._between(cell, item.old, item.new)

    def _between(self, element: Element, old: Row | Cell | None, new: Row | Cell | None) -> list[Enclosed]:
        """A row or cell with the ends of ranges around it, in the controls of the side that it is of."""
        behind = [part.after if part is not None else () for part in (old, new)]
        written = (*self._blocks.before(old, new), element, *_outside(element), *self._blocks.loose(*behind))
        shown = new or old
        around = shown.around if shown is not None else ()
        return [(part, around, new is not None) for part in written]

    def _lone_row(self, op: str, row: Row) -> Element:
        source = row.element
        if op == INSERTED and _inserted_by_another(source):
            return source
        out = source.makeelement(source.tag, dict(source.attrib) if op == INSERTED else {})
        out.extend([self._copied(op, child) for child in source if child.tag == _EXCEPTIONS])
        properties = source.find(_TR_PR)
        marked = self._copied(op, properties) if properties is not None else source.makeelement(_TR_PR, {})
        if op == INSERTED or not any(child.tag in DELETING for child in marked):
            mark = self._blocks.scope.revisions.mark(op)
            record = own_changes(marked)
            marked.append(mark) if record is None else record.addprevious(mark)
        out.append(marked)
        lone = ((self._lone_cell(op, cell, marked=False), *_sides(op, cell)) for cell in row.cells)
        Enclosure(self._blocks.scope, ()).fill(out, [part for cell in lone for part in self._between(*cell)])
        return out

    def _lone_cell(self, op: str, cell: Cell, *, marked: bool) -> Element:
        source = cell.element
        out = source.makeelement(source.tag, dict(source.attrib))
        properties = source.find(_TC_PR)
        if properties is not None:
            out.append(self._copied(op, properties))
        if marked:
            self._mark_cell(out, op)
        out.extend(self._blocks.cell(op, cell.container))
        return out

    def _mark_cell(self, cell: Element, op: str) -> None:
        properties = cell.find(_TC_PR)
        if properties is None:
            properties = cell.makeelement(_TC_PR, {})
            cell.insert(0, properties)
        tag = "cellDel" if op == DELETED else "cellIns"
        if properties.find(w(tag)) is not None:  # of another author: it is the change
            return
        mark = self._blocks.scope.revisions.named(tag)
        record = own_changes(properties)
        properties.append(mark) if record is None else record.addprevious(mark)

    def _change(self, owner: Element, old: Element | None, name: str) -> None:
        """Record in the properties `name` of `owner` what they were, when they differ."""
        new = owner.find(w(name))
        if self._blocks.records.same(old, new, name):
            return
        if new is None:
            new = owner.makeelement(w(name), {})
            owner.insert(1 if name == "trPr" and owner.find(_EXCEPTIONS) is not None else 0, new)
        self._blocks.records.settle(new, old, name)

    def _grid(self, table: Element, old: Element | None, rows: Sequence[RowItem]) -> None:
        """The widths of the columns, those that went among them; their record names no author (17.13.5.33)."""
        new = table.find(_GRID)
        if new is None or old is None:
            return
        columns = old.findall(_COLUMN)
        for at, number in _columns_gone(rows):
            if number < len(columns):
                new.insert(at, deepcopy(columns[number]))
        if _widths(old) == _widths(new):
            return
        revisions = self._blocks.scope.revisions
        change = new.makeelement(w("tblGridChange"), {w("id"): revisions.number()})
        inner = revisions.element("tblGrid")
        inner.extend([deepcopy(child) for child in old if child.tag not in _RECORDS])
        change.append(inner)
        theirs = own_changes(new)
        if theirs is not None:
            new.remove(theirs)
        new.append(change)

    def _copied(self, op: str, element: Element) -> Element:
        if op == DELETED:
            return self._blocks.scope.adopt(element)
        copy = deepcopy(element)
        copy.tail = None
        return copy


def _sides(op: str, part: Part) -> tuple[Part | None, Part | None]:
    """A row or cell of one side as the old and the new one."""
    return (part, None) if op == DELETED else (None, part)


def _outside(part: Element) -> list[Element]:
    """The ends of ranges behind a control that is last in a cell, taken out: the last thing in a cell is its text."""
    out: list[Element] = []
    while part.tag == w("tc") and len(part) and part[-1].tag in _RANGE_ENDS:
        out.insert(0, part[-1])
        part.remove(part[-1])
    return out


def _inserted_by_another(row: Element) -> bool:
    """Whether somebody inserted a row: it goes with that mark, and needs none of ours."""
    properties = row.find(_TR_PR)
    return properties is not None and any(child.tag in INSERTING for child in properties)


def _columns_gone(rows: Sequence[RowItem]) -> list[tuple[int, int]]:
    """The columns that went from every row on both sides: where in the grid of both, and the number in the old one."""
    found = {tuple(_columns_gone_from(row.cells)) for row in rows if row.old is not None and row.new is not None}
    return list(found.pop()) if len(found) == 1 else []


def _columns_gone_from(cells: Sequence[CellItem]) -> Iterator[tuple[int, int]]:
    at = number = 0
    for item in cells:
        old = span_of(item.old.element) if item.old is not None else 0
        if item.op == DELETED:
            yield from ((at + n, number + n) for n in range(old))
        number += old
        at += span_of(item.new.element) if item.new is not None else old


def _widths(grid: Element) -> list[str]:
    return [child.get(w("w"), "") for child in grid if child.tag not in _RECORDS]
