"""What an unquoted YAML scalar means: YAML 1.2 core schema, narrowed where it would lose what was typed.

Source: YAML 1.2.2, section 10.3. Narrowed: a number that begins with a superfluous zero stays text
(municipality codes), a fraction is a `Decimal`, and octal, hexadecimal, exponent, infinite and
not-a-number notations are refused, since no contract holds them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Scalar: TypeAlias = bool | int | Decimal | date | str | None

MAX_DIGITS = 18
"""Digits in a number: enough for any amount, small enough to print and compare without care."""

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}.*")
_ODD_NUMBER = re.compile(
    r"0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


class NotUnderstood(ValueError):  # noqa: N818  # a finding about the text, made into a diagnostic by the caller
    """An unquoted scalar that looks like a value we refuse; the text says in Dutch what was expected."""


def plain_value(text: str) -> Scalar:
    """The value of an unquoted scalar.

    Raises:
        NotUnderstood: a date that does not exist, a point in time, a number too long or in a notation we refuse.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "0123456789+-.":
        return text
    if _INTEGER.fullmatch(text):
        return int(_short(text))
    if _FRACTION.fullmatch(text):
        return Decimal(_short(text))
    if found := _DATE.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise NotUnderstood(
                f"de datum `{text}` bestaat niet; verwacht: jaar-maand-dag, zoals `2023-01-31`"
            ) from None
    if _MOMENT.fullmatch(text):
        raise NotUnderstood(f"`{text[:40]}` is een tijdstip; verwacht: een datum zonder tijd, zoals `2023-01-31`")
    if _ODD_NUMBER.fullmatch(text):
        raise NotUnderstood(f"`{text[:40]}` is een getal in een vorm die hier niet kan; verwacht: cijfers, zoals `2.5`")
    return text


def _short(digits: str) -> str:
    if len(digits) > MAX_DIGITS:
        raise NotUnderstood(f"een getal van {len(digits)} tekens; verwacht: hoogstens {MAX_DIGITS}")
    return digits
