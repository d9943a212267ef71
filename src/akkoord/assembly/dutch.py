"""Numbers, dates, amounts and lists as Dutch writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from akkoord.diagnostics.dutch import MONTHS as _MONTHS
from akkoord.diagnostics.dutch import joined as joined
from akkoord.diagnostics.dutch import long_date as long_date

NO_BREAK_SPACE = "\u00a0"

_UNITS = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ORDINALS = {1: "eerste", 3: "derde", 8: "achtste"}
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LETTERS_APART = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_SMALL_PREFIX = re.compile(r"(?:['’‘][sntk] |[^\w]*)(?=\w)")


def number_in_words(number: int) -> str:
    """`number` (0 to 999) written out: `drieëntwintig`, `honderdeen`.

    Source: Woordenlijst Nederlandse Taal, Leidraad 6.9 (one word up to a thousand, trema after
    `twee` and `drie`).
    """
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "honderd" if hundreds == 1 else _UNITS[hundreds] + "honderd"
        return head + (number_in_words(rest) if rest else "")
    tens, unit = divmod(number, 10)
    if number < 20 or not unit:
        return _UNITS[number] if number < 20 else _TENS[tens]
    return _UNITS[unit] + ("ën" if _UNITS[unit].endswith("e") else "en") + _TENS[tens]


def ordinal_in_words(number: int) -> str:
    """`number` (1 to 999) as a rank: `eerste`, `tweede`, `twintigste`, `honderdeerste`."""
    hundreds, rest = number - number % 100, number % 100
    head = number_in_words(hundreds) if hundreds else ""
    if not rest or rest >= 20:
        return number_in_words(number) + "ste"
    return head + _ORDINALS.get(rest, _UNITS[rest] + "de")


def short_date(day: date) -> str:
    """`01-01-2023`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def day_and_month(day: date) -> str:
    """`30 september`: a day that comes every year."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def number(value: int | Decimal) -> str:
    """`30.000` and `2,5`, with the decimals that `value` has."""
    value = abs(value) if value == 0 else value
    plain = format(value, ",f") if isinstance(value, Decimal) else format(value, ",")
    return plain.translate(str.maketrans(",.", ".,"))


def decimal(value: Decimal) -> str:
    """`1.234,5678`: all decimals that count, at least two."""
    exponent = value.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return number(value.quantize(Decimal(1).scaleb(-places)))


def amount(value: int | Decimal) -> str:
    """Euros, half a cent rounded away from zero: `€ 1.234,56`, the space one that does not break."""
    cents = Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"€{NO_BREAK_SPACE}{number(cents)}"


def roman(value: int) -> str:
    """`value` (1 to 3999) in capitals: `II`, `XIV`."""
    out = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        out += letters * count
    return out


def letters(value: int) -> str:
    """`a` to `z`, then `aa`, `bb`: as Dutch legislation and Word count (ISO/IEC 29500-1, 17.18.59, lowerLetter)."""
    times, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def capitalised(text: str) -> str:
    """`text` with a first capital: `IJssel`, `’s Avonds`; signs before the first letter stay."""
    prefix = _SMALL_PREFIX.match(text)
    at = prefix.end() if prefix else 0
    width = 2 if text[at : at + 2] == "ij" else 1
    return text[:at] + text[at : at + width].upper() + text[at + width :]


def alphabetical(text: str) -> tuple[str, str]:
    """A key that puts words in Dutch order: case and accents do not count, nor signs; `ij` is i, j."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_APART))
    spaced = re.sub(r"[-‐‑–/\s]+", " ", folded)
    return "".join(c for c in spaced if c.isalnum() or c == " ").strip(), text


def article_of(word: str) -> str:
    """`het` or `de`, for the title of a document: `het Transformatieconvenant`, `de Raamovereenkomst`."""
    word = word.casefold()
    neuter = word.endswith(("convenant", "addendum", "protocol")) or word.startswith(("programma ", "overzicht "))
    return "het" if neuter else "de"
