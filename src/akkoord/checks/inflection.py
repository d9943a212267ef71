"""Dutch words by their stem, so that a plural, a diminutive or a compound counts as its term.

Source:
    Woordenlijst Nederlandse Taal, Leidraad 3 (open and closed syllables), 4 (f and v, s and z), 8 (diminutives).
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = ("etjes", "tjes", "pjes", "kjes", "jes", "etje", "tje", "pje", "kje", "je", "’s", "'s", "en", "s", "n", "e")
_LEAST = 4
"""A stem has so many letters; shorter words keep their ending."""
_DOUBLE = re.compile(r"([a-z])\1")
_VOICED = str.maketrans("fs", "vz")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@lru_cache(20000)
def stem(word: str) -> str:
    """What the forms of a word have in common: `perceel`, `percelen` and `perceeltje` give one."""
    small = word.casefold()
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= _LEAST:
            small = small[: -len(ending)]
            break
    small = _DOUBLE.sub(r"\1", small)
    return small[:-1] + small[-1:].translate(_VOICED)


@lru_cache(20000)
def stems(words: str) -> tuple[str, ...]:
    """The stems of several words; hyphens part them."""
    return tuple(stem(word) for word in _WORDS.findall(words))


def begins_with(word: str, term: str) -> bool:
    """Whether `word` is a compound that begins with the one-word `term`: `Jeugdhulpaanbieder` with `Jeugdhulp`."""
    own, of_term = word.casefold(), term.casefold()
    return len(of_term) > _LEAST and own.startswith((of_term, stem(of_term)))
