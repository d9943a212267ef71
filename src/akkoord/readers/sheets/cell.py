"""Sheets, rows and cells as values, the same whatever they were read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.diagnostics import Diagnostic, Span, error, note
from akkoord.readers.characters import REFUSED, refused

CellValue: TypeAlias = "str | Decimal | date | bool"

_ERROR_VALUE = re.compile(r"#(N/[AB]|(VALUE|WAARDE|REF|VERW|DIV/0|DEEL/0|NUM|GETAL|NULL|LEEG)!|(NAME|NAAM)\?)")
"""What a spreadsheet shows of an error, in English and Dutch: so it stands in a CSV and in what was pasted."""

MAX_ROWS = 20_000
MAX_COLUMNS = 200
"""More than this is not a register; it is refused rather than read half."""


class Cell(Struct, frozen=True):
    """What stands in a cell: text without blanks around it, a number, a date or a truth value.

    The line of `span` is the number of the row, its column that of the column, from 1.
    """

    value: CellValue
    span: Span


class Row(Struct, frozen=True):
    """A row that holds something; `cells` by the number of their column, without empty ones."""

    span: Span
    cells: Mapping[int, Cell]


class Sheet(Struct, frozen=True):
    """A sheet; `findings` are about this sheet alone, so that those of a sheet nobody uses can be left out."""

    name: str
    span: Span
    rows: tuple[Row, ...]
    findings: tuple[Diagnostic, ...] = ()


class CellReading(Struct):
    """Cells of one sheet being read: what was found, and which texts had blanks around them."""

    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    trimmed: list[Span] = field(default_factory=list[Span])

    def text(self, text: str, span: Span) -> Cell | None:
        """A text cell, None when nothing is left of it or it holds a character no text may hold."""
        plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").removeprefix("\ufeff")
        kept = plain.strip()
        if kept != plain:
            self.trimmed.append(span)
        if found := REFUSED.search(kept):
            self.findings.append(refused(found[0], span))
            return None
        if _ERROR_VALUE.fullmatch(kept):
            self.findings.append(error("SHT007", f"de foutwaarde `{kept}`; verwacht: een waarde", span))
            return None
        return Cell(kept, span) if kept else None

    def all(self) -> tuple[Diagnostic, ...]:
        """Everything found, with one note for all texts that were trimmed."""
        if not self.trimmed:
            return tuple(self.findings)
        count = len(self.trimmed)
        cells = "1 cel had" if count == 1 else f"{count} cellen hadden"
        message = f"{cells} spaties of harde spaties aan het begin of het eind; die zijn weggelaten"
        return (*self.findings, note("SHT001", message, min(self.trimmed)))


def column_name(number: int) -> str:
    """The letters of a column, as a spreadsheet shows them: 1 is `A`, 27 is `AA`."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
