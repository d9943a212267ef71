"""A place in the user's own material."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Where something stands in a source file.

    `file` is the path inside the project with forward slashes, so that messages and
    output are the same on every machine. `line` and `column` count from 1; a column
    counts characters, not bytes. For a workbook, `file` is `name.xlsx!sheet`.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, lines: int, columns: int = 0) -> Span:
        """The place `lines` further down and `columns` further right."""
        return Span(self.file, self.line + lines, self.column + columns)
