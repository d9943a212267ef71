"""A tree as lines of text, for expected files: one node a line, indented, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from akkoord.diagnostics import Span

_FLAT = ("Name", "Literal", "Operation", "Filter", "ListOf", "Not", "Number")


def outline(node: object) -> str:
    """Every node below `node`: class, own values, place as line:column; empty values are left out."""
    return "\n".join(_lines(node, 0))


def expression(node: object) -> str:
    """An expression on one line, operands in brackets."""
    match type(node).__name__:
        case "Literal":
            return repr(node.value)
        case "Name":
            return ".".join(node.path)
        case "ListOf":
            return f"[{', '.join(map(expression, node.items))}]"
        case "Filter":
            inside = ", ".join(map(expression, node.arguments))
            return f"({expression(node.value)} | {node.name}({inside}))"
        case "Operation":
            return f"({expression(node.left)} {node.operator} {expression(node.right)})"
        case "Not":
            return f"(not {expression(node.value)})"
        case other:
            raise TypeError(other)


def _lines(node: object, depth: int) -> Iterator[str]:
    if isinstance(node, tuple):
        for child in node:
            yield from _lines(child, depth)
        return
    own, children = [type(node).__name__], []
    span = getattr(node, "span", None)
    if span is not None:
        own.append(f"@{span.line}:{span.column}")
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if type(value).__name__ in _FLAT:
            own.append(expression(value))
        elif isinstance(value, Span) or value in ((), "", None):
            continue
        elif isinstance(value, Struct) or (isinstance(value, tuple) and isinstance(value[0], Struct)):
            children.append(value)
        else:
            own.append(f"{name}={value.value if isinstance(value, Enum) else value!r}")
    yield "  " * depth + " ".join(own)
    for child in children:
        yield from _lines(child, depth + 1)
