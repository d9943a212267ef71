"""Which tables are not broken over pages."""

from __future__ import annotations

import pytest

from akkoord.tree import BulletList, ListItem, Paragraph, Table, TableCell, TableRow, Text
from akkoord.writers.table_heights import stays_whole


def row(*cells: str, wide: int = 1) -> TableRow:
    return TableRow(tuple(TableCell((Paragraph((Text(words),)),), wide) for words in cells))


def table(*rows: TableRow, widths: tuple[int, ...] = (1, 3)) -> Table:
    return Table(widths, ("left",) * len(widths), row(*("Kop",) * len(widths)), rows)


@pytest.mark.parametrize(
    ("name", "rows", "whole"),
    [
        ("thirteen rows of a line, and the header", [row("4-B7", "Intensief")] * 13, True),
        ("a row more", [row("4-B7", "Intensief")] * 14, False),
        ("rows of two lines in the wide column", [row("4-B7", "woord " * 15)] * 6, True),
        ("a row of two lines more", [row("4-B7", "woord " * 15)] * 7, False),
        ("a cell over both columns has the room of both", [row("woord " * 14, wide=2)] * 13, True),
        ("few rows may be higher", [row("A", "woord " * 50)] * 4, True),
        ("but not higher than half a page", [row("A", "woord " * 90)] * 4, False),
        ("what is more than a paragraph may have any height", [row("A")], True),
    ],
)
def test_a_short_table_stays_whole(name, rows, whole):
    assert stays_whole(table(*rows)) is whole, name


def test_a_list_in_a_cell_may_have_any_height():
    items = BulletList((ListItem((Paragraph((Text("een"),)),)),))
    assert not stays_whole(table(TableRow((TableCell((items,)), TableCell(())))))
