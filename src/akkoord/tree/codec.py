"""Trees as plain data and back, without spans unless asked: for digests and for what is kept of comparisons.

A node becomes `[class name, field, field, …]` in the order of its class, a tuple a list
that starts with 0, so that reading back gives an equal tree.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring as _quoted
from typing import Any, cast

from msgspec import Struct

from akkoord.diagnostics import Span, counting_fields
from akkoord.tree import blocks, document, expression, inlines
from akkoord.tree.recent import Recent

_CLASSES: Mapping[str, type[Any]] = {
    name: value
    for module in (inlines, blocks, document, expression)
    for name, value in sorted(vars(module).items())
    if isinstance(value, type) and value.__module__ == module.__name__
} | {"Span": Span}


@cache
def _names(cls: type[Struct], with_spans: bool) -> tuple[str, ...]:
    return cls.__struct_fields__ if with_spans else counting_fields(cls)


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
    if isinstance(node, Struct):
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
    """One byte string per tree: that of `to_data` as compact JSON, UTF-8, without spans."""
    return _text(node).encode()


_MOST_CHARACTERS = 3_000_000
_KEPT_CLASSES = (
    blocks.Paragraph,
    blocks.ListItem,
    blocks.NumberedList,
    blocks.BulletList,
    blocks.TableRow,
    blocks.Table,
    blocks.Clause,
    blocks.Section,
    blocks.Contents,
)


def _length(kept: tuple[object, str]) -> int:
    return len(kept[1])


_texts: Recent[int, tuple[object, str]] = Recent(_MOST_CHARACTERS, _length)
"""What was written of blocks, by their `id`: documents share much, and blocks never change. Each block is kept with
its text, so that its `id` stays its own."""


def forget_texts() -> None:
    """Let go of what was written of blocks, and so of the blocks: others come now."""
    _texts.clear()


def _text(node: object) -> str:
    """The JSON of `to_data(node)`, written at once: that takes a third of the time of making it first."""
    write = _WRITERS.get(type(node))
    return write(node) if write is not None else _written(node)


def _written(node: object) -> str:
    """As `_text`, for a class that comes by for the first time."""
    if isinstance(node, StrEnum):
        head = f'["=",{json.dumps(type(node).__name__)},'
        write: Callable[[Any], str] = lambda value: f"{head}{_quoted(value.value)}]"  # noqa: E731  one of several
    elif isinstance(node, Struct):
        write = _writer_of(type(node))
    else:
        raise TypeError(f"no tree value: {type(node).__name__}")
    _WRITERS[type(node)] = write
    return write(node)


def _writer_of(cls: type[Struct]) -> Callable[[Any], str]:
    names = _names(cls, False)
    head = f'["{cls.__name__}"'

    def write(node: Any) -> str:
        return ",".join((head, *(_text(getattr(node, name)) for name in names))) + "]"

    def kept(node: Any) -> str:
        known = _texts.get(id(node))
        return (_texts.keep(id(node), (node, write(node))) if known is None else known)[1]

    return kept if cls in _KEPT_CLASSES else write


def _of_tuple(nodes: tuple[object, ...]) -> str:
    return ",".join(("[0", *map(_text, nodes))) + "]"


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    str: _quoted,
    tuple: _of_tuple,
    Decimal: lambda value: f'["#","{value}"]',
}
