"""Rows and cells of a table that stands on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from akkoord.compare.blocks import Cell, Row
from akkoord.compare.items import DELETED, INSERTED, KEPT, CellItem, Item, RowItem
from akkoord.compare.likeness import Words, paired
from akkoord.compare.sequence import matches
from akkoord.ooxml.names import w

_LEAST_LIKE_ROW = 0.35
_LEAST_LIKE_CELL = 0.3
_CLEARLY = 0.5
"""So much more likeness, of which a column has at most 1, says that columns of a table moved, came and went."""

AlignCell = Callable[[Cell, Cell], "list[Item]"]


def align_rows(old: Sequence[Row], new: Sequence[Row], align_cell: AlignCell) -> list[RowItem]:
    """The rows of a table, and the cells of those that stand on both sides."""
    found = matches([r.fingerprint for r in old], [r.fingerprint for r in new])
    columns = _Columns(old, new)
    out: list[RowItem] = []
    i = j = 0
    for i1, j1, n in [*found, (len(old), len(new), 0)]:
        _gap(old[i:i1], new[j:j1], columns, align_cell, out)
        out += [RowItem(KEPT, old[i1 + k], new[j1 + k]) for k in range(n)]
        i, j = i1 + n, j1 + n
    return out


def _gap(old: Sequence[Row], new: Sequence[Row], columns: _Columns, align_cell: AlignCell, out: list[RowItem]) -> None:
    words_old, words_new = [Words(r.text) for r in old], [Words(r.text) for r in new]
    if len(old) == len(new) == 1:
        pairs = [(0, 0)]
    else:
        pairs = paired(len(old), len(new), lambda i, j: words_old[i].likeness(words_new[j]), _LEAST_LIKE_ROW)
        pairs = _filled(pairs, len(old), len(new))
    i = j = 0
    for x, y in [*pairs, (len(old), len(new))]:
        out += [RowItem(DELETED, row, None) for row in old[i:x]]
        out += [RowItem(INSERTED, None, row) for row in new[j:y]]
        if x < len(old) and y < len(new):
            out.append(RowItem(KEPT, old[x], new[y], columns.cells(old[x], new[y], align_cell)))
        i, j = x + 1, y + 1


def _filled(pairs: list[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """Rows between two pairs belong together when there are as many on both sides."""
    out: list[tuple[int, int]] = []
    i = j = 0
    for x, y in [*pairs, (n, m)]:
        if x - i == y - j:
            out += [(i + k, j + k) for k in range(x - i)]
        if x < n and y < m:
            out.append((x, y))
        i, j = x + 1, y + 1
    return out


class _Columns:
    """Which columns belong together, found once for all rows with as many cells."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._old, self._new = old, new
        self._pairs = cache(self._of_counts)

    def cells(self, old: Row, new: Row, align_cell: AlignCell) -> list[CellItem]:
        """The cells of two rows."""
        a, b = old.cells, new.cells
        alike = len(a) == len(b)
        if alike and not _seems_shifted(a, b):
            pairs: Sequence[tuple[int, int]] = [(i, i) for i in range(len(a))]
        elif _plain(a) and _plain(b):
            pairs = self._pairs(len(a), len(b))
        elif alike:
            pairs = [(i, i) for i in range(len(a))]
        else:
            pairs = _by_text([a], [b])
        out: list[CellItem] = []
        i = j = 0
        for x, y in [*pairs, (len(a), len(b))]:
            out += [CellItem(DELETED, cell, None) for cell in a[i:x]]
            out += [CellItem(INSERTED, None, cell) for cell in b[j:y]]
            if x < len(a) and y < len(b):
                out.append(CellItem(KEPT, a[x], b[y], align_cell(a[x], b[y])))
            i, j = x + 1, y + 1
        return out

    def _of_counts(self, n: int, m: int) -> Sequence[tuple[int, int]]:
        old = [row.cells for row in self._old if len(row.cells) == n]
        new = [row.cells for row in self._new if len(row.cells) == m]
        return _by_text(old, new)


def _by_text(old: Sequence[Sequence[Cell]], new: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """The columns that belong together by their words; with as many on both sides those in one place, unless a column
    clearly stands elsewhere."""
    columns_old = [Words(" ".join(row[i].text for row in old)) for i in range(len(old[0]))]
    columns_new = [Words(" ".join(row[i].text for row in new)) for i in range(len(new[0]))]

    def likeness(i: int, j: int) -> float:
        return columns_old[i].likeness(columns_new[j])

    pairs = paired(len(columns_old), len(columns_new), likeness, _LEAST_LIKE_CELL)
    if len(columns_old) == len(columns_new):
        in_place = [(i, i) for i in range(len(columns_old))]
        gain = sum(likeness(*pair) for pair in pairs) - sum(likeness(*pair) for pair in in_place)
        return pairs if gain >= _CLEARLY else in_place
    return pairs or [(0, 0)]


def _seems_shifted(old: Sequence[Cell], new: Sequence[Cell]) -> bool:
    """Whether the text of a cell that changed stands in another column of the other side."""
    changed = [(a.text, b.text) for a, b in zip(old, new, strict=True) if a.text != b.text]
    return any(text.strip() for text in {a for a, _ in changed} & {b for _, b in changed})


def _plain(cells: Sequence[Cell]) -> bool:
    """Whether no cell spans several columns."""
    return all(cell.element.find(f"{w('tcPr')}/{w('gridSpan')}") is None for cell in cells)
