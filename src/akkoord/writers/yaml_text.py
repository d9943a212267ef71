"""YAML as people keep it: a file in the house style, written so that any program reads the same.

That goes for our own reader, any YAML 1.2 and any YAML 1.1 program. A file that is there already is changed
by `yaml_edits`, which writes what is new in the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

YamlData: TypeAlias = "bool | int | Decimal | date | str | list[YamlData] | dict[str, YamlData] | None"

_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/’&+;€%-]|'(?=\w)| (?=[\w(/’&+€]))*|[1-9][0-9]{3} [A-Z]{2}")
"""Text that means itself to every YAML program, also between brackets; the last form is a postcode."""
RECORD_KEYS = ("id", "name", "code", "lot", "provider", "legal_name", "clause", "valid_from")
"""What tells the records of a list apart: the first of these that both have says which is which."""
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""What some YAML program takes for a truth value or for nothing (YAML 1.1, bool and null)."""
_FLOW_WIDTH = 100
"""A mapping of plain values as short as this stands on one line."""


def new_yaml(data: Mapping[str, YamlData], schema: str) -> str:
    """A new file with `data`, its first line naming the schema for editors."""
    head = f"# yaml-language-server: $schema={schema}\n#\n"
    return head + "".join(entry_lines(key, value, 0) for key, value in data.items())


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


def entry_lines(key: str, value: YamlData, indent: int) -> str:
    """A key with its value, on lines of their own that begin after `indent` spaces."""
    pad = " " * indent
    match value:
        case dict() if len(line := flow(value)) <= _FLOW_WIDTH:
            return f"{pad}{key}: {line}\n"
        case dict():
            return f"{pad}{key}:\n" + "".join(entry_lines(k, v, indent + 2) for k, v in value.items())
        case list() if not any(isinstance(item, dict) for item in value):
            return f"{pad}{key}: {flow(value)}\n"
        case list():
            return f"{pad}{key}:\n" + "".join(item_lines(item, indent + 2) for item in value)
        case _:
            return f"{pad}{key}: {scalar(value)}\n"


def item_lines(item: YamlData, indent: int) -> str:
    """A dash with its item, as `entry_lines`."""
    pad = " " * indent
    if not isinstance(item, dict) or not item:
        return f"{pad}- {flow(item)}\n"
    lines = "".join(entry_lines(key, value, indent + 2) for key, value in item.items())
    return f"{pad}- {lines[indent + 2 :]}"


def flow(value: YamlData) -> str:
    """A value on one line: what has parts, between brackets."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(inner) for inner in value) + "]"
        case _:
            return scalar(value)
