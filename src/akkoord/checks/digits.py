"""Numbers of a fixed length, such as one of the trade register, where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern
from akkoord.checks.settings import Settings

FIGURES = r"([0-9][0-9. ]*[0-9])(?![0-9])"
"""The figures of a number as the only group of a pattern, also with spaces or points between them."""


def wrong_length(
    passage: Passage, patterns: Iterable[Pattern], name: str, length: int, settings: Settings
) -> Iterator[Finding]:
    """The numbers that one of `patterns` finds without `length` figures; `name` is what they are, with an article."""
    for found in (match for pattern in patterns for match in pattern.finditer(passage.text)):
        digits = re.sub(r"\D", "", found[1])
        if len(digits) != length and not settings.excepts(found[1]):
            message = f"{name} heeft {length} cijfers; hier staan er {len(digits)}"
            yield Finding(message, passage.place(found.start(1)), found[1], f"{length} cijfers")
