"""Trees as plain data and back, without spans unless asked: for digests and the clause cache.

A node becomes `[class name, field, field, …]` in the order of its dataclass, a tuple a list
that starts with 0, so that reading back gives an equal tree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, cast

from akkoord.diagnostics import Span
from akkoord.tree import blocks, document, expression, inlines

_CLASSES: Mapping[str, type[Any]] = {
    name: value
    for module in (inlines, blocks, document, expression)
    for name, value in sorted(vars(module).items())
    if isinstance(value, type) and value.__module__ == module.__name__
} | {"Span": Span}


@cache
def _names(cls: type[Any], with_spans: bool) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if with_spans or f.compare)


def to_data(node: object, *, spans: bool = False) -> Any:
    """`node` as JSON-ready data. Spans and source digests are left out unless asked for.

    A tuple is a list that starts with 0, a node a list that starts with its class name,
    an enum value `["=", class, value]`, a decimal `["#", text]`.
    """
    if node is None or isinstance(node, bool | int) or type(node) is str:
        return node
    if isinstance(node, tuple):
        children = cast("tuple[object, ...]", node)
        return [0, *(to_data(child, spans=spans) for child in children)]
    if isinstance(node, StrEnum):
        return ["=", type(node).__name__, node.value]
    if isinstance(node, Decimal):
        return ["#", str(node)]
    if is_dataclass(node) and not isinstance(node, type):
        cls = type(node)
        return [cls.__name__, *(to_data(getattr(node, n), spans=spans) for n in _names(cls, spans))]
    raise TypeError(f"no tree value: {type(node).__name__}")


def from_data(data: Any, *, spans: bool = False) -> Any:
    """The tree that `to_data` was given, with `spans` as there.

    Raises:
        ValueError: `data` was not made by `to_data` of this version.
    """
    if not isinstance(data, list):
        return data
    items = cast("list[Any]", data)
    head = items[0]
    if head == 0:
        return tuple(from_data(child, spans=spans) for child in items[1:])
    if head == "#":
        return Decimal(items[1])
    if head == "=":
        return _CLASSES[items[1]](items[2])
    cls = _CLASSES.get(head)
    if cls is None:
        raise ValueError(f"unknown node: {head}")
    names = _names(cls, spans)
    if len(names) != len(items) - 1:
        raise ValueError(f"{head}: {len(items) - 1} fields, expected {len(names)}")
    return cls(**{n: from_data(v, spans=spans) for n, v in zip(names, items[1:], strict=True)})


def canonical(node: object) -> bytes:
    """One byte string per tree: compact JSON, UTF-8, without spans."""
    return json.dumps(to_data(node), ensure_ascii=False, separators=(",", ":")).encode()
