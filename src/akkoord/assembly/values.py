"""What an expression can be worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from akkoord.tree import Blank


class Thing(Struct, frozen=True):
    """Something of the region that has a name, such as a municipality."""

    name: str


Scalar: TypeAlias = str | int | bool | Decimal | date
Item: TypeAlias = Scalar | Thing
Value: TypeAlias = Scalar | Thing | tuple[Item, ...] | Blank
"""A `Blank` is a value that is not known yet: what is made of it is as unknown."""


class Sort(StrEnum):
    """The sort of a value, in the words of the messages."""

    TEXT = "tekst"
    NUMBER = "een getal"
    TRUTH = "waar of onwaar"
    DATE = "een datum"
    LIST = "een lijst"
    THING = "iets met een naam"
    BLANK = "een gegeven dat nog wordt ingevuld"


def sort_of(value: Value) -> Sort:
    """The sort of `value`; a truth value is no number."""
    match value:
        case bool():
            return Sort.TRUTH
        case str():
            return Sort.TEXT
        case int() | Decimal():
            return Sort.NUMBER
        case date():
            return Sort.DATE
        case tuple():
            return Sort.LIST
        case Thing():
            return Sort.THING
        case Blank():
            return Sort.BLANK
