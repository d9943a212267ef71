"""Words and phrases of a list, found where they stand in a text as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from akkoord.checks.passages import Passage


def phrases_in(passage: Passage, phrases: Iterable[str]) -> Iterator[re.Match[str]]:
    """Every place in what the author typed where one of `phrases` stands, in either case, the longest first."""
    pattern = _pattern(tuple(phrases))
    if pattern is not None:
        yield from pattern.finditer(passage.masked)


@lru_cache(256)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w])", re.IGNORECASE)


def pairs_of(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`fout: goed` of each line of a setting, with the wrong one first."""
    for line in lines:
        wrong, _, right = line.partition(":")
        if wrong.strip() and right.strip():
            yield wrong.strip(), right.strip()
