"""The small expression language of clauses and specs, as a value.

Grammar: names and dotted names (`looptijd.start`), text, whole numbers, decimals, lists,
`and` `or` `not`, comparisons, `in`, set intersection `&`, arithmetic `+ -`, and filters
(`looptijd.start | datum`, `gemeenten | aantal_in_woorden`). There are no calls, no
subscripts and no attributes beginning with an underscore: data cannot become code.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from akkoord.diagnostics import Placed, Span


class Literal(Struct, frozen=True):
    """Text, a whole number, a decimal or a truth value written in the expression itself."""

    value: str | int | Decimal | bool


class Name(Placed, frozen=True):
    """A dotted name; `path` ("looptijd", "start") stands for `looptijd.start`."""

    path: tuple[str, ...]
    span: Span | None = None


class ListOf(Struct, frozen=True):
    """A list written out: `[2, 4, 5]`."""

    items: tuple[Expression, ...]


class Filter(Placed, frozen=True):
    """`value | name(arguments)`."""

    value: Expression
    name: str
    arguments: tuple[Expression, ...] = ()
    span: Span | None = None


class Operation(Placed, frozen=True):
    """`left operator right`; operators: `== != < <= > >= in not-in and or & + -`."""

    operator: str
    left: Expression
    right: Expression
    span: Span | None = None


class Not(Struct, frozen=True):
    """`not value`."""

    value: Expression


Expression: TypeAlias = Literal | Name | ListOf | Filter | Operation | Not


def names_in(expression: Expression) -> tuple[Name, ...]:
    """Every name used in `expression`, in reading order."""
    match expression:
        case Literal():
            return ()
        case Name():
            return (expression,)
        case ListOf(items):
            return tuple(n for item in items for n in names_in(item))
        case Filter(value, _, arguments):
            return names_in(value) + tuple(n for a in arguments for n in names_in(a))
        case Operation(_, left, right):
            return names_in(left) + names_in(right)
        case Not(value):
            return names_in(value)
