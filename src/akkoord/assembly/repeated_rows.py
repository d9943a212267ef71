"""Rows of a table that stand once for each member of a combination, or for each subcontractor."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import ROW_OPTIONAL, Scope
from akkoord.assembly.slots import filled
from akkoord.diagnostics import Span
from akkoord.tree import (
    Block,
    Held,
    Paragraph,
    Slot,
    Table,
    TableCell,
    TableRow,
    all_blocks,
    all_inlines,
    blocks_with,
    kept_if_same,
    map_child_blocks,
)
from akkoord.tree.expression import names_in
from akkoord.tree.facts import of_block


def with_repeated_rows(blocks: tuple[Block, ...], scope: Scope, place: Span, findings: Findings) -> tuple[Block, ...]:
    """`blocks` in which each row that names `lid.…` or `onderaannemer.…` stands once for each, filled in.

    A table of which nothing is left goes.
    """
    tables = [
        table
        for block in blocks
        for table, words in of_block(block, _first_names)
        if any(name in scope.rows for name in words)
    ]
    if not tables:
        return blocks
    changed = {id(table): _repeated(table, scope, place, findings) for table in tables}

    def row(inner: tuple[Block, ...]) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in inner:
            made = changed.get(id(block), block)
            if isinstance(made, Table):
                out += [made] if made.rows else []
            else:
                out.append(map_child_blocks(block, row))
        return kept_if_same(inner, out)

    return row(blocks)


def _first_names(whole: Block) -> tuple[tuple[Table, frozenset[str]], ...]:
    """Each table with slots in a block, and how the names in the slots of its rows begin."""
    tables = (table for table in blocks_with((whole,), Held.SLOT) if isinstance(table, Table))
    return tuple((table, frozenset(word for row in table.rows for word in _first_words(row))) for table in tables)


def _repeated(table: Table, scope: Scope, place: Span, findings: Findings) -> Table:
    rows: list[TableRow] = []
    for row in table.rows:
        root = _root(row, scope)
        scopes = (scope.with_values(values, ROW_OPTIONAL) for values in scope.rows[root]) if root else ()
        rows += (replace(row, cells=tuple(_filled(c, s, place, findings) for c in row.cells)) for s in scopes)
        rows += () if root else (row,)
    return replace(table, rows=tuple(rows))


def _filled(cell: TableCell, scope: Scope, place: Span, findings: Findings) -> TableCell:
    # A cell keeps a paragraph, though it is empty: every format has one there.
    return replace(cell, children=filled(cell.children, scope, place, findings) or (Paragraph(()),))


def _root(row: TableRow, scope: Scope) -> str:
    """Of what the row stands once for each; "" for a row that stands once."""
    return next((name for name in _first_words(row) if name in scope.rows), "")


def _first_words(row: TableRow) -> Iterator[str]:
    for cell in row.cells:
        for block in all_blocks(cell.children):
            if isinstance(block, Paragraph):
                slots = (i for i in all_inlines(block.children) if isinstance(i, Slot))
                yield from (name.path[0] for slot in slots for name in names_in(slot.expression))
