"""What the cells of a table lie on, and what the style of the table says of the text in them.

Source: ISO/IEC 29500-1, 17.7.6 (table styles and the kinds of cells they speak of), 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.colours import written_shade
from akkoord.readers.docx.looks import Around, Looks
from akkoord.readers.docx.properties import is_on, over, value, whole
from akkoord.readers.docx.table_styles import WHOLE_TABLE

_TR, _TC, _TC_PR, _SHADE = w("tr"), w("tc"), w("tcPr"), w("shd")
_HEIGHT = f"{w('trPr')}/{w('trHeight')}"
_IN_TABLE = f"{w('tblPr')}/{_SHADE}"
_ALL = (WHOLE_TABLE,)
_INSIDE = frozenset(w(t) for t in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_FLAGS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


class Row(Struct, frozen=True):
    """A row with its cells, each with what it lies in."""

    element: Element
    cells: tuple[tuple[Element, Around], ...]


def rows_of(table: Element, looks: Looks, outside: Around) -> Iterator[Row]:
    """The rows of a table, also inside content controls and insertions; `outside` is what the table lies in."""
    return _Table(table, looks, outside).rows()


class _Table:
    def __init__(self, table: Element, looks: Looks, outside: Around) -> None:
        self._rows = list(_inner(table, _TR))
        self._looks, self._outside = looks, outside
        self._sorts: dict[_Edges, tuple[str, ...]] = {}
        self._known: dict[tuple[str | None, tuple[str, ...], int | None], Around] = {}
        properties = table.find(w("tblPr"))
        self._style = value(properties, "tblStyle") or looks.styles.default_table
        self._own = _shade(table.find(_IN_TABLE))
        self._flags = _flags(properties.find(w("tblLook")) if properties is not None else None)
        self._spoken = looks.tables.spoken(self._style)
        self._bands = tuple(map(self._band, ("tblStyleRowBandSize", "tblStyleColBandSize"))) if self._spoken else (1, 1)

    def _band(self, name: str) -> int:
        sizes = (whole(value(style.find(w("tblPr")), name)) for style in self._looks.styles.chain(self._style))
        return max(1, next((size for size in sizes if size is not None), 1))

    def rows(self) -> Iterator[Row]:
        for index, row in enumerate(self._rows):
            cells = list(_inner(row, _TC))
            low = _exact_height(row)
            around = (
                self._around(cell, self._kinds(index, place, len(cells)), low) for place, cell in enumerate(cells)
            )
            yield Row(row, tuple(zip(cells, around, strict=True)))

    def _around(self, cell: Element, kinds: tuple[str, ...], low: int | None) -> Around:
        properties = cell.find(_TC_PR)
        own = _shade(properties.find(_SHADE)) if properties is not None else None
        key = (own, kinds, low)
        found = self._known.get(key)
        if found is None:
            shade, text = self._looks.tables.of(self._style, kinds)
            particular = shade if kinds[0] != WHOLE_TABLE else None
            written = next((said for said in (own, particular, self._own, shade) if said is not None), "")
            ground = self._looks.colours.ground(written) if written else self._outside.ground
            row = self._outside.row if low is None else low
            found = self._looks.around(Around(ground, over(text, self._outside.text), row))
            self._known[key] = found
        return found

    def _kinds(self, row: int, cell: int, cells: int) -> tuple[str, ...]:
        """What sorts of cell this is of which the style speaks, the most particular first."""
        if not self._spoken:
            return _ALL
        flags = self._flags
        top, bottom = "firstRow" in flags and row == 0, "lastRow" in flags and row == len(self._rows) - 1
        left, right = "firstColumn" in flags and cell == 0, "lastColumn" in flags and cell == cells - 1
        across = (row - ("firstRow" in flags)) // self._bands[0] % 2 if not (top or bottom) else None
        down = (cell - ("firstColumn" in flags)) // self._bands[1] % 2 if not (left or right) else None
        edges = (top, bottom, left, right, across, down)
        if edges not in self._sorts:
            self._sorts[edges] = (*(kind for kind in _kinds_of(edges, flags) if kind in self._spoken), WHOLE_TABLE)
        return self._sorts[edges]


_Edges: TypeAlias = tuple[bool, bool, bool, bool, int | None, int | None]


def _kinds_of(edges: _Edges, flags: frozenset[str]) -> Iterator[str]:
    top, bottom, left, right, across, down = edges
    yield from (f"{row}{column}Cell" for row, one in (("n", top), ("s", bottom)) if one
                for column, other in (("w", left), ("e", right)) if other)  # fmt: skip
    yield from (kind for kind, is_so in (("firstCol", left), ("lastCol", right)) if is_so)
    yield from (kind for kind, is_so in (("firstRow", top), ("lastRow", bottom)) if is_so)
    if across is not None and "noHBand" not in flags:
        yield f"band{across + 1}Horz"
    if down is not None and "noVBand" not in flags:
        yield f"band{down + 1}Vert"


def _exact_height(row: Element) -> int | None:
    """The height of a row in twips, None where it grows with what is in it."""
    height = row.find(_HEIGHT)
    exact = height is not None and height.get(w("hRule")) == "exact"
    return whole(height.get(w("val"), "")) if height is not None and exact else None


def _flags(look: Element | None) -> frozenset[str]:
    """Of which kinds of cells the style is asked (17.4.56)."""
    if look is None:
        return frozenset()
    bits = int(look.get(w("val"), "0") or "0", 16) if _is_hex(look.get(w("val"), "0")) else 0
    named = {name: look.get(w(name)) for name in _FLAGS}
    return frozenset(n for n, bit in _FLAGS.items() if (bits & bit if named[n] is None else is_on(named[n] or "")))


def _is_hex(text: str) -> bool:
    return 0 < len(text) <= 8 and all(c in "0123456789abcdefABCDEF" for c in text)


def _shade(shading: Element | None) -> str | None:
    return written_shade(shading) if shading is not None else None


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from _inner(child, tag)
