"""List numbers as Word computes them from the numbering part.

Independent of the writer: only the file counts. Source: ISO/IEC 29500-1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping

from msgspec import Struct

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.properties import (
    NO_RUN_PROPERTIES,
    NumberProperties,
    RunProperties,
    is_on,
    run_properties,
    value,
    whole,
)
from akkoord.readers.docx.styles import Styles

_LEVELS = 9
_MAX_COUNT = 30_000
_PLACEHOLDER = re.compile(r"%([1-9])")
_FORMATS = frozenset({"none", "decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class UnknownNumberFormatError(Exception):
    """A list counts in a way this reader does not know."""


class Level(Struct, frozen=True):
    """One level of a list. `restart` is the level after which it begins again, None for any higher.

    `look` is what the level says of how its numbers look.
    """

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str
    look: RunProperties = NO_RUN_PROPERTIES


class ListInstance(Struct, frozen=True):
    """A `w:num`: the list it counts with and where it starts again."""

    abstract_id: int
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


class Lists:
    """The lists of a file, each worked out when a paragraph first asks for it; nothing counts here."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.styles = styles
        self._abstracts: dict[int, Element] = {}
        self._numbers: dict[int, Element] = {}
        self._instances: dict[int, ListInstance] = {}
        self._levels: dict[int, dict[int, Level]] = {}
        self._linked_levels: dict[tuple[int, str], int] = {}
        if root is not None:
            self._abstracts = {_id(a, "abstractNumId"): a for a in root.iter(w("abstractNum"))}
            self._numbers = {_id(n, "numId"): n for n in root.iter(w("num"))}

    def instance(self, number_id: int) -> ListInstance | None:
        """The `w:num` with this id."""
        if number_id not in self._instances and number_id in self._numbers:
            self._instances[number_id] = self._instance(self._numbers[number_id])
        return self._instances.get(number_id)

    def level_of(self, own: NumberProperties, style_id: str) -> tuple[int, ListInstance, int] | None:
        """The id of the list of a paragraph, the list, and its level; None for a paragraph of no list.

        `own` is what the paragraph itself says, before its style is asked.
        """
        of_style = self.styles.number(style_id)
        number_id = own.number_id if own.number_id is not None else of_style.number_id
        instance = self.instance(number_id) if number_id else None
        if number_id is None or instance is None:
            return None
        if own.level is not None:
            level = own.level
        elif own.number_id is None:
            level = self.level_of_style(number_id, instance, style_id)
        else:
            level = of_style.level or 0
        return number_id, instance, level

    def level_of_style(self, number_id: int, instance: ListInstance, style_id: str) -> int:
        """Word goes by the level that names the style before it looks at the style's own `ilvl`."""
        key = (number_id, style_id)
        if key not in self._linked_levels:
            of_style = self.styles.number(style_id)
            linked = (i for i, lv in instance.levels.items() if lv.style and lv.style in (style_id, of_style.style))
            self._linked_levels[key] = next(linked, of_style.level or 0)
        return self._linked_levels[key]

    def _instance(self, number: Element) -> ListInstance:
        abstract_id = self._linked(whole(value(number, "abstractNumId")) or 0)
        levels = dict(self._levels_of(abstract_id))
        starts: dict[int, int] = {}
        for override in number.iter(w("lvlOverride")):
            level = _id(override, "ilvl")
            start = whole(value(override, "startOverride"))
            if start is not None:
                starts[level] = start
            for own in override.iter(w("lvl")):
                levels[level] = _level(own)
        return ListInstance(abstract_id, starts, levels)

    def _linked(self, abstract_id: int) -> int:
        """The list itself, where an abstract list only names a list style (17.9.21)."""
        abstract = self._abstracts.get(abstract_id)
        link = value(abstract, "numStyleLink")
        number = self._numbers.get(self.styles.number(link).number_id or 0) if link else None
        return abstract_id if number is None else whole(value(number, "abstractNumId")) or 0

    def _levels_of(self, abstract_id: int) -> Mapping[int, Level]:
        if abstract_id not in self._levels:
            abstract = self._abstracts.get(abstract_id)
            found = abstract.iter(w("lvl")) if abstract is not None else ()
            self._levels[abstract_id] = {_id(lv, "ilvl"): _level(lv) for lv in found}
        return self._levels[abstract_id]


