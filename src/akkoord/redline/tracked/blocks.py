"""Blocks of a story, written with what came, went and moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import partial

from akkoord.compare.alignment import Aligner
from akkoord.compare.blocks import Block, Cell, Container, Kind, Row, read_container
from akkoord.compare.content import FORMULAS, TEXT_BOX
from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import (
    DELETED,
    INSERTED,
    Aligned,
    CellItem,
    Item,
    Kept,
    Mark,
    Nested,
    Piece,
    TableItem,
    Whole,
    Wrapped,
)
from akkoord.compare.leaves import Leaf
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.inline import InlineWriter
from akkoord.redline.tracked.mathematics import FormulaMerger
from akkoord.redline.tracked.paragraphs import ParagraphProperties
from akkoord.redline.tracked.properties import Records
from akkoord.redline.tracked.scope import Scope
from akkoord.redline.tracked.tables import TableWriter

_P = w("p")
_LEADING = frozenset(w(t) for t in ("tcPr", "sdtPr", "sdtEndPr"))


class BlockWriter:
    """Writes the items of stories into elements of the new package."""

    def __init__(self, scope: Scope, aligner: Aligner, old: Fingerprints, new: Fingerprints) -> None:
        self.scope = scope
        self._aligner = aligner
        self._old, self._new = old, new
        self._tables = TableWriter(self)
        self._formulas = FormulaMerger(old, new, scope.revisions)
        self.records = Records(scope, old, new)
        self._properties = ParagraphProperties(scope, self.records)

    def fill(self, holder: Element, aligned: Aligned) -> None:
        """Replace the blocks of `holder`, an element of the new package, by those of `aligned`."""
        self.replace(holder, self.written(aligned.items), self.loose(aligned.old.markers, aligned.new.markers))

    @staticmethod
    def replace(holder: Element, blocks: Sequence[Element], markers: Sequence[Element] = ()) -> None:
        """Put `blocks` where the blocks of `holder` are; properties before and after them stay."""
        head = [child for child in holder if child.tag in _LEADING]
        tail = [child for child in holder if child.tag == w("sectPr")]
        content = [*head, *blocks, *markers, *tail]
        gone = set(holder).difference(content)
        holder.extend(
            content
        )  # moved, not taken out first: that takes a time which grows with the square of their size
        for child in list(holder)[: len(gone)]:
            child.clear()
            holder.remove(child)

    def written(self, items: Iterable[Item]) -> list[Element]:
        """The elements for `items`."""
        out: list[Element] = []
        pieces: list[Piece] = []
        moving = ""
        end: Element | None = None
        for item in items:
            if isinstance(item, Piece):
                pieces.append(item)
                continue
            move, op = self._move_of(item, pieces)
            if end is not None and f"{op}{move}" != moving:
                out.append(end)
                moving, end = "", None
            if not isinstance(item, Mark):
                out += self._block(item)
                continue
            start = None
            if move and end is None:
                start, end = self.scope.revisions.range_of_move(op, move)
                moving = f"{op}{move}"
            out += self.before(item.old, item.new)
            out += self._paragraph(item, pieces, start)
            pieces = []
        if end is not None:
            out.append(end)
        return out

    @staticmethod
    def _move_of(item: Item, pieces: list[Piece]) -> tuple[str, str]:
        """The move that a paragraph is a side of, and which side; "" for none."""
        if not isinstance(item, Mark):
            return "", ""
        for part in (item, *pieces):
            if part.move:
                return part.move, part.op
        return "", ""

    def before(self, old: Block | Row | Cell | None, new: Block | Row | Cell | None) -> list[Element]:
        """The ends of ranges that stand before a block, row or cell."""
        return self.loose(old.markers if old is not None else (), new.markers if new is not None else ())

    def loose(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """Ends of ranges that stand between blocks."""
        if not new and not old:
            return []
        mine = [out for marker in new for out in self._marker(marker, own=True)]
        return [*mine, *(out for marker in old for out in self._marker(marker, own=False))]

    def _marker(self, marker: Element, *, own: bool) -> list[Element]:
        kept = self.scope.marker(marker, own=own)
        if kept is None:
            return []
        element, change = kept
        if not change:
            return [element]
        around = self.scope.revisions.mark(change)
        around.append(element)
        return [around]

    def _paragraph(self, mark: Mark, pieces: list[Piece], start: Element | None) -> list[Element]:
        source = mark.new if mark.new is not None else mark.old
        if source is None:
            return []
        attributes = dict(source.element.attrib) if mark.new is not None else {}
        paragraph = source.element.makeelement(_P, attributes)
        self._properties.write(paragraph, mark)
        if start is not None:
            paragraph.append(start)
        old = mark.old.content if mark.old is not None else None
        new = mark.new.content if mark.new is not None else None
        InlineWriter(self.scope, self.records, paragraph, self._merge_object).write(pieces, mark.op, old, new)
        return [paragraph]

    def _block(self, item: Item) -> list[Element]:
        if isinstance(item, Whole):
            return self.one_sided(item.op, [item.block])
        if isinstance(item, Wrapped):
            sides = (item.block, None) if item.op == DELETED else (None, item.block)
            markers = item.block.inner.markers
            loose = self.loose(*((markers, ()) if item.op == DELETED else ((), markers)))
            control = self._lone_control(item.op, item.block, partial(self._inside, item.items, loose))
            return [*self.before(*sides), *control]
        if not isinstance(item, Kept | TableItem | Nested):
            return []
        before = self.before(item.old, item.new)
        if isinstance(item, Kept):
            return [*before, item.new.element]
        return [*before, self._tables.both(item) if isinstance(item, TableItem) else self._control(item)]

    def _control(self, item: Nested) -> Element:
        control = item.new.element
        loose = self.loose(item.old.inner.markers, item.new.inner.markers)
        self.replace(item.new.inner.element, self.written(item.items), loose)
        return control

    def one_sided(self, op: str, blocks: Iterable[Block]) -> list[Element]:
        """Blocks that only one side has, with everything in them marked."""
        out: list[Element] = []
        for block in blocks:
            if block.kind is not Kind.PARAGRAPH:  # those before a paragraph are written with it
                out += self.before(block if op == DELETED else None, block if op == INSERTED else None)
            if block.kind is Kind.PARAGRAPH:
                out += self.written(self.paragraph_items(op, block))
            elif block.kind is Kind.TABLE:
                out.append(self._tables.one(op, block))
            elif block.kind is Kind.CONTROL:
                out += self._lone_control(op, block, partial(self.cell, op, block.inner))
            elif block.element.tag in FORMULAS:
                around = self.scope.revisions.mark(op)
                around.append(self.scope.adopt(block.element) if op == DELETED else block.element)
                out.append(around)
            elif op == INSERTED:
                out.append(block.element)
        return out

    def paragraph_items(self, op: str, block: Block) -> list[Item]:
        """A paragraph that only one side has."""
        if id(block) in self._aligner.moves:
            return list(self._aligner.moved(op, block))
        text = block.content
        if op == DELETED:
            return [Piece(op, text, 0, len(text), None, 0, 0), Mark(op, block, None)]
        return [Piece(op, None, 0, 0, text, 0, len(text)), Mark(op, None, block)]

    def _inside(self, items: list[Item], loose: list[Element]) -> list[Element]:
        return [*self.written(items), *loose]

    def _lone_control(self, op: str, block: Block, inner: Callable[[], list[Element]]) -> list[Element]:
        """The tags of a control that only one side has, around `inner`."""
        revisions = self.scope.revisions
        start, end = revisions.range_of_control(op)
        closing, closed = revisions.range_of_control(op)
        content = inner()
        source = block.element
        shell = source.makeelement(source.tag, dict(source.attrib))
        heads = [child for child in source if child.tag in _LEADING or child.tag == w("customXmlPr")]
        adopt = self.scope.adopt if op == DELETED else deepcopy
        shell.extend([adopt(head) for head in heads])
        holder = shell
        if source.tag == w("sdt"):
            holder = source.makeelement(w("sdtContent"), {})
            shell.append(holder)
        holder.extend([end, *content, closing])
        return [start, shell, closed]

    def text_box(self, old: Element, new: Element, target: Element) -> None:
        """Write what changed between two text boxes into `target`, a copy of the new one."""
        aligned = self._aligner.story(read_container(old, self._old), read_container(new, self._new), moves=False)
        elements = self.written(aligned.items)
        self.replace(target, elements, self.loose(aligned.old.markers, aligned.new.markers))

    def _merge_object(self, old: Leaf, new: Leaf) -> Element | None:
        """An object on both sides; None when the new one can stand as it is."""
        if new.element.tag in FORMULAS:
            same = self._old.of(old.element) == self._new.of(new.element)
            return None if same else self._formulas.merged(old.element, new.element)
        a, b = list(old.element.iter(TEXT_BOX)), list(new.element.iter(TEXT_BOX))
        if not a or len(a) != len(b):
            return None
        prints_a, prints_b = [self._old.of(x) for x in a], [self._new.of(x) for x in b]
        if prints_a == prints_b:
            return None
        copy = deepcopy(new.element)
        copy.tail = None
        for one, other, target in zip(a, b, list(copy.iter(TEXT_BOX)), strict=True):
            self.text_box(one, deepcopy(other), target)
        return copy

    def replace_cell(self, cell: Element, item: CellItem) -> None:
        """Replace the blocks of a cell of the new package by those of `item`, which stands on both sides."""
        old = item.old.container.markers if item.old is not None else ()
        new = item.new.container.markers if item.new is not None else ()
        self.replace(cell, self.written(item.items), self.loose(old, new))

    def cell(self, op: str, container: Container) -> list[Element]:
        """The content of a cell, story or control that only one side has."""
        loose = container.markers if op == DELETED else (), container.markers if op == INSERTED else ()
        return [*self.one_sided(op, container.blocks), *self.loose(*loose)]
