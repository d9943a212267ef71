"""The body and signature pages of a document, each body written once for all its addressees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from msgspec import Struct

from akkoord.tree import (
    KEPT,
    Block,
    BlocksKey,
    BulletList,
    Clause,
    Contents,
    Document,
    Frame,
    Number,
    NumberedList,
    Paragraph,
    Section,
    Table,
)
from akkoord.writers.docx.body import BlockWriter, Place
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.provenance import provenance_lines
from akkoord.writers.docx.runs import Targets

V = TypeVar("V")


class WrittenBody(Struct, frozen=True):
    """Body and signature pages as XML, with what they need in other parts, as XML too.

    `text` is the same object for all addressees of one body.
    """

    text: str
    pages: str
    notes: str
    instances: str
    origins: str
    links: str
    note_links: str

    @property
    def xml(self) -> str:
        """All that comes in the place of the body."""
        return self.text + self.pages


class _Consulted(Mapping[str, V]):
    """`known` as it was looked things up in; `answers` holds what was asked for, None for what is not there."""

    def __init__(self, known: Mapping[str, V]) -> None:
        self._known = known
        self.answers: dict[str, V | None] = {}

    def __getitem__(self, key: str) -> V:
        self.answers[key] = self._known.get(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("a text that goes through all there is would depend on all of it")

    def __len__(self) -> int:
        raise AssertionError("the same")


class _Text(NamedTuple):
    """The written text of `blocks`, its part of the map to the clauses, where signature pages go on, and what it asked.

    The text depends on the numbers of the anchors and on the pages of the sections that it asked for.
    """

    blocks: tuple[Block, ...]
    on_new_page: bool
    xml: str
    origins: str
    after: BlockWriter
    numbers: Mapping[str, Number | None]
    pages: Mapping[str, int | None]

    def is_of(self, document: Document, targets: Targets, pages: Mapping[str, int]) -> bool:
        """Whether it would be written again. Blocks never change, so the same object has the same text."""
        if self.blocks is not document.body or self.on_new_page is (document.title_page is None):
            return False
        same_numbers = all(targets.get(anchor) == number for anchor, number in self.numbers.items())
        return same_numbers and all(pages.get(anchor) == page for anchor, page in self.pages.items())


class BodyWriter:
    """Writes bodies in one house style. Addressees that share the object `Document.body` have it written once."""

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self._targets = lru_cache(KEPT)(_targets_by)
        self._texts: list[_Text] = []  # the last used first

    def write(self, document: Document, pages: Mapping[str, int]) -> WrittenBody:
        """Body and signature pages of `document`; `pages` as `write_docx` has it.

        Raises:
            DocxError: a reference without target, a number the house style cannot count to, a
                footnote out of order.
        """
        targets = {**_targets(document.signature_pages), **self._targets(BlocksKey(document.body))}
        text = next((t for t in self._texts if t.is_of(document, targets, pages)), None)
        if text is None:
            text = _text(self._house, document, targets, pages)
        self._texts = [text, *(t for t in self._texts if t is not text)][:KEPT]
        writer = text.after.going_on(targets, pages)
        writer.blocks(document.signature_pages, Place())
        return WrittenBody(
            text.xml,
            "".join(writer.paragraphs.out),
            "".join(writer.notes.notes),
            "".join(i.xml() for i in writer.counter.instances),
            text.origins + provenance_lines(writer.origins),
            writer.links.xml(),
            writer.notes.links.xml(),
        )


def _text(house: HouseStyle, document: Document, targets: Targets, pages: Mapping[str, int]) -> _Text:
    body, on_new_page = document.body, document.title_page is not None
    numbers, numbered = _Consulted(targets), _Consulted(pages)
    listed = frozenset(e.anchor for b in body if isinstance(b, Contents) for e in b.entries)
    writer = BlockWriter(house, numbers, numbered, listed)
    if on_new_page:
        writer.paragraphs.break_page()
    writer.blocks(body, Place())
    xml = "".join(writer.paragraphs.out)
    return _Text(body, on_new_page, xml, provenance_lines(writer.origins), writer, numbers.answers, numbered.answers)


def _targets_by(body: BlocksKey) -> Targets:
    return _targets(body.blocks)


def _targets(blocks: Iterable[Block]) -> Targets:
    """The number of every section, list item and requirement that has an anchor."""
    found: dict[str, Number | None] = {}
    waiting: list[Iterable[Block]] = [blocks]
    while waiting:
        for block in waiting.pop():
            match block:
                case NumberedList():
                    found.update((item.anchor, item.number) for item in block.items if item.anchor)
                    waiting.extend(item.children for item in block.items)
                case BulletList():
                    waiting.extend(item.children for item in block.items)
                case Section():
                    found.setdefault(block.anchor, block.number)
                    waiting.append(block.children)
                case Clause() | Frame():
                    waiting.append(block.children)
                case Table():
                    waiting.extend(cell.children for row in block.rows for cell in row.cells)
                case Paragraph() if block.number is not None and block.anchor:
                    found[block.anchor] = block.number
                case _:
                    pass
    return found
