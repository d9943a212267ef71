"""Where a character of a text stands in its file, also after the parser has taken indents away."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from akkoord.diagnostics import Span


class SourceText:
    """A text with the start of each line; offsets count characters from 0."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.starts = [0, *(n + 1 for n, character in enumerate(text) if character == "\n")]

    def span(self, offset: int) -> Span:
        """The place of the character at `offset`."""
        line = bisect_right(self.starts, offset) - 1
        return Span(self.file, self.first_line + line, offset - self.starts[line] + 1)


class Stretch(Struct, frozen=True):
    """The text of a paragraph or cell without its indents and marks.

    `pieces` holds (offset in `content`, offset in the source) where the distance between
    the two changes, first (0, …).
    """

    content: str
    pieces: tuple[tuple[int, int], ...]

    def origin(self, at: int) -> int:
        """The offset in the source of the character at `at` of `content`."""
        found = bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1
        start, source_start = self.pieces[found]
        return source_start + at - start
