"""Workbooks described as data, written by the library that other programs use too."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from akkoord.ooxml import pack_archive, read_archive


def workbook_bytes(described: Mapping[str, object]) -> bytes:
    """`sheets`: rows by name, a text with `=` is a formula; `merged`, `hidden_rows`, `hidden_columns`: by sheet;
    `states`: of sheets; `dates` and `percentages`: cells by sheet shown as such; `parts`: other parts by name;
    `replace`: in every part, text by text."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in described["sheets"].items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for action, change in _CHANGES.items():
        for name, places in described.get(action, {}).items():
            for place in places:
                change(book[name], place)
    out = io.BytesIO()
    book.save(out)
    parts = read_archive(out.getvalue(), "boek.xlsx")
    for old, new in described.get("replace", {}).items():
        parts = {part: re.sub(old.encode(), new.encode(), data) for part, data in parts.items()}
    parts |= {part: text.encode() for part, text in described.get("parts", {}).items()}
    return pack_archive(parts)


def _show_date(sheet: Worksheet, cell: str) -> None:
    sheet[cell].number_format = "dd-mm-yyyy"


def _show_percentage(sheet: Worksheet, cell: str) -> None:
    sheet[cell].number_format = "0.00%"


def _hide_row(sheet: Worksheet, row: int) -> None:
    sheet.row_dimensions[row].hidden = True


def _hide_column(sheet: Worksheet, column: str) -> None:
    sheet.column_dimensions[column].hidden = True


def _hide(sheet: Worksheet, state: str) -> None:
    sheet.sheet_state = state


_CHANGES = {
    "merged": lambda sheet, area: sheet.merge_cells(area),
    "dates": _show_date,
    "percentages": _show_percentage,
    "hidden_rows": _hide_row,
    "hidden_columns": _hide_column,
    "states": _hide,
}
