"""Tables as a workbook (XLSX) that people fill in, and as CSV; a cell never starts a formula.

Source:
    ISO/IEC 29500-1, 18.3.1.32 (data validation), 18.8.45 (quotePrefix); RFC 4180 (CSV).
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, cast

from msgspec import Struct

from akkoord.ooxml import pack_archive, read_archive

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

TableValue: TypeAlias = "str | int | Decimal | date | None"

FREE_ROWS = 2_000
"""Rows below the table that already have the format and drop-downs of their column."""

_TEXT_FORMAT = "@"
_DATE_FORMAT = "dd-mm-yyyy"
_AMOUNT_FORMAT = "#,##0.00"
_FIRST_DATE = date(1900, 3, 1)
"""Earlier dates are written as text: spreadsheets count a 29 February 1900 that never was."""
_FORMULA = re.compile(r"'*[=+\-@]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_CHOICES = 255
"""Characters of a drop-down that holds its own choices (Excel; the standard sets no limit)."""
_FIXED_TIME = "1980-01-01T00:00:00Z"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


class TableColumn(Struct, frozen=True):
    """A column of a table to fill in.

    `kind` is "text", "number", "amount" (two decimals) or "date"; `note` explains it; `choices` are the values of its
    drop-down, or `choices_of` names the table whose first column they stand in.
    """

    heading: str
    kind: str
    note: str
    width: int
    choices: tuple[str, ...] = ()
    choices_of: str = ""


class Table(Struct, frozen=True):
    """A table by name; each row has a value, or None, for every column."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableValue, ...], ...]


def write_csv(table: Table) -> bytes:
    """The table as CSV in UTF-8 with `;`, as Dutch spreadsheets open it; every cell in quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([[_guarded(_plain(value)) for value in row] for row in table.rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _guarded(text: str) -> str:
    """`text` with a `'` before it where a spreadsheet would take it for a formula; the reader takes that off."""
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(value: TableValue) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value.day:02}-{value.month:02}-{value.year:04}"
        case _:
            return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def write_workbook(tables: Sequence[Table], title: str) -> bytes:
    """A sheet for each table: frozen headings with notes, drop-downs, text columns that keep leading zeros.

    The same tables give the same bytes. Rows are written as they are made: as cells they would take twenty times as
    much memory.
    """
    from openpyxl import Workbook  # only here: a build never needs it, and it costs 150 ms

    book = Workbook(write_only=True)
    book.properties.creator = "akkoord"
    book.properties.title = title
    for table in tables:
        # A sheet of which rows are written at once is not one of this class, but has of it what is used here.
        _fill(cast("Worksheet", book.create_sheet(table.name)), table)
    out = io.BytesIO()
    book.save(out)
    parts = read_archive(out.getvalue(), title)
    core = "docProps/core.xml"
    parts[core] = _TIMES.sub(rb"\g<1>" + _FIXED_TIME.encode() + rb"\g<2>", parts[core])
    return pack_archive(parts)


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    heads: list[Cell] = []
    for number, column in enumerate(table.columns, 1):
        heads.append(_head(sheet, column))
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = _format(column)
        _drop_down(sheet, letter, column, len(table.rows))
    sheet.row_dimensions[1].height = _LINE_HEIGHT * max(map(_heading_lines, table.columns))
    sheet.freeze_panes = "B2"
    whole = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.auto_filter.ref = whole
    vars(sheet)["calculate_dimension"] = lambda: whole  # asked before the first row is written
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.append(heads)
    cells = _Cells(sheet, table.columns)
    for row in table.rows:
        sheet.append(cells.of(row))


_LINE_HEIGHT = 15
"""Points that a line takes in the font of a new workbook."""
_FILTER_BUTTON = 3
"""Characters that the button of a filter covers of its heading."""


def _heading_lines(column: TableColumn) -> int:
    """Over how many lines its heading runs: not every spreadsheet makes the row higher by itself."""
    room = max(int(column.width * 0.9) - _FILTER_BUTTON, 1)  # bold letters are wider
    return max(len(textwrap.wrap(column.heading, room, break_long_words=False)), 1)


def _head(sheet: Worksheet, column: TableColumn) -> Cell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(sheet, column.heading)
    cell.font = Font(name="Calibri", family=2, sz=11, b=True, scheme="minor")  # that of a new workbook, bold
    cell.fill = PatternFill("solid", fgColor="E8EEF4")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.comment = Comment(column.note, "akkoord", height=120, width=320)
    return cell


def _format(column: TableColumn) -> str:
    return {"text": _TEXT_FORMAT, "date": _DATE_FORMAT, "number": "General", "amount": _AMOUNT_FORMAT}[column.kind]


class _Cells:
    """Gives the cells of a row, which is written before the next is asked for.

    One cell serves for all values of a column that look alike: to say how each of them looks takes longer than to
    write it.
    """

    def __init__(self, sheet: Worksheet, columns: Sequence[TableColumn]) -> None:
        self._sheet, self._columns = sheet, columns
        self._known: dict[tuple[int, bool, bool], Cell] = {}

    def of(self, row: Sequence[TableValue]) -> list[Cell | None]:
        """The cells of a row."""
        return [self._of(number, value) for number, value in enumerate(row)]

    def _of(self, number: int, value: TableValue) -> Cell | None:
        if value is None:
            return None
        if isinstance(value, date) and value < _FIRST_DATE:
            value = _plain(value)
        if isinstance(value, str):
            cell = self._cell(number, text=True, guarded=bool(_FORMULA.match(value)))
            cell.value = _ESCAPED.sub("_x005F_", value)
            cell.data_type = "s"  # never "f", whatever the text begins with
        else:
            cell = self._cell(number, text=False, guarded=False)
            cell.value = value
            if isinstance(value, date):  # which gets a format of its own where the column has another
                cell.number_format = _format(self._columns[number])
        return cell

    def _cell(self, number: int, *, text: bool, guarded: bool) -> Cell:
        known = self._known.get((number, text, guarded))
        if known is None:
            known = self._known[number, text, guarded] = self._made(self._columns[number], text=text, guarded=guarded)
        return known

    def _made(self, column: TableColumn, *, text: bool, guarded: bool) -> Cell:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment

        cell = WriteOnlyCell(self._sheet)
        if text:
            cell.number_format = _TEXT_FORMAT
            cell.quotePrefix = guarded  # and stays text when somebody edits the cell
            return cell
        cell.number_format = _format(column)
        if column.kind == "date":  # a day on the right runs into the text of the next column
            cell.alignment = Alignment(horizontal="left")
        return cell


def _drop_down(sheet: Worksheet, letter: str, column: TableColumn, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(column.choices)
    if column.choices_of:
        formula = f"'{column.choices_of}'!$A$2:$A${rows + FREE_ROWS}"
    elif listed and len(listed) <= _LONGEST_CHOICES:
        formula = f'"{listed}"'
    else:
        return
    rule = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        sqref=f"{letter}2:{letter}{rows + FREE_ROWS}",
    )
    rule.errorTitle = column.heading[:32]
    rule.error = "Deze waarde staat niet in de keuzelijst."
    sheet.data_validations.dataValidation.append(rule)
