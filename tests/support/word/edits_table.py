"""Random edits of tables: rows, columns, cells, merges, looks, and whole tables."""

from __future__ import annotations

import copy
from collections.abc import Callable

from support.word.documents import Maker, merge_down
from support.word.edits_inline import change_words
from support.word.model import BlockControl, Cell, Document, Paragraph, Row, Table
from support.word.walk import containers, tables


def _chosen(document: Document, maker: Maker) -> Table | None:
    found = list(tables(document))
    return maker.random.choice(found) if found else None


def row_in(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        like = maker.random.choice(chosen.rows)
        row = Row([Cell([maker.paragraph("header")], cell.span) for cell in like.cells])
        chosen.rows.insert(maker.random.randrange(len(chosen.rows) + 1), row)


def row_out(document: Document, maker: Maker) -> None:
    if (chosen := _chosen(document, maker)) and len(chosen.rows) > 1:
        del chosen.rows[maker.random.randrange(len(chosen.rows))]


def row_moved(document: Document, maker: Maker) -> None:
    if (chosen := _chosen(document, maker)) and len(chosen.rows) > 1:
        row = chosen.rows.pop(maker.random.randrange(len(chosen.rows)))
        chosen.rows.insert(maker.random.randrange(len(chosen.rows) + 1), row)


def row_copied(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.rows.append(copy.deepcopy(maker.random.choice(chosen.rows)))


def row_header(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.rows[0].header = not chosen.rows[0].header


def column_in(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        at = maker.random.randrange(min(len(row.cells) for row in chosen.rows) + 1)
        for row in chosen.rows:
            row.cells.insert(at, Cell([Paragraph([maker.text()])]))


def column_out(document: Document, maker: Maker) -> None:
    chosen = _chosen(document, maker)
    if chosen and min(len(row.cells) for row in chosen.rows) > 1:
        at = maker.random.randrange(min(len(row.cells) for row in chosen.rows))
        for row in chosen.rows:
            del row.cells[at]


def cell_text(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        cell = maker.random.choice(maker.random.choice(chosen.rows).cells)
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                change_words(block.inlines, maker)
                return


def cells_text(document: Document, maker: Maker) -> None:
    """Other amounts in a whole column."""
    if chosen := _chosen(document, maker):
        for row in chosen.rows:
            row.cells[-1].blocks[:] = [Paragraph([maker.text()])]


def cell_merge(document: Document, maker: Maker) -> None:
    """Two cells beside or above each other become one."""
    if not (chosen := _chosen(document, maker)):
        return
    row = maker.random.choice(chosen.rows)
    if maker.chance(0.5) and len(chosen.rows) > 1:
        merge_down(chosen.rows, maker.random.randrange(len(chosen.rows) - 1), 0)
    elif len(row.cells) > 1:
        at = maker.random.randrange(len(row.cells) - 1)
        left, right = row.cells[at], row.cells[at + 1]
        left.span += right.span
        left.blocks += right.blocks
        del row.cells[at + 1]


def cell_split(document: Document, maker: Maker) -> None:
    if not (chosen := _chosen(document, maker)):
        return
    for row in chosen.rows:
        for at, cell in enumerate(row.cells):
            if cell.span > 1:
                cell.span -= 1
                row.cells.insert(at + 1, Cell([Paragraph([maker.text()])]))
                return
            if cell.merge:
                cell.merge = ""
                return


def cell_look(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        cell = maker.random.choice(maker.random.choice(chosen.rows).cells)
        cell.shade = "" if cell.shade else "FFE699"


def table_look(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.style = "Kaal" if chosen.style == "Raster" else "Raster"
        chosen.align = maker.random.choice(("", "center", "right"))


def table_in(document: Document, maker: Maker) -> None:
    found = list(containers(document))
    place, blocks = found[0] if maker.chance(0.5) else maker.random.choice(found)
    if place != "note":
        blocks.insert(maker.random.randrange(len(blocks) + 1), maker.table("header", 2))


def table_out(document: Document, maker: Maker) -> None:
    chosen = _chosen(document, maker)
    for _, blocks in containers(document):
        if any(block is chosen for block in blocks):
            blocks[:] = [block for block in blocks if block is not chosen]
            return


def table_to_text(document: Document, maker: Maker) -> None:
    chosen = _chosen(document, maker)
    for _, blocks in containers(document):
        for at, block in enumerate(blocks):
            if block is chosen and isinstance(block, Table):
                blocks[at : at + 1] = [b for row in block.rows for cell in row.cells for b in cell.blocks]
                return


def text_to_table(document: Document, maker: Maker) -> None:
    blocks = document.blocks
    found = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph | BlockControl)]
    if found:
        at = maker.random.choice(found)
        blocks[at : at + 1] = [Table([Row([Cell([blocks[at]]), Cell([Paragraph()])])])]


TABLE_EDITS: dict[str, Callable[[Document, Maker], None]] = {
    edit.__name__: edit
    for edit in (
        row_in, row_out, row_moved, row_copied, row_header, column_in, column_out, cell_text, cells_text, cell_merge,
        cell_split, cell_look, table_look, table_in, table_out, table_to_text, text_to_table,
    )
}  # fmt: skip