class ListNumbers:
    """Counts paragraphs in reading order. One object reads one story."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[int, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    @property
    def state(self) -> Hashable:
        """What was counted so far: equal for two that count on in the same way."""
        return frozenset((of, *counts) for of, counts in self._counts.items()), frozenset(self._started)

    def going_on(self) -> ListNumbers:
        """One that counts on from here on its own."""
        after = ListNumbers(self._lists)
        after._counts = {abstract_id: counts.copy() for abstract_id, counts in self._counts.items()}
        after._started = self._started.copy()
        return after

    def shown(self, own: NumberProperties, style_id: str) -> str:
        """The number before the next paragraph, "" when it has none; counts it.

        `own` is what the paragraph itself says, before its style is asked.

        Raises:
            UnknownNumberFormatError: the level counts in a format this reader does not know.
        """
        place = self._lists.level_of(own, style_id)
        return "" if place is None else self._count(*place)

    def _count(self, number_id: int, instance: ListInstance, level: int) -> str:
        definition = instance.levels.get(level)
        if definition is None:
            return ""
        if not 0 <= level < _LEVELS:
            raise UnknownNumberFormatError(f"lijstniveau {level}")
        counts = self._counts.setdefault(instance.abstract_id, [None] * _LEVELS)
        if level in instance.starts and (number_id, level) not in self._started:
            self._started.add((number_id, level))
            counts[level] = instance.starts[level]
        else:
            before = counts[level]
            counts[level] = definition.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = instance.levels[deeper].restart if deeper in instance.levels else None
            if restart is None or (restart > 0 and level < restart):
                counts[deeper] = None
        return self._text(definition, instance, counts)

    def _text(self, definition: Level, instance: ListInstance, counts: list[int | None]) -> str:
        if definition.format == "bullet":
            if any("\ue000" <= c <= "\uf8ff" for c in definition.text):
                raise UnknownNumberFormatError(f"opsommingsteken U+{ord(definition.text[0]):04X}")
            return definition.text

        def one(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            level = instance.levels.get(index)
            if level is None:
                return ""
            count = counts[index]
            number_format = "decimal" if definition.legal else level.format
            return formatted(number_format, level.start if count is None else count)

        return _PLACEHOLDER.sub(one, definition.text)


def _level(element: Element) -> Level:
    start = whole(value(element, "start"))
    legal = element.find(w("isLgl"))
    return Level(
        start=0 if start is None else start,
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText"),
        restart=whole(value(element, "lvlRestart")),
        legal=legal is not None and is_on(legal.get(w("val"), "1")),
        style=value(element, "pStyle"),
        look=run_properties(element.find(w("rPr"))),
    )


def formatted(number_format: str, count: int) -> str:
    """`count` as Word prints it.

    Raises:
        UnknownNumberFormatError: any other format than digits, letters and Roman numerals.
    """
    if number_format not in _FORMATS:
        raise UnknownNumberFormatError(f"nummering `{number_format}`")
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{count:02}"
    if number_format == "decimal" or not 0 < count < _MAX_COUNT:
        return str(count)
    if number_format.endswith("Letter"):
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    else:
        text = _roman(count)
    return text.upper() if number_format.startswith("upper") else text


def _roman(count: int) -> str:
    out = ""
    for weight, digits in _ROMAN:
        out += digits * (count // weight)
        count %= weight
    return out


def _id(element: Element, name: str) -> int:
    found = whole(element.get(w(name), ""))
    return -1 if found is None else found
