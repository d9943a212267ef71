"""Counting as Word counts, so that what Word prints is what our own counter said.

The writer leaves counting to Word: paragraphs carry a style, the style a list and a level.
Here the same rules run beside it. Where Word would print another number than the tree says,
the list gets an instance of its own that starts at the right one (`startOverride`). An article
that was inserted later ("Artikel 14a") gets one that counts as 14 and prints the letter after it.

Source: ISO/IEC 29500-1, 17.9 (`lvlText`, `lvlRestart`, `lvlOverride`, `startOverride`); docs/docx.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.ooxml import escape_attribute
from akkoord.tree import Number
from akkoord.writers.docx.errors import uncountable_error
from akkoord.writers.docx.styles import COUNTED, Counting, Style

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_INSERTED = re.compile(r"(.*[0-9])([a-z])")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class ListBinding(Struct, frozen=True):
    """The list behind a style in the house style: `numId`, `abstractNumId` and level.

    `look` is what the level says before and after the text of its number, as XML; only articles need it.
    """

    number_id: int
    abstract_id: int
    level: int
    look: tuple[str, str] = ("", "")


class Instance(Struct, frozen=True):
    """A `w:num` of our own: a list that starts again at `start` on `level`, with that level as `own` says if not ""."""

    number_id: int
    abstract_id: int
    level: int
    start: int
    own: str = ""

    def xml(self) -> str:
        """The element for the numbering part."""
        return (
            f'<w:num w:numId="{self.number_id}"><w:abstractNumId w:val="{self.abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{self.level}"><w:startOverride w:val="{self.start}"/>{self.own}'
            "</w:lvlOverride></w:num>"
        )


class WordCounter:
    """The counters of one document, and the list instances it needed."""

    def __init__(self, bindings: Mapping[Style, ListBinding], next_number_id: int) -> None:
        self._bindings = bindings
        self._next = next_number_id
        self._counts: dict[int, list[int]] = {}
        self._inserted: dict[int, int] = {}
        self.instances: list[Instance] = []

    def going_on(self) -> WordCounter:
        """One that goes on from here on its own."""
        after = WordCounter(self._bindings, self._next)
        after._counts = {abstract_id: counts.copy() for abstract_id, counts in self._counts.items()}
        after._inserted = self._inserted.copy()
        after.instances = self.instances.copy()
        return after

    def number(
        self, style: Style, number: Number, depth: int, current: int | None, span: Span | None
    ) -> tuple[str, int]:
        """Count one paragraph of `style` that must show `number`.

        `depth` is the level of a free list, 0 for all others. `current` is the list
        instance the paragraphs before it in the same list carry, 0 for that of the style.
        None begins a free list: it always gets an instance of its own, because programs
        differ in how a level counts that was used before the levels above it.
        Returns the `numPr` for the paragraph ("" when the style says it all) and the
        instance the next paragraph goes on with.

        Raises:
            DocxError: DCX004, no list of the house style can show this number.
        """
        binding = self._bindings[style]
        counting = at_depth(COUNTED[style], depth)
        level = counting.level
        counts = self._counts.setdefault(binding.abstract_id, [0] * _LEVELS)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if level == 0:
            self._inserted.pop(binding.abstract_id, None)
            if style is Style.ARTICLE and (inserted := _INSERTED.fullmatch(number.shown)):
                return self._insert(binding, counting, inserted[1], inserted[2], counts, span)
        if current is None or shown(counting, counts) != number.shown:
            start = _last_value(counting, number.shown)
            counts[level] = start
            if start < 1 or shown(counting, counts) != number.shown:
                raise uncountable_error(number.shown, span)
            current = self._instance(binding.abstract_id, level, start)
        # Leden follow the instance of their article: LibreOffice counts them on from the article before it otherwise.
        listed = current or self._inserted.get(binding.abstract_id, 0)
        return numbering_properties(listed, level) if listed else "", current

    def _insert(
        self, binding: ListBinding, counting: Counting, stem: str, letter: str, counts: list[int], span: Span | None
    ) -> tuple[str, int]:
        """An article between others: the count stays that of the article before it."""
        start = _last_value(counting, stem)
        counts[counting.level] = start
        if start < 1 or shown(counting, counts) != stem:
            raise uncountable_error(stem + letter, span)
        text = escape_attribute(counting.text + letter)
        own = (
            f'<w:lvl w:ilvl="{counting.level}"><w:start w:val="{start}"/><w:numFmt w:val="{counting.format}"/>'
            f'{binding.look[0]}<w:lvlText w:val="{text}"/>{binding.look[1]}</w:lvl>'
        )
        instance = self._instance(binding.abstract_id, counting.level, start, own)
        self._inserted[binding.abstract_id] = instance
        return numbering_properties(instance, counting.level), instance

    def _instance(self, abstract_id: int, level: int, start: int, own: str = "") -> int:
        instance = Instance(self._next, abstract_id, level, start, own)
        self._next += 1
        self.instances.append(instance)
        return instance.number_id


def numbering_properties(number_id: int, level: int) -> str:
    """`numPr` for a paragraph that does not follow the list of its style."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def at_depth(counting: Counting, depth: int) -> Counting:
    """The counting of a free list that stands `depth` lists deep."""
    if not depth:
        return counting
    return replace(counting, level=depth, text=counting.text.replace("%1", f"%{depth + 1}"))


def shown(counting: Counting, counts: list[int]) -> str:
    """What Word prints for these counts; a level not yet counted shows as 1."""

    def one(found: re.Match[str]) -> str:
        level = int(found.group(1)) - 1
        style = counting.format if level == counting.level else "decimal"
        return formatted(style, max(counts[level], 1))

    return _PLACEHOLDER.sub(one, counting.text)


def formatted(number_format: str, value: int) -> str:
    """`value` in one of Word's number formats; letters repeat after z, as in Word: `aa`, `bb`."""
    if number_format == "decimal":
        return str(value)
    if number_format == "upperRoman":
        return _roman(value)
    letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    return letter.upper() if number_format == "upperLetter" else letter


def _roman(value: int) -> str:
    out = ""
    for weight, digits in _ROMAN:
        while value >= weight:
            out += digits
            value -= weight
    return out


def _last_value(counting: Counting, wanted: str) -> int:
    """The count that makes `counting` end in `wanted`, 0 when there is none up to 999."""
    tail = counting.text.rsplit(f"%{counting.level + 1}", 1)[-1]
    for value in range(1, 1000):
        if wanted.endswith(formatted(counting.format, value) + tail) and _complete(counting, wanted, value, tail):
            return value
    return 0


def _complete(counting: Counting, wanted: str, value: int, tail: str) -> bool:
    """Whether `value` is the whole last number of `wanted`, not only its last digits."""
    before = wanted[: len(wanted) - len(formatted(counting.format, value) + tail)]
    return not before or not before[-1].isalnum()
