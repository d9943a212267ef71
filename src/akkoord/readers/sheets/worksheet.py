"""The rows and cells of one worksheet.

Source:
    ISO/IEC 29500-1, 18.3.1 (worksheets) and 18.17.4 (dates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.ooxml.xml import Element
from akkoord.readers.sheets.cell import MAX_COLUMNS, MAX_ROWS, Cell, CellReading, Row, Sheet, column_name

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][-+]?[0-9]{1,3})?")
_SPREADSHEET_DIGITS = Context(prec=15)
"""A spreadsheet shows 15 digits; what a file holds beyond that is noise of binary fractions."""
_FIRST_DAY = 61
"""1 March 1900: before it, the day numbers of 1900 are one off (18.17.4.1)."""


class Book(Struct, frozen=True):
    """What the sheets of a workbook share: texts, the cell formats that show a date or a percentage, the dates."""

    strings: tuple[str, ...]
    date_styles: frozenset[int]
    percent_styles: frozenset[int]
    since_1904: bool


def string_text(element: Element) -> str:
    """The text of a shared or inline string, all its runs, without phonetic hints."""
    parts: list[str] = []
    for child in element.iterchildren("{*}t", "{*}r"):
        texts = (child,) if str(child.tag).endswith("}t") else child.iterchildren("{*}t")
        parts += (t.text or "" for t in texts)
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(parts))


def read_worksheet(root: Element, name: str, place: Span, book: Book, found: tuple[Diagnostic, ...]) -> Sheet:
    """The sheet `name` whose part is `root`."""
    reading = CellReading(list(found))
    reading.findings += _hidden_columns(root, place)
    reading.findings += _merged(root, place)
    rows: list[Row] = []
    number = 0
    for element in root.findall("{*}sheetData/{*}row"):
        number = _position(element.get("r", ""), number + 1)
        span = Span(place.file, number)
        cells = _cells(element, span, book, reading)
        if not cells:
            continue
        if len(rows) == MAX_ROWS or max(cells) > MAX_COLUMNS:
            reading.findings.append(error("SHT002", f"meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen", span))
            break
        if element.get("hidden", "0") in ("1", "true"):
            reading.findings.append(warning("SHT013", f"rij {number} is verborgen; die is wel gelezen", span))
        rows.append(Row(span, cells))
    return Sheet(name, place, tuple(rows), reading.all())


def _position(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) <= 7 else otherwise


def _cells(row: Element, span: Span, book: Book, reading: CellReading) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = 0
    for element in row.iterchildren("{*}c"):
        reference = _REFERENCE.fullmatch(element.get("r", ""))
        column = _column_number(reference[1]) if reference else column + 1
        cell = _cell(element, Span(span.file, span.line, column), book, reading)
        if cell is not None:
            cells[column] = cell
    return cells


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell(element: Element, span: Span, book: Book, reading: CellReading) -> Cell | None:
    """What the cell holds, None with a finding for what a register may not hold, None alone for nothing."""
    if next(element.iterchildren("{*}f"), None) is not None:
        hint = "vervang de formule door haar uitkomst: kopiëren, plakken speciaal, waarden"
        reading.findings.append(error("SHT005", "een formule; verwacht: een waarde", span, hint))
        return None
    written = next((v.text or "" for v in element.iterchildren("{*}v")), "")
    match element.get("t", "n"):
        case "inlineStr":
            inline = next(element.iterchildren("{*}is"), None)
            return reading.text(string_text(inline), span) if inline is not None else None
        case "s":
            text = _shared(written, book)
            return reading.text(text, span) if text is not None else _broken(written, span, reading)
        case "str":
            return reading.text(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), written), span)
        case "b":
            return Cell(written in ("1", "true"), span)
        case "e":
            reading.findings.append(error("SHT007", f"de foutwaarde `{written[:20]}`; verwacht: een waarde", span))
            return None
        case "d":
            return _iso_date(written, span, reading)
        case _:
            return _number(written, element.get("s", "0"), span, book, reading) if written else None


def _shared(written: str, book: Book) -> str | None:
    index = _position(written, -1)
    return book.strings[index] if 0 <= index < len(book.strings) else None


def _broken(written: str, span: Span, reading: CellReading) -> None:
    message = f"de inhoud `{written[:20]}` van deze cel is niet te lezen"
    reading.findings.append(error("SHT012", message, span, "open het bestand in Excel en sla het opnieuw op"))


def _number(written: str, style: str, span: Span, book: Book, reading: CellReading) -> Cell | None:
    if not _NUMBER.fullmatch(written):
        return _broken(written, span, reading)
    try:
        value = _SPREADSHEET_DIGITS.plus(Decimal(written))
    except InvalidOperation:
        return _broken(written, span, reading)
    if _position(style, 0) in book.date_styles:
        return _date(value, span, book, reading)
    if _position(style, 0) in book.percent_styles:
        shown, stored = (f"{number.normalize():f}".replace(".", ",") for number in (value * 100, value))
        message = f"deze cel is als percentage opgemaakt: zij toont {shown}%, maar bevat {stored}"
        reading.findings.append(error("SHT014", message, span, f"maak de cel op als Getal en typ `{shown}`"))
        return None
    return Cell(value, span)


def _date(value: Decimal, span: Span, book: Book, reading: CellReading) -> Cell | None:
    first = date(1904, 1, 1) if book.since_1904 else date(1899, 12, 30)
    try:
        day = first + timedelta(days=int(value))
    except OverflowError:
        day = None
    if day is None or value < (0 if book.since_1904 else _FIRST_DAY):
        message = "deze cel is als datum opgemaakt, maar bevat geen datum vanaf 1 maart 1900"
        reading.findings.append(error("SHT008", message, span, "typ de datum als tekst: dag-maand-jaar"))
        return None
    if value != int(value):
        reading.findings.append(error("SHT008", "een tijdstip; verwacht: een datum zonder tijd", span))
        return None
    return Cell(day, span)


def _iso_date(written: str, span: Span, reading: CellReading) -> Cell | None:
    day, _, moment = written.partition("T")
    try:
        value = date.fromisoformat(day)
    except ValueError:
        return _broken(written, span, reading)
    if moment.strip("0:.Z"):
        reading.findings.append(error("SHT008", "een tijdstip; verwacht: een datum zonder tijd", span))
        return None
    return Cell(value, span)


def _merged(root: Element, place: Span) -> Iterator[Diagnostic]:
    for merged in root.findall("{*}mergeCells/{*}mergeCell"):
        area = merged.get("ref", "")
        first = _REFERENCE.match(area)
        span = Span(place.file, int(first[2]), _column_number(first[1])) if first else place
        message = f"de cellen `{area[:20]}` zijn samengevoegd; verwacht: in elke rij een eigen waarde"
        yield error("SHT009", message, span, "hef de samenvoeging op en vul elke cel")


def _hidden_columns(root: Element, place: Span) -> Iterator[Diagnostic]:
    for columns in root.findall("{*}cols/{*}col"):
        if columns.get("hidden", "0") not in ("1", "true"):
            continue
        first, last = _position(columns.get("min", ""), 1), _position(columns.get("max", ""), 1)
        if first > MAX_COLUMNS:
            continue  # all that lies beyond the table
        names = column_name(first) if first == last else f"{column_name(first)} tot en met {column_name(last)}"
        message = f"kolom {names} is verborgen; wat erin staat is wel gelezen"
        yield warning("SHT013", message, Span(place.file, 1, first))
