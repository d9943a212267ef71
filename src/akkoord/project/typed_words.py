"""Words of a text in the file they were typed in, where lines are not joined and typography is not done yet."""

from __future__ import annotations

import re

from msgspec import Struct, field

from akkoord.diagnostics import Span
from akkoord.project.sources import Sources, UnreadableError

_TYPED = {"“": '["“]', "”": '["”]', "‘": "['‘]", "’": "['’]", "–": "[-–]", "…": r"(?:…|\.\.\.)", "\u00a0": "[ \u00a0]"}
"""What a sign of a text may have been typed as."""


class SourceLines(Struct):
    """The lines of files of the project, each file read once; of one that cannot be read there are none."""

    sources: Sources
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def of(self, file: str) -> tuple[str, ...]:
        """The lines of a file."""
        if file not in self._lines:
            try:
                self._lines[file] = tuple(self.sources.text(file).split("\n"))
            except UnreadableError:
                self._lines[file] = ()
        return self._lines[file]


def typed(words: str) -> str:
    """A regular expression for `words` as they may have been typed, over the ends of lines."""
    return r"\s+".join("".join(_TYPED.get(sign, re.escape(sign)) for sign in word) for word in words.split())


def place_in(text: str, at: int, file: str, line: int) -> Span:
    """Where the letter `at` of a `text` stands in `file`, of which the text begins with the line `line`."""
    before = text[:at]
    return Span(file, line + before.count("\n"), at - before.rfind("\n"))
