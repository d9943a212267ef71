"""The filters of expressions: `value | name(arguments)`, each total on the sorts it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from msgspec import Struct

from akkoord.assembly import dutch
from akkoord.assembly.values import Item, Sort, Thing, Value, sort_of
from akkoord.spec.days import months_later
from akkoord.tree import Blank


class RefusedError(ValueError):
    """What a filter cannot do with a value of the right sort; the text is Dutch, for a diagnostic."""


class FilterRule(Struct, frozen=True):
    """What a filter takes, how many whole numbers it wants between brackets, and what it gives."""

    takes: tuple[Sort, ...]
    apply: Callable[..., Value]
    arguments: int = 0


def _moved(day: date, years: int = 0, months: int = 0) -> date:
    count = years * 12 + months
    year = (day.year * 12 + day.month - 1 + count) // 12
    if not 1 <= year <= 9999:
        raise RefusedError(f"de uitkomst valt in het jaar {year}; verwacht: 1 tot en met 9999")
    return months_later(day, count)


def _plus_years(day: date, count: int) -> date:
    return _moved(day, years=count)


def _plus_months(day: date, count: int) -> date:
    return _moved(day, months=count)


def _plus_days(day: date, count: int) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError as overflow:
        raise RefusedError("de uitkomst valt buiten de jaren 1 tot en met 9999") from overflow


def _whole(value: int | Decimal, low: int, high: int) -> int:
    if isinstance(value, Decimal) or not low <= value <= high:
        raise RefusedError(f"`{dutch.number(value)}`; verwacht: een geheel getal van {low} tot en met {high}")
    return value


def _in_words(value: int | Decimal) -> str:
    return dutch.number_in_words(_whole(value, 0, 999))


def _roman(value: int | Decimal) -> str:
    return dutch.roman(_whole(value, 1, 3999))


def _year(day: date) -> int:
    return day.year


def _percentage(value: int | Decimal) -> str:
    return dutch.number(value) + "%"


def _count_in_words(items: tuple[Item, ...]) -> str:
    return _in_words(len(items))


def _names(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if not all(isinstance(i, Thing) for i in items):
        raise RefusedError("een lijst met iets zonder naam; verwacht: een lijst zoals `gemeenten`")
    return tuple(cast("Thing", i).name for i in items)


def _sorted(items: tuple[Item, ...]) -> tuple[Item, ...]:
    sorts = {sort_of(i) for i in items}
    if sorts == {Sort.THING}:
        return tuple(sorted(items, key=lambda i: dutch.alphabetical(cast("Thing", i).name)))
    if sorts <= {Sort.TEXT}:
        return tuple(sorted(items, key=lambda i: dutch.alphabetical(cast("str", i))))
    if sorts == {Sort.NUMBER}:
        return tuple(sorted(cast("tuple[int | Decimal, ...]", items)))
    raise RefusedError("een lijst die niet te ordenen is; verwacht: alleen teksten, of alleen getallen")


def text_of(item: Item | Blank) -> str:
    """How a value is printed that no filter changed; a whole number without dots, such as a year.

    Raises:
        RefusedError: `item` cannot be printed as it is.
    """
    match item:
        case bool():
            raise RefusedError("`waar` en `onwaar` worden niet afgedrukt; verwacht: tekst, een getal of een datum")
        case str():
            return item
        case int():
            return str(item)
        case Decimal():
            return dutch.number(item)
        case date():
            return dutch.long_date(item)
        case Blank():
            return item.text
        case Thing():
            raise RefusedError(f"`{item.name}` wordt niet vanzelf afgedrukt; zet er `| namen` achter")


OPEN = "open"
"""The filter that leaves a place open: what is to be filled in there, printed between brackets."""


def _open(what: str) -> str:
    if not what.strip():
        raise RefusedError("een lege tekst; verwacht: wat er nog moet worden ingevuld")
    return f"[{what}]"


def _listed(last: str) -> Callable[[tuple[Item, ...]], str]:
    def listing(items: tuple[Item, ...]) -> str:
        return dutch.joined(tuple(text_of(i) for i in items), last)

    return listing


_LIST, _NUMBER, _DATE, _TEXT = (Sort.LIST,), (Sort.NUMBER,), (Sort.DATE,), (Sort.TEXT,)

FILTERS: Mapping[str, FilterRule] = {
    "aantal": FilterRule(_LIST, len),
    "aantal_in_woorden": FilterRule(_LIST, _count_in_words),
    "bedrag": FilterRule(_NUMBER, dutch.amount),
    "dag_maand": FilterRule(_DATE, dutch.day_and_month),
    "datum": FilterRule(_DATE, dutch.long_date),
    "datum_kort": FilterRule(_DATE, dutch.short_date),
    "gesorteerd": FilterRule(_LIST, _sorted),
    "getal": FilterRule(_NUMBER, dutch.number),
    "hoofdletter": FilterRule(_TEXT, dutch.capitalised),
    "in_woorden": FilterRule(_NUMBER, _in_words),
    "jaar": FilterRule(_DATE, _year),
    "namen": FilterRule(_LIST, _names),
    OPEN: FilterRule(_TEXT, _open),
    "opsomming": FilterRule(_LIST, _listed("en")),
    "opsomming_of": FilterRule(_LIST, _listed("of")),
    "plus_dagen": FilterRule(_DATE, _plus_days, 1),
    "plus_jaren": FilterRule(_DATE, _plus_years, 1),
    "plus_maanden": FilterRule(_DATE, _plus_months, 1),
    "procent": FilterRule(_NUMBER, _percentage),
    "romeins": FilterRule(_NUMBER, _roman),
}
"""Every filter by name; the table in `docs/formats.md` says the same."""
