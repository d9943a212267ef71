"""How heavy a change is: editorial, a number, of substance, or of structure.

When in doubt the heavier class: a change that is called editorial must be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from akkoord.redline.changes.change import ChangeClass, Line, Shape
from akkoord.redline.changes.signals import DATE, NEGATION, NORM, VALUE

_LOOSE = re.compile(r"[\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_MARKS = re.compile(r"[.,;:!?…()\[\]\"'“”‘’„–—-]+")
_FIRST = re.compile(r"(?:^|[.:;?!]\s)\W*\w")
_GAP = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


def class_of(lines: Sequence[Line], shape: Shape, old_version: str, new_version: str) -> ChangeClass:
    """The class of a change.

    A whole text in, out or moved is structure. Where only white space, punctuation marks or
    the capital that begins a sentence differ it is editorial; so is a text whose version
    differs in the last number only (`docs/formats.md`: wording only) unless a number, a norm
    verb or a negation differs. A capital within a sentence makes a defined term, and is
    substance. Where all that differs are numbers and dates it is numeric; everything else is
    substance.
    """
    if shape is not Shape.CHANGED:
        return ChangeClass.STRUCTURAL
    if any(line.on_old != line.on_new for line in lines if line.was or line.becomes):
        return ChangeClass.STRUCTURAL
    if any(line.starts_old != line.starts_new and (line.old_number or line.new_number) for line in lines):
        return ChangeClass.STRUCTURAL  # a lid that became two, or two that became one
    old, new = " ".join(line.was for line in lines), " ".join(line.becomes for line in lines)
    if old == new:
        return ChangeClass.FORMATTING
    if _plain(old) == _plain(new):
        return ChangeClass.EDITORIAL
    if _without_values(lines):
        return ChangeClass.NUMERIC
    if _wording_only(old_version, new_version) and not _weighs(old, new):
        return ChangeClass.EDITORIAL
    return ChangeClass.SUBSTANTIVE


def _plain(text: str) -> str:
    """Letters and digits alone. A mark or space between two digits counts: 1,5 is not 15."""
    bare = _FIRST.sub(lambda m: m[0].lower(), _LOOSE.sub(" ", text).strip())
    words = _MARKS.sub(lambda m: m[0] if _between_digits(bare, m) else "", bare)
    return _GAP.sub("", words)


def _between_digits(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (before.isdigit() and after.isdigit()) or (after.isdigit() and match[0].endswith(("-", "–")))


def _without_values(lines: Iterable[Line]) -> bool:
    """Whether the two texts are the same once every number and date is left out."""
    return all(VALUE.sub("#", line.was) == VALUE.sub("#", line.becomes) for line in lines)


def _wording_only(old: str, new: str) -> bool:
    first, second = old.split("."), new.split(".")
    return bool(old and new) and len(second) > 2 and first[:2] == second[:2] and first != second


def _weighs(old: str, new: str) -> bool:
    """Whether the numbers, norm verbs or negations of two texts differ."""
    return any(_all(pattern, old) != _all(pattern, new) for pattern in (VALUE, DATE, NORM, NEGATION))


def _all(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match[0].casefold() for match in pattern.finditer(text)]
