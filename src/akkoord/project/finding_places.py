"""Where a finding was typed: the very words in a clause, or the value in a data file that brought them there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import filterfalse, takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.checks.finding import Fix
from akkoord.checks.found import Found
from akkoord.diagnostics import Related, Span
from akkoord.project.data_places import values_in
from akkoord.project.typed_words import SourceLines, place_in, typed

_AHEAD = 12
"""A paragraph in the source is looked through for so many lines."""
_OF_PROVIDER = re.compile(r"\{\{\s*aanbieder\.")
"""How a slot begins that is filled in with data of the provider."""
_LEAST = 4
"""A shorter text says nothing about which value it came from."""


class SourcePlaces(Struct):
    """Puts findings on a text at the words as they stand in the source; `files` are those with data.

    A place is counted in the text as it is read, in which lines are joined and typography is done: here it becomes
    that of the file. Words that do not stand there came out of the data, and are mended there.
    """

    lines: SourceLines
    files: tuple[str, ...]
    _values: dict[str, tuple[tuple[str, Span], ...]] = field(default_factory=dict[str, tuple[tuple[str, Span], ...]])

    def placed(self, found: Found) -> Found:
        """`found` at its place in the source."""
        finding = found.finding
        if finding.span is None or not finding.found or not finding.span.file.endswith((".md", ".yaml")):
            return found
        place = self._words(finding.span, finding.found)
        if place is not None:
            fix = finding.fix and (self._typed(finding.fix) or replace(finding.fix, span=place))
            return replace(found, finding=replace(finding, span=place, fix=fix, moves=self._moved(finding.moves)))
        value = self._value(finding.found, finding.span, found.providers) if finding.span.file.endswith(".md") else None
        if value is None:
            return found
        related = (*finding.related, Related(finding.span, "daar komt het in de tekst"))
        return replace(found, finding=replace(finding, span=value, related=related, fix=None, moves=()))

    def _moved(self, moves: tuple[Fix, ...]) -> tuple[Fix, ...]:
        placed = [self._typed(move) for move in moves]
        return tuple(move for move in placed if move is not None) if None not in placed else ()

    def _typed(self, fix: Fix) -> Fix | None:
        """A fix of the words as they were typed, with the spaces and signs of the file."""
        place = self._words(fix.span, fix.was)
        if place is None:
            return None
        line = self.lines.of(place.file)[place.line - 1]
        found = re.match(typed(fix.was), line[place.column - 1 :])
        return replace(fix, span=place, was=found[0] if found is not None else fix.was)

    def _words(self, span: Span, words: str) -> Span | None:
        """The words nearest to a place, at or after the line of `span`; None when they do not stand there."""
        lines = self.lines.of(span.file)[span.line - 1 : span.line - 1 + _AHEAD]
        if span.file.endswith(".yaml"):
            lines = _of_value(lines)
        text = "\n".join(lines)
        nearest = min(re.finditer(typed(words), text), key=lambda m: abs(m.start() - span.column + 1), default=None)
        if nearest is None:
            return None
        return place_in(text, nearest.start(), span.file, span.line)

    def _value(self, words: str, slot: Span, providers: frozenset[str] | None) -> Span | None:
        """The value of the data with these words, that was filled in at `slot` for `providers`.

        Two values may say the same: one of a provider is looked for in the files of those who have it, any other
        elsewhere first.
        """
        if len(words) < _LEAST:
            return None
        own = _OF_PROVIDER.match(self._line(slot)[slot.column - 1 :]) is not None

        def likely(file: str) -> bool:
            _, of_provider, name = file.partition("/providers/")
            theirs = bool(of_provider) and (providers is None or name.removesuffix(".yaml") in providers)
            return theirs if own else not of_provider

        # Those in which it is likely come first, and there is one: then a thousand others need not be read.
        files = (*filter(likely, self.files), *filterfalse(likely, self.files))
        return next((place for file in files if (place := self._in_data(file, words)) is not None), None)

    def _in_data(self, file: str, words: str) -> Span | None:
        """The first place in a file of data where a value holds these words."""
        if file not in self._values:
            text = "\n".join(self.lines.of(file))
            if not _may_hold(text, words):
                return None
            self._values[file] = tuple(values_in(file, text or None))
        return min((span for value, span in self._values[file] if words in value), default=None)

    def _line(self, span: Span) -> str:
        lines = self.lines.of(span.file)
        return lines[span.line - 1] if span.line <= len(lines) else ""


def _of_value(lines: Sequence[str]) -> list[str]:
    """The lines of the value that begins on the first of them: those after it that stand further to the right."""
    indent = _indent(lines[0]) if lines else 0
    return [*lines[:1], *takewhile(lambda line: not line.strip() or _indent(line) > indent, lines[1:])]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _may_hold(text: str, words: str) -> bool:
    """Whether a value in the `text` of a YAML file can hold these words.

    What is no letter or digit may be typed in another way, and behind a backslash anything.
    """
    return "\\" in text or all(run in text for run in _RUN.findall(words))


_RUN = re.compile(r"[A-Za-z0-9]+")
