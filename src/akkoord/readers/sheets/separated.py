"""CSV with `;` or `,`, in UTF-8, with places.

Source:
    RFC 4180, widened with the `;` that spreadsheets write where the comma is a decimal sign.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePosixPath

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.readers.sheets.cell import MAX_COLUMNS, MAX_ROWS, Cell, CellReading, Row, Sheet

_GUARDED = re.compile(r"'+[=+\-@]")
"""Our own writer puts a `'` before what a spreadsheet would take for a formula (`writers.sheets`)."""

_CELL_CHARACTERS = 32_767
"""The longest text a spreadsheet keeps in a cell (Microsoft, Excel specifications and limits)."""


def read_csv(data: bytes, file: str) -> tuple[Sheet | None, tuple[Diagnostic, ...]]:
    """The one sheet in `data`, named after the file; None when it cannot be read on."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        return None, (_not_utf8(data, file, broken.start),)
    if not text.strip():
        return None, (error("SHT003", "het bestand is leeg; verwacht: een regel met koppen", Span(file)),)
    told = _TOLD.match(text)  # a line that Excel reads for itself; it keeps its number, so that places stay right
    separator = told[1] if told else _separator(text)
    if told:
        text = "\n" + text[told.end() :]
    if separator is None:
        message = "in de eerste regel staan `;` en `,` even vaak, of geen van beide; verwacht: koppen met `;` ertussen"
        return None, (error("SHT003", message, Span(file)),)
    reading = CellReading()
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
                message = f"meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen"
                return None, (*reading.all(), error("SHT002", message, Span(file, number)))
            row = Row(Span(file, number), _cells(cells, file, number, reading))
            if row.cells:
                rows.append(row)
    except csv.Error as broken:
        message = f'dit is geen CSV vanaf hier ({broken}); verwacht: tekst met een `"` erin geheel tussen `"…"`'
        return None, (*reading.all(), error("SHT004", message, Span(file, len(rows) + 1)))
    return Sheet(PurePosixPath(file).stem, Span(file), tuple(rows), reading.all()), ()


_TOLD = re.compile(r'"?sep=([;,])"?[;,]*(?:\r\n|\r|\n)', re.IGNORECASE)


def _separator(text: str) -> str | None:
    head = re.sub(r'"[^"]*"', "", text.lstrip("\n\r").split("\n", 1)[0])
    semicolons, commas = head.count(";"), head.count(",")
    if semicolons == commas:
        return None
    return ";" if semicolons > commas else ","


def _cells(texts: list[str], file: str, row: int, reading: CellReading) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for column, text in enumerate(texts, 1):
        span = Span(file, row, column)
        if len(text) > _CELL_CHARACTERS:
            reading.findings.append(error("SHT002", f"een cel met meer dan {_CELL_CHARACTERS} tekens", span))
        elif text.lstrip().startswith("="):
            hint = "zet de uitkomst in de cel; begint de tekst zelf met `=`, zet er dan een `'` voor"
            reading.findings.append(error("SHT005", "een formule; verwacht: een waarde", span, hint))
        elif cell := reading.text(text, span):
            value = str(cell.value)
            cells[column] = Cell(value[1:], span) if _GUARDED.match(value) else cell
    return cells


def _not_utf8(data: bytes, file: str, at: int) -> Diagnostic:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        what = "het bestand is UTF-16"
    else:
        line = data[data.rfind(b"\n", 0, at) + 1 : at + 20].split(b"\n")[0].decode("cp1252", "replace")
        what = f"byte 0x{data[at]:02X} is geen UTF-8 (in Windows-1252 staat hier: `{line.strip()[-40:]}`)"
    hint = "kies in Excel bij Opslaan als: `CSV UTF-8 (door scheidingstekens gescheiden)`"
    return error("SHT006", f"{what}; verwacht: UTF-8", Span(file, data.count(b"\n", 0, at) + 1), hint)
