"""Sentences in which somebody signs without the power to do so, in the words that texts have for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.patterns import pattern_of
from akkoord.checks.sentences import sentences_in

_SIGNS = r"\b(?:onder)?(?:tekent|tekenen|tekende|tekenden|getekend)\b"
_LACKS = (
    r"\bzonder\s+(?:(?!en\b|of\b)\w+\s+){0,3}?"
    r"(?:volmacht|machtiging|tekenbevoegdheid|collegebesluit|besluit\svan\shet\scollege)\w*"
)
_WITHOUT = pattern_of(rf"{_SIGNS}[^.;]{{0,80}}?{_LACKS}|{_LACKS}[^.;]{{0,60}}?{_SIGNS}", re.IGNORECASE)
_ALONE = pattern_of(
    rf"\b(?:gezamenlijk|samen)\s[^.;]{{0,30}}?bevoegd\w*[^.;]{{0,60}}?{_SIGNS}[^.;]{{0,60}}?\balleen\b"
    rf"|{_SIGNS}\salleen\b[^.;]{{0,60}}?\b(?:gezamenlijk|samen)\s[^.;]{{0,30}}?bevoegd",
    re.IGNORECASE,
)
MUNICIPAL = pattern_of(r"gemeente|\bcolleges?\b|burgemeester|wethouder|\bRSJ\b|uitvoeringsorganisatie", re.IGNORECASE)
"""Words of who signs for the municipalities."""
_REFUSED = re.compile(r"\b(?:niet|niets|niemand|geen|nooit|nietig|ongeldig|als|indien|wanneer|wie)\b", re.IGNORECASE)
"""A sentence that forbids it, or says what follows from it, is no such sentence."""


def unauthorised(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a text lets somebody sign without power, with those words and the sentence that they stand in."""
    for pattern in (_WITHOUT, _ALONE):
        for at, sentence in sentences_in(text) if pattern.search(text) is not None else ():
            found = pattern.search(sentence)
            if found is not None and _REFUSED.search(sentence) is None:
                yield at + found.start(), found[0], sentence
