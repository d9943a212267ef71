"""YAML as people keep it: a new file in the house style, or an old one changed where its data changed.

What did not change stays as it was written, with its comments, quotes and order of keys
(ruamel.yaml's round trip); what is new is written so that our own reader, any YAML 1.2 and any
YAML 1.1 program read the same.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

YamlData: TypeAlias = "bool | int | Decimal | date | str | list[YamlData] | dict[str, YamlData] | None"

_Node: TypeAlias = Any
"""A `CommentedMap` or `CommentedSeq` of ruamel.yaml, whose classes have types for hardly anything."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/’&+;€%-]|'(?=\w)| (?=[\w(/’&+€]))*|[1-9][0-9]{3} [A-Z]{2}")
"""Text that means itself to every YAML program, also between brackets; the last form is a postcode."""
RECORD_KEYS = ("id", "name", "code", "lot", "provider", "legal_name", "valid_from")
"""What tells the records of a list apart: the first of these that both have says which is which."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""What some YAML program takes for a truth value or for nothing (YAML 1.1, bool and null)."""
_FLOW_WIDTH = 100
"""A mapping of plain values as short as this stands on one line."""
_DEEPEST_DASH = 4
"""Columns before the `-` of a list under a key, at most; a file keeps its own number."""


def new_yaml(data: Mapping[str, YamlData], schema: str) -> str:
    """A new file with `data`, its first line naming the schema for editors."""
    head = f"# yaml-language-server: $schema={schema}\n#\n"
    return head + "".join(_entry(key, value, 0) for key, value in data.items())


def edited_yaml(text: str, data: Mapping[str, YamlData]) -> str:
    """`text`, a YAML mapping that our reader reads without findings, changed so that it holds `data`."""
    from ruamel.yaml import YAML

    yaml: Any = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    dash = re.search(r"^( *)- ", text, re.MULTILINE)
    offset = min(len(dash[1]), _DEEPEST_DASH) if dash else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    yaml.representer.add_representer(Decimal, _decimal_node)
    root: _Node = yaml.load(text)
    _edit_mapping(root, data)
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _decimal_node(representer: _Node, value: Decimal) -> _Node:
    """A decimal as it is written, digit for digit: a binary fraction would not keep `52.40`."""
    return representer.represent_scalar("tag:yaml.org,2002:float", scalar(value))


def scalar(value: YamlData) -> str:
    """A single value as it is written, on one line, also between brackets."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text.casefold() not in _WORDS


def _entry(key: str, value: YamlData, indent: int) -> str:
    pad = " " * indent
    match value:
        case dict() if len(flow := _flow(value)) <= _FLOW_WIDTH:
            return f"{pad}{key}: {flow}\n"
        case dict():
            return f"{pad}{key}:\n" + "".join(_entry(k, v, indent + 2) for k, v in value.items())
        case list() if not any(isinstance(item, dict) for item in value):
            return f"{pad}{key}: {_flow(value)}\n"
        case list():
            return f"{pad}{key}:\n" + "".join(_item(item, indent + 2) for item in value)
        case _:
            return f"{pad}{key}: {scalar(value)}\n"


def _item(item: YamlData, indent: int) -> str:
    pad = " " * indent
    if not isinstance(item, dict):
        return f"{pad}- {scalar(item)}\n"
    lines = "".join(_entry(key, value, indent + 2) for key, value in item.items())
    return f"{pad}- {lines[indent + 2 :]}"


def _flow(value: YamlData) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(_flow(inner) for inner in value) + "]"
        case _:
            return scalar(value)


def _edit_mapping(node: _Node, data: Mapping[str, YamlData]) -> None:
    for key in [k for k in node if k not in data]:
        _delete(node, key)
    for key, value in data.items():
        if key not in node:
            node[key] = _made(value, top=True)
        else:
            _edit(node, key, value)


def _edit(holder: _Node, key: str | int, value: YamlData) -> None:
    """Let `holder[key]` hold `value`, without touching what is as it should be."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    now: _Node = holder[key]
    if isinstance(now, CommentedMap) and isinstance(value, dict):
        _edit_mapping(now, value)
    elif isinstance(now, CommentedSeq) and isinstance(value, list):
        _edit_list(now, value)
    elif not _same(now, value):
        holder[key] = _made(value, top=False)


def _same(now: object, value: YamlData) -> bool:
    if isinstance(value, Decimal) and isinstance(now, int | float) and not isinstance(now, bool):
        return Decimal(repr(float(now))) == value  # the shortest digits of a fraction are those that were written
    return type(value) in type(now).__mro__ and bool(now == value)


