"""A document as data for the Typst style.

The tree becomes JSON that the style walks. Data stays data: every text is a JSON string,
which Typst prints as it is, so that no value can become markup or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Raw, Struct
from msgspec.json import encode

from akkoord.tree import (
    KEPT,
    Blank,
    Block,
    BlocksKey,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    CrossReference,
    Document,
    Emphasis,
    Footnote,
    Frame,
    Gathered,
    Include,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Number,
    NumberedList,
    OfBlocks,
    Paragraph,
    Reference,
    Revised,
    Section,
    SignatureBlock,
    SignatureSlot,
    Slot,
    Status,
    Strong,
    Table,
    TableRow,
    TermUse,
    Text,
    TitlePage,
    all_blocks,
    all_inlines,
)
from akkoord.writers.table_heights import stays_whole

Data = Any  # JSON as it goes out: str, None, lists and objects of it, or what was written of one before

_NO_BREAK_SPACE = "\u00a0"
_BEFORE_NUMBER = re.compile(r"(?<=\w) (?=\d|[a-zA-Z]\b|[IVXLC]+\b)")
"""The space between the word and the number it belongs to: `artikel 17`, `onder a`, `bijlage IV`."""
_CITED = re.compile(
    r"\b(artikel|artikelen|hoofdstuk|lid|Boek|NEN|[Pp]erceel) (?=\d)"
    r"|\b(\d\d?) (?=(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b|\()"
)
"""The same in running text, for a law, a day or a lot: `artikel 4.1.1`, `30 september`, `3 (Crisis)`."""
_INITIAL = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_a-z])")
"""The space between the initials and the name of a person: `R. Voorbeeld`."""
_WORDS_KEPT = 2_000
"""Of so many texts it is remembered how they are kept together: letters have most of their words in common."""


class TypstData(NamedTuple):
    """A document as JSON for `akkoord.typ`: compact, the same text for equal documents.

    `text` is a list of the blocks of the body, and the same object for all addressees of one
    text. `rest` has the keys `meta` and `title_page` as in the tree, and `pages`, the list of
    the blocks of the signature pages. A block or inline is an object with its kind in `k`;
    plain text is a string. A place to sign names its field only in a document that is ready.
    Anchors are given only where a reference or the contents points to them, since each costs
    the typesetter time; sections always keep theirs.
    """

    text: str
    rest: str


def typst_data(document: Document) -> TypstData:
    """`document` for the Typst style.

    Raises:
        AssertionError: the tree still holds a slot, condition or unresolved reference,
            which is a bug of assembly.
    """
    return DataWriter().write(document)


class _Pointed(Struct, frozen=True):
    """What blocks point to: by reference or from the contents; and the sections among them, which keep their anchor."""

    targets: frozenset[str]
    in_contents: frozenset[str]
    sections: frozenset[str]

    def with_pages(self, pages: _Pointed) -> _Addresses:
        """The addresses that count in a text that these signature pages follow."""
        targets, sections = self.targets | pages.targets, self.sections | pages.sections
        return _Addresses(targets - sections, self.in_contents | pages.in_contents)


class _Addresses(Struct, frozen=True):
    """The anchors to give besides those of sections, and the sections that the contents list.

    A section and its first clause share an anchor; then the section has it.
    """

    anchors: frozenset[str]
    listed: frozenset[str]


class DataWriter:
    """Writes data one after another. Addressees that share the object `Document.body` have its data written once.

    So have those that share a clause or a table in different bodies, while the same anchors count.
    """

    def __init__(self) -> None:
        self._points = Gathered(_points)
        self._pointed = lru_cache(KEPT)(self._pointed_by)
        self._writer = lru_cache(2 * KEPT)(_Writer)
        self._text = lru_cache(KEPT)(self._written)

    def write(self, document: Document) -> TypstData:
        """See `typst_data`."""
        body, pages = BlocksKey(document.body), _pointed(_points(document.signature_pages))
        addresses = self._pointed(body).with_pages(pages)
        to_sign = document.status is Status.READY
        rest = {**_front(document), "pages": self._writer(addresses, to_sign).data(document.signature_pages)}
        return TypstData(self._text(body, addresses, to_sign), _json(rest).decode())

    def _pointed_by(self, body: BlocksKey) -> _Pointed:
        return _pointed(self._points.of(body.blocks))

    def _written(self, body: BlocksKey, addresses: _Addresses, to_sign: bool) -> str:
        return _json(self._writer(addresses, to_sign).data(body.blocks)).decode()


def _points(blocks: Iterable[Block]) -> frozenset[tuple[str, str]]:
    """Everything of `_Pointed`, each anchor behind the name of what it is."""
    everything = tuple(all_blocks(blocks))
    entries = (entry.anchor for block in everything if isinstance(block, Contents) for entry in block.entries)
    sections = (block.anchor for block in everything if isinstance(block, Section))
    each = (("targets", _references(everything)), ("in_contents", entries), ("sections", sections))
    return frozenset((name, anchor) for name, anchors in each for anchor in anchors)


def _pointed(points: Iterable[tuple[str, str]]) -> _Pointed:
    found: dict[str, set[str]] = {"targets": set(), "in_contents": set(), "sections": set()}
    for name, anchor in points:
        found[name].add(anchor)
    return _Pointed(*(frozenset(found[name]) for name in ("targets", "in_contents", "sections")))


def _json(data: Data) -> bytes:
    return encode(data, order="sorted")


def _front(document: Document) -> Data:
    """All but the blocks: what stands in properties, header and footer, and on the title page, if there is one."""
    meta, title_page = document.meta, document.title_page
    return {
        "meta": {
            "title": meta.title,
            "short_title": meta.short_title,
            "report": document.report,
            "version_line": meta.version_line,
            "mark": document.mark,
            "concept": document.status is Status.CONCEPT and not document.report,
            "initials": meta.initials and document.status is Status.READY,
            "region": meta.region,
            "author": meta.author,
            "subject": meta.subject,
            "keywords": [w for w in (meta.kind, meta.region, meta.edition, meta.version_line) if w],
            "date": [int(part) for part in meta.date.split("-")],
        },
        "title_page": None if title_page is None else _title_page(title_page),
    }


@lru_cache(_WORDS_KEPT)
def _unbroken(text: str) -> str:
    """`text` with what belongs to a number on the line of that number, and a name on that of its initials."""
    return _INITIAL.sub(_NO_BREAK_SPACE, _CITED.sub(rf"\1\2{_NO_BREAK_SPACE}", text))


def _title_page(page: TitlePage) -> Data:
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "motto": page.motto,
        "lines": [_unbroken(line) for line in page.lines],
        "notice": page.notice,
    }


class _Writer:
    """Walks blocks; an anchor is given only where something points to it, a signature field only `to_sign`."""

    def __init__(self, addresses: _Addresses, to_sign: bool) -> None:
        self._addresses = addresses
        self._to_sign = to_sign
        self._parts: OfBlocks[bytes] = OfBlocks()

    def data(self, blocks: Iterable[Block]) -> list[Data]:
        """The blocks in order; a clause gives those in it. What is kept stands there as the JSON it becomes."""
        written: list[Data] = []
        for block in blocks:
            if isinstance(block, Clause | Table) or _is_innermost(block):
                part = self._parts.get(block)
                if part is None:
                    part = self._parts.keep(block, _json(self._part(block))[1:-1])  # without the brackets of its list
                written += [Raw(part)] if part else []
            else:
                written.append(self._block(block))
        return written

    def _part(self, block: Block) -> list[Data]:
        if not isinstance(block, Clause):
            return [self._block(block)]
        anchor = self._anchor(block.anchor)  # a clause has no look of its own, only an address
        return [*([{"k": "anchor", "a": anchor}] if anchor else ()), *self.data(block.children)]

    def _block(self, block: Block) -> Data:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case NumberedList():
                kind, within = block.kind.value, block.within.value
                return {"k": "numbered", "level": kind, "within": within, "items": [self._item(i) for i in block.items]}
            case BulletList():
                return {"k": "bullets", "items": [self._item(i) for i in block.items]}
            case Frame():
                return {"k": "frame", "c": self.data(block.children)}
            case Table():
                return self._table(block)
            case Section():
                return self._section(block)
            case SignatureBlock():
                return _signature_block(block, self._to_sign)
            case Contents():
                return self._contents(block)
            case Clause() | Conditional() | Include() | SignatureSlot() | ContractList():
                raise AssertionError(f"{type(block).__name__} reached the writer")

    def _paragraph(self, paragraph: Paragraph) -> Data:
        return {
            "k": "paragraph",
            "role": paragraph.role.value,
            "n": _shown(paragraph.number),
            "a": self._anchor(paragraph.anchor),
            "c": self._inlines(paragraph.children),
        }

    def _item(self, item: ListItem) -> Data:
        return {"n": _shown(item.number), "a": self._anchor(item.anchor), "c": self.data(item.children)}

    def _table(self, table: Table) -> Data:
        return {
            "k": "table",
            "widths": list(table.widths),
            "align": list(table.align),
            "caption": table.caption,
            "whole": stays_whole(table),
            "a": self._anchor(table.anchor),
            "header": self._row(table.header),
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: TableRow) -> Data:
        cells = [{"wide": cell.columns_wide, "c": self.data(cell.children)} for cell in row.cells]
        return {"a": self._anchor(row.anchor), "cells": cells}

    def _section(self, section: Section) -> Data:
        return {
            "k": "section",
            "kind": section.kind.value,
            "n": _shown(section.number),
            "t": self._inlines(section.title),
            "level": section.level,
            "a": section.anchor,
            "listed": section.anchor in self._addresses.listed,
            "c": self.data(section.children),
        }

    def _contents(self, contents: Contents) -> Data:
        entries = {
            entry.anchor: {"n": _shown(entry.number), "t": self._inlines(entry.title), "level": entry.level}
            for entry in contents.entries
        }
        return {"k": "contents", "title": contents.title, "entries": entries}

    def _anchor(self, anchor: str) -> str:
        return anchor if anchor in self._addresses.anchors else ""

    def _inlines(self, inlines: Iterable[Inline]) -> list[Data]:
        return [self._inline(inline) for inline in inlines]

    def _inline(self, inline: Inline) -> Data:  # noqa: C901  # one flat branch for each kind of node
        match inline:
            case Text(text):
                return _unbroken(text)
            case TermUse(text):
                return text
            case Strong(children):
                return {"k": "strong", "c": self._inlines(children)}
            case Emphasis(children):
                return {"k": "emphasis", "c": self._inlines(children)}
            case Revised(mark, children):
                return {"k": mark.value, "c": self._inlines(children)}
            case Blank():
                return {"k": "blank", "t": inline.text}
            case LineBreak():
                return {"k": "line_break"}
            case Link(url, children):
                return {"k": "link", "url": url, "c": self._inlines(children)}
            case Footnote(children, number):
                return {"k": "footnote", "n": str(number), "c": self.data(children)}
            case Reference():
                words = _BEFORE_NUMBER.sub(_NO_BREAK_SPACE, inline.text)
                return words if inline.document else {"k": "reference", "a": inline.anchor, "t": words}
            case Slot() | CrossReference():
                raise AssertionError(f"{type(inline).__name__} reached the writer")


def _is_innermost(block: Block) -> bool:
    """Whether it is a section without sections in it: what texts have in common is kept of those."""
    return isinstance(block, Section) and not any(isinstance(child, Section) for child in block.children)


def _signature_block(block: SignatureBlock, to_sign: bool) -> Data:
    return {
        "k": "signature",
        "heading": block.heading,
        "rows": [[row.label, row.value] for row in block.rows],
        "field": block.field_name if to_sign else "",
    }


def _shown(number: Number | None) -> str:
    return "" if number is None else number.shown


def _references(blocks: Iterable[Block]) -> Iterator[str]:
    """Every anchor that a reference inside the document points to, footnotes included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _references_in(block.children)


def _references_in(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in all_inlines(inlines):
        if isinstance(inline, Reference) and not inline.document:
            yield inline.anchor
        elif isinstance(inline, Footnote):
            for block in inline.children:
                yield from _references(all_blocks((block,)))
