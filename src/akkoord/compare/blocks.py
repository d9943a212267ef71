"""The blocks of a story, a cell or a content control; what stands in what is kept is not gone through twice."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from akkoord.compare.content import RANGES, Text
from akkoord.compare.fingerprint import Fingerprints
from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_P, _TBL, _SDT, _CUSTOM, _TR, _TC = (w(t) for t in ("p", "tbl", "sdt", "customXml", "tr", "tc"))
NO_BLOCK = frozenset(
    w(t)
    for t in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "proofErr", "tblPr", "tblGrid", "trPr", "tblPrEx")
)
"""Elements beside the blocks of a holder that are properties of it, or say nothing."""
_SDT_CONTENT = w("sdtContent")
_HOLDERS = frozenset((_SDT, _CUSTOM, _SDT_CONTENT))


_Held = tuple[tuple[Element, ...], Element, tuple[Element, ...]]
"""The controls around a row or cell, the row or cell, and the ends of ranges that stand before it."""


class Kind(StrEnum):
    """What a block is; a control is one around blocks."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    CONTROL = "control"
    OTHER = "other"


class _Printed:
    """What has a fingerprint and a text, worked out when one of them is asked for: of what is kept nobody does."""

    element: Element
    prints: Fingerprints

    @property
    def fingerprint(self) -> int:
        """Its fingerprint."""
        return self._printed[0]

    @property
    def text(self) -> str:
        """Its text."""
        return self._printed[1]

    @cached_property
    def _printed(self) -> tuple[int, str]:
        return self.prints.block(self.element)


class _OfTable(_Printed):
    """A part of a table; `around` are the content controls of what holds it that it stands in, outermost first.

    `markers` are the ends of ranges that stand before it, `after` those behind the last of its kind.
    """

    after: tuple[Element, ...] = ()

    def __init__(self, held: _Held, prints: Fingerprints, number: int) -> None:
        self.around, self.element, self.markers = held
        self.number = number
        self.prints = prints


class Block(_Printed, Struct, eq=False, dict=True):
    """A block; `markers` are the ends of ranges that stand before it."""

    element: Element
    kind: Kind
    prints: Fingerprints
    markers: list[Element]
    identity: str = ""
    _content: Text | None = None
    _inner: Container | None = None
    _rows: list[Row] | None = None

    @property
    def content(self) -> Text:
        """What a paragraph holds."""
        if self._content is None:
            self._content = Text(self.element, self.prints)
        return self._content

    @property
    def inner(self) -> Container:
        """What a content control holds."""
        if self._inner is None:
            content = self.element.find(w("sdtContent")) if self.element.tag == _SDT else self.element
            self._inner = read_container(content if content is not None else self.element, self.prints)
        return self._inner

    @property
    def rows(self) -> list[Row]:
        """The rows of a table."""
        if self._rows is None:
            self._rows = _parts(Row, self.element, _TR, self.prints) if self.kind is Kind.TABLE else []
        return self._rows


class Container(Struct, eq=False):
    """The blocks of an element, and the ends of ranges after the last of them."""

    element: Element
    blocks: list[Block]
    markers: list[Element] = field(default_factory=list["Element"])


class Row(_OfTable):
    """A row."""

    def __init__(self, held: _Held, prints: Fingerprints, number: int) -> None:
        super().__init__(held, prints, number)
        self._cells: list[Cell] | None = None

    @property
    def cells(self) -> list[Cell]:
        """The cells."""
        if self._cells is None:
            self._cells = _parts(Cell, self.element, _TC, self.prints)
        return self._cells


class Cell(_OfTable):
    """A cell."""

    def __init__(self, held: _Held, prints: Fingerprints, number: int) -> None:
        super().__init__(held, prints, number)
        self._container: Container | None = None

    @property
    def container(self) -> Container:
        """Its blocks."""
        if self._container is None:
            self._container = read_container(self.element, self.prints)
        return self._container


def read_container(element: Element, prints: Fingerprints) -> Container:
    """The blocks in `element` (body, cell, note, header, text box, control)."""
    blocks: list[Block] = []
    markers: list[Element] = []
    for child in element:
        tag = child.tag
        if tag in NO_BLOCK:
            continue
        if tag in RANGES:
            markers.append(child)
            continue
        kind = _kind(tag)
        identity = identity_of(child) if kind is Kind.CONTROL else ""
        blocks.append(Block(child, kind, prints, markers, identity))
        markers = []
    return Container(element, blocks, markers)


def paragraphs_in(blocks: list[Block]) -> Iterator[Block]:
    """The paragraphs among `blocks` and inside their controls, in order; not those in tables."""
    for block in blocks:
        if block.kind is Kind.PARAGRAPH:
            yield block
        elif block.kind is Kind.CONTROL:
            yield from paragraphs_in(block.inner.blocks)


def _kind(tag: str) -> Kind:
    if tag == _P:
        return Kind.PARAGRAPH
    if tag == _TBL:
        return Kind.TABLE
    return Kind.CONTROL if tag in (_SDT, _CUSTOM) else Kind.OTHER


def identity_of(control: Element) -> str:
    """What names a control from one version to the next: the clause of its tag (`id@version`), its title."""
    properties = control.find(w("sdtPr"))
    if properties is None:
        return str(control.get(w("element"), ""))
    tag = properties.find(w("tag"))
    alias = properties.find(w("alias"))
    name = tag.get(w("val"), "").partition("@")[0] if tag is not None else ""
    return name or (alias.get(w("val"), "") if alias is not None else "")


Part = TypeVar("Part", bound=_OfTable)


def _parts(kind: type[Part], parent: Element, tag: str, prints: Fingerprints) -> list[Part]:
    """The rows or cells in `parent`, with the ends of ranges between them."""
    waiting: list[Element] = []
    out = [kind(held, prints, number) for number, held in enumerate(_held(parent, tag, prints, waiting), 1)]
    if out and waiting:
        out[-1].after = tuple(waiting)
    return out


def _held(
    parent: Element, tag: str, prints: Fingerprints, waiting: list[Element], around: tuple[Element, ...] = ()
) -> Iterator[_Held]:
    """The rows or cells in `parent`; what else stands there is told to `prints`."""
    for child in parent:
        if child.tag == tag:
            yield around, child, tuple(waiting)
            waiting.clear()
        elif child.tag in _HOLDERS:
            inside = around if child.tag == _SDT_CONTENT else (*around, child)
            yield from _held(child, tag, prints, waiting, inside)
        elif child.tag in RANGES:
            waiting.append(child)
        elif child.tag not in NO_BLOCK:
            prints.misplaced = True
