"""Going through a tree, and making a new one by mapping its nodes."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntFlag
from typing import TypeVar

from msgspec.structs import replace

from akkoord.tree.blocks import (
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    Frame,
    Include,
    ListItem,
    NumberedList,
    Paragraph,
    Section,
    SignatureBlock,
    SignatureSlot,
    Table,
    TableCell,
    TableRow,
)
from akkoord.tree.inlines import (
    Blank,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Reference,
    Revised,
    Slot,
    Strong,
    TermUse,
    Text,
)
from akkoord.tree.recent import Recent

InlineMap = Callable[[Inline], tuple[Inline, ...]]
"""What a leaf or container becomes; called after its own children were mapped."""

T = TypeVar("T")


def mapped(nodes: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """`nodes` with `change` applied to each; the same object when each stayed what it was.

    What a map leaves alone stays the same object up to the root, so that documents share what they have in
    common: in memory, on their way to a worker, and in what is made of it once.
    """
    return kept_if_same(nodes, [change(node) for node in nodes])


def kept_if_same(nodes: tuple[T, ...], became: Sequence[T]) -> tuple[T, ...]:
    """What `nodes` became; the same object when each of them stayed what it was."""
    return nodes if len(nodes) == len(became) and all(map(operator.is_, became, nodes)) else tuple(became)


def map_inlines(inlines: Iterable[Inline], change: InlineMap) -> tuple[Inline, ...]:
    """`inlines` with `change` applied to every node, innermost first (footnotes included)."""
    given = inlines if isinstance(inlines, tuple) else tuple(inlines)
    out: list[Inline] = []
    for inline in given:
        match inline:
            case Strong() | Emphasis() | Revised() | Link() | CrossReference():
                out.extend(change(with_children(inline, map_inlines(inline.children, change))))
            case Footnote():
                children = mapped(inline.children, lambda b: map_block_inlines(b, change))
                out.extend(change(inline if children is inline.children else replace(inline, children=children)))
            case Text() | Blank() | LineBreak() | TermUse() | Reference() | Slot():
                out.extend(change(inline))
    return kept_if_same(given, out)


Container = TypeVar("Container", bound=Strong | Emphasis | Revised | Link | CrossReference)
Rows = TypeVar("Rows", bound=Section | Frame | Clause | Conditional)


def with_children(inline: Container, children: tuple[Inline, ...]) -> Container:
    """`inline` with these children; itself when it has them."""
    return inline if children is inline.children else replace(inline, children=children)


def _with_blocks(block: Rows, children: tuple[Block, ...]) -> Rows:
    return block if children is block.children else replace(block, children=children)


def _with_inlines(block: Paragraph, children: tuple[Inline, ...]) -> Paragraph:
    return block if children is block.children else replace(block, children=children)


class Held(IntFlag):
    """What can stand in a block, as far as a map over a tree looks for it."""

    SLOT = 1
    CROSS_REFERENCE = 2
    FOOTNOTE = 4
    SIGNATURE_SLOT = 8
    CLAUSE = 16
    """A clause, or a row of a table that is one."""
    SECTION = 32
    CONDITIONAL = 64
    EMPTY_PARAGRAPH = 128
    LINK = 256
    NUMBERED = 512
    """A numbered list, or a row of a table that has a letter."""
    BLANK = 1024
    ELSEWHERE = 2048
    """A reference to another document."""


_NOTHING = Held(0)
_held: Recent[int, tuple[Block, int]] = Recent(25_000)
"""What stands in blocks, by their `id`: blocks never change, and documents share what they have in common. Each block
is kept with it, so that its `id` stays its own."""


def forget_held() -> None:
    """Let go of what is known of blocks, and so of the blocks: others come now."""
    _held.clear()


def stands_in(block: Block, what: Held) -> bool:
    """Whether something of `what` stands in `block`, at any depth, in its footnotes too, or is it."""
    return bool(_held_in(block) & what.value)


def _held_in(block: Block) -> int:
    known = _held.now.get(id(block)) or _held.get(id(block))
    if known is not None:
        return known[1]
    found = _held_here(block)
    if not isinstance(block, Paragraph):
        for child in child_blocks(block):
            found |= _held_in(child)
    _held.keep(id(block), (block, found))
    return found


def _held_here(block: Block) -> int:
    """What a block itself is, and what stands in its own inlines."""
    match block:
        case Paragraph(children):
            return _held_by(children) if children else Held.EMPTY_PARAGRAPH.value
        case Section():
            return Held.SECTION.value | _held_by(block.title)
        case Clause():
            return Held.CLAUSE.value
        case Table() if any(row.clause for row in block.rows):
            return Held.CLAUSE.value | Held.NUMBERED.value
        case NumberedList():
            return Held.NUMBERED.value
        case Conditional():
            return Held.CONDITIONAL.value
        case SignatureSlot():
            return Held.SIGNATURE_SLOT.value
        case Contents():
            return _held_by(tuple(inline for entry in block.entries for inline in entry.title))
        case _:
            return 0


_LEAVES = frozenset({Text, TermUse, LineBreak})


def _held_by(inlines: tuple[Inline, ...]) -> int:  # noqa: C901 -- one arm per kind of inline, none with logic
    found = 0
    for inline in inlines:
        if type(inline) in _LEAVES:
            continue
        match inline:
            case Slot():
                found |= Held.SLOT.value
            case Reference(document=document):
                found |= Held.ELSEWHERE.value if document else 0
            case Blank():
                found |= Held.BLANK.value
            case CrossReference(children=children):
                found |= Held.CROSS_REFERENCE.value | _held_by(children)
            case Footnote(children=children):
                found |= Held.FOOTNOTE.value
                for child in children:
                    found |= _held_in(child)
            case Link(_, children):
                found |= Held.LINK.value | _held_by(children)
            case Strong(children) | Emphasis(children) | Revised(_, children):
                found |= _held_by(children)
            case _:
                pass
    return found


def map_block_inlines(block: Block, change: InlineMap, only: Held = _NOTHING) -> Block:
    """`block` with `change` applied to every inline in it, in reading order.

    With `only`, it may leave out a block in which nothing of that stands: `change` keeps all else as it is.
    """
    if only and not _held_in(block) & only.value:
        return block

    def blocks(children: tuple[Block, ...]) -> tuple[Block, ...]:
        return mapped(children, lambda b: map_block_inlines(b, change, only))

    match block:
        case Paragraph():
            return _with_inlines(block, map_inlines(block.children, change))
        case Section():
            title = map_inlines(block.title, change)
            named = block if title is block.title else replace(block, title=title)
            return _with_blocks(named, blocks(block.children))
        case _:
            return map_child_blocks(block, blocks)


BlocksMap = Callable[[tuple[Block, ...]], tuple[Block, ...]]
"""What a row of neighbouring blocks becomes; it goes on into them itself where it wants to."""


def map_child_blocks(block: Block, change: BlocksMap) -> Block:
    """`block` with `change` applied to each row of blocks directly in it, footnotes included.

    A row is what stands in one item, cell, section, frame, clause, condition or footnote.
    """
    match block:
        case Paragraph():
            if not _held_in(block) & Held.FOOTNOTE.value:  # which is nearly always
                return block
            return _with_inlines(block, _map_footnotes(block.children, change))
        case NumberedList() | BulletList():
            items = mapped(block.items, lambda item: _changed(item, change))
            return block if items is block.items else replace(block, items=items)
        case Table():
            header, rows = map_row(block.header, change), mapped(block.rows, lambda r: map_row(r, change))
            same = header is block.header and rows is block.rows
            return block if same else replace(block, header=header, rows=rows)
        case Section() | Frame() | Clause() | Conditional():
            return _with_blocks(block, change(block.children))
        case SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return block


def map_row(row: TableRow, change: BlocksMap) -> TableRow:
    """`row` with `change` applied to the blocks of each of its cells."""
    cells = mapped(row.cells, lambda cell: _changed(cell, change))
    return row if cells is row.cells else replace(row, cells=cells)


Holder = TypeVar("Holder", ListItem, TableCell)


def _changed(holder: Holder, change: BlocksMap) -> Holder:
    children = change(holder.children)
    return holder if children is holder.children else replace(holder, children=children)


def _map_footnotes(inlines: tuple[Inline, ...], change: BlocksMap) -> tuple[Inline, ...]:
    """`inlines` with `change` applied to the blocks of each footnote in them."""
    return mapped(inlines, lambda inline: _map_footnote(inline, change))


def _map_footnote(inline: Inline, change: BlocksMap) -> Inline:
    match inline:
        case Footnote():
            children = change(inline.children)
            return inline if children is inline.children else replace(inline, children=children)
        case Strong() | Emphasis() | Revised() | Link():
            return with_children(inline, _map_footnotes(inline.children, change))
        case Text() | Blank() | LineBreak() | TermUse() | Reference() | Slot() | CrossReference():
            return inline


def child_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly in `block`, in reading order."""
    match block:
        case NumberedList() | BulletList():
            for item in block.items:
                yield from item.children
        case Table():
            for table_row in (block.header, *block.rows):
                for cell in table_row.cells:
                    yield from cell.children
        case Section() | Frame() | Clause() | Conditional():
            yield from block.children
        case Paragraph() | SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in `blocks` at any depth, outermost first, in reading order."""
    out: list[Block] = []
    _collect(blocks, out)
    return iter(out)


def blocks_with(blocks: Iterable[Block], what: Held) -> Iterator[Block]:
    """As `all_blocks`, without those in which nothing of `what` stands; those in footnotes are not entered."""
    out: list[Block] = []
    _collect_with(blocks, what.value, out)
    return iter(out)


def _collect_with(blocks: Iterable[Block], what: int, out: list[Block]) -> None:
    for block in blocks:
        if _held_in(block) & what:
            out.append(block)
            if not isinstance(block, Paragraph):
                _collect_with(child_blocks(block), what, out)


def _collect(blocks: Iterable[Block], out: list[Block]) -> None:
    """A list that is filled takes a third of the time of generators in generators."""
    for block in blocks:
        out.append(block)
        if not isinstance(block, Paragraph):
            _collect(child_blocks(block), out)


def all_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline at any depth, outermost first; the blocks of footnotes are not entered."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Revised | Link | CrossReference):
            yield from all_inlines(inline.children)


def inlines_in(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline in `blocks` at any depth: those of titles, of entries of the contents and of footnotes as well."""
    for block in all_blocks(blocks):
        yield from _own_inlines(block)


def inlines_with(blocks: Iterable[Block], what: Held) -> Iterator[Inline]:
    """As `inlines_in`, without those of blocks in which nothing of `what` stands."""
    for block in blocks_with(blocks, what):
        yield from _own_inlines(block)


def _own_inlines(block: Block) -> Iterator[Inline]:
    """The inlines of a block, but not those of blocks in it other than footnotes."""
    match block:
        case Paragraph():
            yield from _with_notes(block.children)
        case Section():
            yield from _with_notes(block.title)
        case Contents():
            for entry in block.entries:
                yield from _with_notes(entry.title)
        case _:
            pass


def _with_notes(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in all_inlines(inlines):
        yield inline
        if isinstance(inline, Footnote):
            yield from inlines_in(inline.children)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words a reader sees, without footnote marks; a line break becomes a space."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | TermUse(text):
                out.append(text)
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                out.append(plain_text(children))
            case LineBreak():
                out.append(" ")
            case Reference() | Blank():
                out.append(inline.text)
            case Slot(_, source):
                out.append("{{ " + source + " }}")
            case CrossReference():
                out.append(plain_text(inline.children))
            case Footnote():
                pass
    return "".join(out)
