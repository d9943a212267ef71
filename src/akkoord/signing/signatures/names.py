"""Whether a name in a certificate can be the name in a pack."""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset(
    ("dhr", "mw", "mevr", "mevrouw", "heer", "de", "drs", "dr", "ir", "ing", "mr", "prof", "bsc", "msc", "ma", "llm")
)


def same_person(expected: str, found: str) -> bool:
    """Whether `found` (a certificate: "Voorbeeld, A.B." or "Anna Voorbeeld") can be `expected` ("mr. A. Voorbeeld").

    Titles, accents, case and order do not count. Every word of `expected` must be there, an initial as the
    first letter of a name; what the certificate says more is no difference.
    """
    wanted, there = _words(expected), _words(found)
    if not wanted or not there:
        return False
    for word in sorted(wanted, key=len, reverse=True):
        match = next((other for other in there if _fits(word, other)), None)
        if match is None:
            return False
        there.remove(match)
    return True


def _fits(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return word == other


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    found = re.findall(r"[a-z]+", plain)
    return [word for word in found if word not in _TITLES]
