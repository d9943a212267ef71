"""HTML as a type of its own, so that data cannot reach a page without being escaped.

Only `words` and `element` make `Markup`; both escape whatever they are given as text.

Source:
    WHATWG HTML, 13.3 (serialising) and 13.1.2.3 (attributes); CSS Syntax 3, 4.3.7 (escapes).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import NewType

Markup = NewType("Markup", str)
"""Text that is HTML already."""

NOTHING = Markup("")
LINE = Markup("\n")

_NOT_IN_HTML = {n: "\ufffd" for n in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)) if n not in (0x9, 0xA)}
"""Control characters and surrogates: a parser may not be handed these, so they show as U+FFFD."""

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]")
_NOT_IN_CSS = re.compile(r"[^A-Za-z0-9]")


def words(text: str) -> Markup:
    """`text` as it is to be read."""
    return Markup(html.escape(_allowed(text), quote=False))


def coded(text: str) -> Markup:
    """A text in which what stands between backticks is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return words(text)
    return join(element("code", {}, words(part)) if at % 2 else words(part) for at, part in enumerate(parts) if part)


def join(parts: Iterable[Markup]) -> Markup:
    """The parts one after another."""
    return Markup("".join(parts))


def element(tag: str, attributes: Mapping[str, str | None], *content: Markup) -> Markup:
    """One element with its end tag; an attribute that is None is left out."""
    return Markup(f"<{tag}{_written(attributes)}>{''.join(content)}</{tag}>")


def void_element(tag: str, attributes: Mapping[str, str | None]) -> Markup:
    """An element that has no content and no end tag, such as `br`."""
    return Markup(f"<{tag}{_written(attributes)}>")


def line(tag: str, attributes: Mapping[str, str | None], *content: Markup) -> Markup:
    """An element on a line of its own."""
    return Markup(f"<{tag}{_written(attributes)}>{''.join(content)}</{tag}>\n")


def block(tag: str, attributes: Mapping[str, str | None], *content: Markup) -> Markup:
    """An element whose content, made of lines, stands between its tags."""
    return Markup(f"<{tag}{_written(attributes)}>\n{''.join(content)}</{tag}>\n")


def identifier(anchor: str) -> str:
    """`anchor` as an id: ASCII letters, digits, `.` and `-` as they are, the rest as `_hex_`.

    No two anchors give the same id, and none gives one with a colon: those are the page's own.
    """
    return _NOT_IN_ID.sub(lambda m: f"_{ord(m[0]):x}_", anchor)


def css_string(text: str) -> str:
    """`text` as a CSS string that can end neither the string nor the style element."""
    escaped = _NOT_IN_CSS.sub(lambda m: f"\\{ord(m[0]):x} ", _allowed(text))
    return f'"{escaped}"'


def _allowed(text: str) -> str:
    """`text` without what a parser may not be handed. Nearly every text is printable, and that is soon seen."""
    return text if text.isprintable() else text.translate(_NOT_IN_HTML)


def _written(attributes: Mapping[str, str | None]) -> str:
    if not attributes:
        return ""
    written = [f' {name}="{html.escape(_allowed(value))}"' for name, value in attributes.items() if value is not None]
    return "".join(written)
