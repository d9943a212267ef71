"""Characters that the pinned fonts cannot print, found before the typesetter meets them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from akkoord.diagnostics import Diagnostic, Span, error, in_order
from akkoord.tree import (
    Block,
    Contents,
    Document,
    Emphasis,
    Footnote,
    Inline,
    Link,
    ListItem,
    Paragraph,
    Revised,
    Section,
    SignatureBlock,
    Strong,
    Table,
    Text,
    all_blocks,
    plain_text,
)


def unprintable(document: Document, covered: frozenset[str]) -> tuple[Diagnostic, ...]:
    """An error for each text of `document` with characters outside `covered`, at its own place.

    TYP001 names the characters and the words they stand in.
    """
    findings: list[Diagnostic] = []
    for text, span in _texts(document):
        missing = sorted(set(text) - covered)
        if missing:
            findings.append(_finding(text, missing, span, covered))
    return in_order(findings)


def _finding(text: str, missing: list[str], span: Span | None, covered: frozenset[str]) -> Diagnostic:
    named = ", ".join(f"`{c}` (U+{ord(c):04X} {unicodedata.name(c, 'zonder naam')})" for c in missing)
    at = min(text.index(c) for c in missing)
    words = text[max(0, at - 30) : at + 30].strip()
    composed = unicodedata.normalize("NFC", words)
    hint = "vervang het teken, of leg een lettertype vast dat het wel heeft"
    if set(composed) <= covered:  # a letter and its accent as two characters, as macOS writes names
        hint = f"typ de letter met het accent opnieuw, als één teken: `{composed}`"
    return error("TYP001", f"het lettertype heeft geen teken voor {named} in `{words}`", span, hint)


def _texts(document: Document) -> Iterator[tuple[str, Span | None]]:
    meta, title = document.meta, document.title_page
    for text in (meta.short_title, meta.version_line):
        yield text, None
    for text in (title.title, title.subtitle, title.motto, *title.lines, title.notice) if title else ():
        yield text, None
    yield from _block_texts((*document.body, *document.signature_pages))


def _block_texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Span | None]]:
    for block in all_blocks(blocks):
        match block:
            case Paragraph():
                yield block.number.shown if block.number else "", block.span
                yield from _inline_texts(block.children, block.span)
            case Section():
                yield block.number.shown if block.number else "", block.span
                yield plain_text(block.title), block.span
            case SignatureBlock():
                yield block.heading, block.span
                yield from ((f"{row.label} {row.value}", block.span) for row in block.rows)
            case Table():
                yield block.caption, block.span
            case Contents():
                yield block.title, None
            case _:
                yield from ((item.number.shown, item.span) for item in _items(block) if item.number)


def _items(block: Block) -> tuple[ListItem, ...]:
    return getattr(block, "items", ())


def _inline_texts(inlines: tuple[Inline, ...], span: Span | None) -> Iterator[tuple[str, Span | None]]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text, inline.span or span
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                yield from _inline_texts(children, span)
            case Footnote(children):
                yield from _block_texts(children)
            case _:
                yield plain_text((inline,)), getattr(inline, "span", None) or span
