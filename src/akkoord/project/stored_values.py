"""Values that were read from a file, as plain data and back with all their places: for what is kept between runs.

A value becomes `[name of its class, field, field, …]` in the order of its class, a tuple `["(", …]`, a mapping
`["{", key, value, …]`. A place in the file itself is `["@", line, column]`, a mapping of nothing but such places
`["@@", key, line, column, …]`. Only classes of this program are made again, never one that the data names otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain, repeat
from types import ModuleType
from typing import Any, cast

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.library import clause
from akkoord.spec import checks, contract, events, evidence, governance, period, provider, rates, region, relations
from akkoord.tree import blocks, document, expression, inlines

MODULES: tuple[ModuleType, ...] = (
    *(inlines, blocks, document, expression, clause),
    *(checks, contract, events, evidence, governance, period, provider, rates, region, relations),
)
"""Where the classes stand of which files are read. No two have the same name."""


def _classes() -> Iterator[type[Any]]:
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield value


CLASSES: Mapping[str, type[Any]] = {"Span": Span} | {cls.__name__: cls for cls in _classes()}
_FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    cls: cls.__struct_fields__ for cls in CLASSES.values() if issubclass(cls, Struct)
}


def stored(value: object, file: str) -> Any:
    """What was read from `file` as JSON-ready data.

    Raises:
        TypeError: the value holds something of another class.
    """
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, Span) and value.file == file:
        return ["@", value.line, value.column]
    if isinstance(value, tuple):
        return ["(", *(stored(item, file) for item in cast("tuple[object, ...]", value))]
    if isinstance(value, Mapping):
        return _stored_mapping(cast("Mapping[str, object]", value), file)
    if isinstance(value, StrEnum):
        return ["=", type(value).__name__, value.value]
    if isinstance(value, Decimal):
        return ["#", str(value)]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    cls = type(value)
    if CLASSES.get(cls.__name__) is not cls:
        raise TypeError(f"no value of a file: {cls.__name__}")
    return [cls.__name__, *(stored(getattr(value, name), file) for name in _FIELDS[cls])]


def _stored_mapping(values: Mapping[str, object], file: str) -> list[Any]:
    places = [(key, s.line, s.column) for key, s in values.items() if isinstance(s, Span) and s.file == file]
    if values and len(places) == len(values):
        return ["@@", *chain.from_iterable(places)]
    return ["{", *chain.from_iterable((key, stored(item, file)) for key, item in values.items())]


def restored(data: Any, file: str) -> Any:
    """The value that `stored` was given.

    Raises:
        ValueError, TypeError, IndexError, KeyError: `data` was not made by `stored` of this version.
    """
    if type(data) is not list:
        return data
    items = cast("list[Any]", data)
    head = items[0]
    if head == "(":
        return tuple([restored(item, file) for item in items[1:]])
    if head == "@":
        return Span(file, items[1], items[2])
    if head == "@@":
        return dict(zip(items[1::3], map(Span, repeat(file), items[2::3], items[3::3]), strict=True))
    cls = CLASSES.get(head)
    if cls is not None:
        if len(items) - 1 != len(_FIELDS[cls]):
            raise ValueError(f"{head}: {len(items) - 1} fields, expected {len(_FIELDS[cls])}")
        return cls(*[restored(item, file) for item in items[1:]])
    return _restored_other(head, items, file)


def _restored_other(head: object, items: list[Any], file: str) -> Any:
    match head:
        case "{":
            return dict(zip(items[1::2], [restored(item, file) for item in items[2::2]], strict=True))
        case "=":
            return CLASSES[items[1]](items[2])
        case "#":
            return Decimal(items[1])
        case "d":
            return date.fromisoformat(items[1])
        case _:
            raise ValueError(f"unknown value: {head}")
