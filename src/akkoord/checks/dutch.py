"""Dutch words that rules read and write: weekdays, numbers in words."""

from __future__ import annotations

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_UNITS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _numbers() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS)} | {"één": 1, "honderd": 100}
    for ten, word in enumerate(_TENS, 2):
        words[word] = ten * 10
        for unit in range(1, 10):
            joined = "ën" if _UNITS[unit].endswith("e") else "en"
            words[_UNITS[unit] + joined + word] = ten * 10 + unit
    return words


NUMBERS = _numbers()
"""Every whole number up to a hundred as Dutch writes it in words, small letters."""


def number_of(word: str) -> int | None:
    """What a number in words or figures is worth, None when it is no number."""
    if word.isascii() and word.isdigit():
        return int(word)
    return NUMBERS.get(word.lower())


ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
            *("elfde", "twaalfde", "dertiende", "veertiende", "vijftiende"),
        ),
        1,
    )
}
"""Ranks in words, as a reference to a lid has them."""


def roman(number: int) -> str:
    """A number below four hundred in Roman figures: `14` is `XIV`."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for worth, sign in signs:
        while number >= worth:
            out, number = out + sign, number - worth
    return out
