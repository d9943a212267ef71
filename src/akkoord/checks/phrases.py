"""Words and phrases of a list, found where they stand in a text as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern, pattern_of


def phrases_in(passage: Passage, phrases: Iterable[str]) -> Iterator[re.Match[str]]:
    """Every place in what the author typed where one of `phrases` stands, in either case, the longest first."""
    pattern = _pattern(tuple(phrases))
    if pattern is not None:
        yield from pattern.finditer(passage.masked)


@lru_cache(256)
def _pattern(phrases: tuple[str, ...]) -> Pattern | None:
    if not phrases:
        return None
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return pattern_of(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)


@lru_cache(64)
def pairs_of(lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`fout: goed` of each line of a setting, with the wrong one first."""
    parts = (line.partition(":") for line in lines)
    return tuple((wrong.strip(), right.strip()) for wrong, _, right in parts if wrong.strip() and right.strip())