def _edit_list(node: _Node, items: list[YamlData]) -> None:
    """Records keep the node of the same name or id, or else of the same place; what is left over goes."""
    below = _cut_after(node, len(node) - 1) if _is_block(node) else ""
    chosen = _chosen(node, items)
    for index in range(len(node) - 1, -1, -1):
        if _is_mapping(node[index]) and not any(node[index] is own for own in chosen):
            _delete(node, index)
    for index, (item, own) in enumerate(zip(items, chosen, strict=True)):
        if isinstance(item, dict) and own is not None:
            _edit_mapping(own, item)
        new = _made(item, top=False) if own is None else own
        if index >= len(node):
            node.append(new)
        elif node[index] is not new and not _same(node[index], item):
            node[index] = new
    for index in range(len(node) - 1, len(items) - 1, -1):
        del node[index]
    if below and items:
        _add_after(node, len(items) - 1, below)


def _chosen(node: _Node, items: list[YamlData]) -> list[_Node | None]:
    """For each record the node it keeps."""
    there: list[_Node] = list(node)
    left = [item for item in there if _is_mapping(item)]
    chosen = [_take(left, item) if isinstance(item, dict) else None for item in items]
    for index, beside in enumerate(there[: len(items)]):
        if chosen[index] is None and isinstance(items[index], dict) and any(beside is other for other in left):
            chosen[index] = beside
            left = [other for other in left if other is not beside]
    return chosen


def _take(left: list[_Node], wanted: dict[str, YamlData]) -> _Node | None:
    """The mapping with the same id or name, which then is given out no more."""
    for key in RECORD_KEYS:
        for place, item in enumerate(left):
            if wanted.get(key) is not None and item.get(key) == wanted[key]:
                return left.pop(place)
    return None


def _made(value: YamlData, *, top: bool) -> _Node:
    """New data as nodes that are written in the house style."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    match value:
        case dict():
            node: _Node = CommentedMap()
            for key, inner in value.items():
                node[key] = _made(inner, top=False)
            if top and len(_flow(value)) <= _FLOW_WIDTH:
                node.fa.set_flow_style()
            return node
        case list():
            sequence: _Node = CommentedSeq([_made(item, top=False) for item in value])
            if not any(isinstance(item, dict) for item in value):
                sequence.fa.set_flow_style()
            return sequence
        case str():
            return value if _is_plain(value) else DoubleQuotedScalarString(value)
        case _:
            return value


def _delete(holder: _Node, key: str | int) -> None:
    """Take a key away; only the comment on its own line goes with it."""
    kept = _before(holder, key) + _after(holder, key)
    position = list(holder).index(key) if isinstance(key, str) else key
    del holder[key]
    if kept.strip() and position:
        before = list(holder)[position - 1] if isinstance(key, str) else position - 1
        _add_after(holder, before, kept)
    elif kept.strip():
        _add_at_head(holder, kept)


def _before(holder: _Node, key: str | int) -> str:
    """The comments above a key that ruamel.yaml keeps with it: those that come after a value in brackets."""
    comments = holder.ca.items.get(key)
    return "".join(token.value for token in (comments[1] or ())) if comments else ""


def _after(holder: _Node, key: str | int) -> str:
    """The comments below the value at `key`, without the one on its own last line."""
    comments, slot = _comments(holder, key)
    token = comments[slot] if comments else None
    return token.value.partition("\n")[2] if token is not None else ""


def _add_after(holder: _Node, key: str | int, text: str) -> None:
    comments, slot = _comments(holder, key)
    if comments[slot] is None:
        comments[slot] = _comment("\n")
    comments[slot].value += text


def _add_at_head(holder: _Node, text: str) -> None:
    """Comments before the first key: ruamel.yaml keeps them with the mapping itself, in slot 1."""
    comments: list[_Node] = holder.ca.comment or [None, None]
    comments[1] = [*(comments[1] or ()), _comment(text)]
    holder.ca.comment = comments


def _cut_after(holder: _Node, key: str | int) -> str:
    """The comments below the value at `key`, taken from there."""
    after = _after(holder, key)
    if after:
        comments, slot = _comments(holder, key)
        own_line = comments[slot].value.partition("\n")[0]
        comments[slot] = _comment(own_line + "\n") if own_line else None
    return after


def _comment(text: str) -> _Node:
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    return CommentToken(text, CommentMark(0), None)


def _comments(holder: _Node, key: str | int) -> tuple[list[_Node], int]:
    """The comments of the last line of the value at `key`, and which of them stands at its end.

    Source:
        ruamel.yaml keeps the comments after a value with the last value it came past: in slot 2
        for a value of a mapping, in slot 0 for an item of a sequence.
    """
    value: _Node = holder[key]
    if _is_block(value):
        return _comments(value, list(value)[-1] if _is_mapping(value) else len(value) - 1)
    return holder.ca.items.setdefault(key, [None, None, None, None]), 2 if _is_mapping(holder) else 0


def _is_mapping(node: _Node) -> bool:
    from ruamel.yaml.comments import CommentedMap

    return isinstance(node, CommentedMap)


def _is_block(node: _Node) -> bool:
    """Whether the node has its parts on lines of their own."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    return isinstance(node, CommentedMap | CommentedSeq) and bool(node) and not node.fa.flow_style()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # no types in ruamel.yaml
