"""How high a table stands on a page, as near as can be said before it is laid out: whether it is broken over pages."""

from __future__ import annotations

from math import ceil, inf

from akkoord.tree import Paragraph, Table, TableCell, TableRow, plain_text

_LETTERS_A_LINE = 88
"""Of the text of a table, over the whole width of the page; what the sides of a cell take is a few letters more."""
_SIDES = 3
_SHORT = 14
"""Lines of a table that stays whole: a quarter of a page, which may stay empty before it."""
_LOWEST_ROWS = 4
_HIGHEST = 25
"""Lines of a table of so few rows that one on a next page is half of it."""


def stays_whole(table: Table) -> bool:
    """Whether a table goes to the next page as a whole when it does not fit on this one.

    A lone row on a next page is overlooked. What is higher is broken: between rows, under its own header again.
    """
    lines = sum(_lines(table, row) for row in (table.header, *table.rows))
    return lines <= (_HIGHEST if len(table.rows) <= _LOWEST_ROWS else _SHORT)


def _lines(table: Table, row: TableRow) -> float:
    """Lines of its highest cell; without end for what is more than paragraphs."""
    whole, column, highest = sum(table.widths), 0, 1.0
    for cell in row.cells:
        share = sum(table.widths[column : column + cell.columns_wide]) / whole
        highest = max(highest, _lines_of(cell, max(1.0, share * _LETTERS_A_LINE - _SIDES)))
        column += cell.columns_wide
    return highest


def _lines_of(cell: TableCell, letters: float) -> float:
    return sum(
        ceil(len(plain_text(block.children)) / letters) if type(block) is Paragraph else inf for block in cell.children
    )
