"""The columns of a table once cells have gone: the grid holds one column for each that a row still fills (17.4.48)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_ROW, _CELL, _TABLE, _GRID, _COLUMN = (w(tag) for tag in ("tr", "tc", "tbl", "tblGrid", "gridCol"))
_VAL = w("val")
_DIGITS = 5
"""No table has as many columns as a number of so many digits says."""


class Grids:
    """The tables out of which cells go, as they were before; `fit` brings their grids in line with what is left.

    Rows of which `goes` says that they go as a whole need no column.
    """

    def __init__(self, going: Iterable[Element], goes: Callable[[Element], bool]) -> None:
        cells = set(going)
        tables = dict.fromkeys(t for t in (next(c.iterancestors(_TABLE), None) for c in cells) if t is not None)
        rows = {table: [row for row in _own(table, _ROW) if not goes(row)] for table in tables}
        self._rows = {t: [(row, _width(row), _columns(row, cells)) for row in lasting] for t, lasting in rows.items()}

    def fit(self) -> None:
        """Drop the columns whose cells went from every row that filled the grid, as far as no row needs them."""
        for table, rows in self._rows.items():
            grid = table.find(_GRID)
            columns: list[Element] = [] if grid is None else grid.findall(_COLUMN)
            left = [(width, freed) for row, width, freed in rows if row.getparent() is not None]
            full = [freed for width, freed in left if width == len(columns)]
            if grid is None or not full:
                continue
            freed = sorted(full[0].intersection(*full[1:]))
            widest = max(_width(row) for row, _, _ in rows if row.getparent() is not None)
            if len(columns) - len(freed) >= widest:
                for number in freed:
                    grid.remove(columns[number])


def span_of(cell: Element) -> int:
    """How many columns a cell fills (17.4.17)."""
    return _number(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)


def columns_before(row: Element) -> int:
    """How many columns a row leaves open at its beginning (17.4.15)."""
    return _number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)


def _columns(row: Element, cells: set[Element]) -> frozenset[int]:
    """The numbers of the columns that these cells fill in a row."""
    at = columns_before(row)
    found: set[int] = set()
    for cell in _own(row, _CELL):
        if cell in cells:
            found.update(range(at, at + span_of(cell)))
        at += span_of(cell)
    return frozenset(found)


def _width(row: Element) -> int:
    after = _number(row.find(f"{w('trPr')}/{w('gridAfter')}"), 0)
    return columns_before(row) + sum(map(span_of, _own(row, _CELL))) + after


def _own(holder: Element, tag: str) -> list[Element]:
    """The rows of a table, or cells of a row, in controls too; not those of tables inside."""
    found: list[Element] = []
    for child in holder:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in (_TABLE, _ROW, _CELL, w("p")):
            found += _own(child, tag)
    return found


def _number(element: Element | None, default: int) -> int:
    value = element.get(_VAL, "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < _DIGITS else default
