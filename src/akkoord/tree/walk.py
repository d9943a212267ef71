"""Going through a tree, and making a new one by mapping its nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from akkoord.tree.blocks import (
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    Frame,
    Include,
    NumberedList,
    Paragraph,
    Section,
    SignatureBlock,
    SignatureSlot,
    Table,
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

InlineMap = Callable[[Inline], tuple[Inline, ...]]
"""What a leaf or container becomes; called after its own children were mapped."""


def map_inlines(inlines: Iterable[Inline], change: InlineMap) -> tuple[Inline, ...]:
    """`inlines` with `change` applied to every node, innermost first (footnotes included)."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                out.extend(change(replace(inline, children=map_inlines(children, change))))
            case CrossReference() if inline.children:
                out.extend(change(replace(inline, children=map_inlines(inline.children, change))))
            case Footnote():
                mapped = tuple(map_block_inlines(b, change) for b in inline.children)
                out.extend(change(replace(inline, children=mapped)))
            case Text() | Blank() | LineBreak() | TermUse() | Reference() | Slot() | CrossReference():
                out.extend(change(inline))
    return tuple(out)


def map_block_inlines(block: Block, change: InlineMap) -> Block:
    """`block` with `change` applied to every inline in it, in reading order."""

    def blocks(children: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map_block_inlines(b, change) for b in children)

    def row(r: TableRow) -> TableRow:
        return replace(r, cells=tuple(replace(c, children=blocks(c.children)) for c in r.cells))

    match block:
        case Paragraph():
            return replace(block, children=map_inlines(block.children, change))
        case NumberedList() | BulletList():
            items = tuple(replace(i, children=blocks(i.children)) for i in block.items)
            return replace(block, items=items)
        case Table():
            return replace(block, header=row(block.header), rows=tuple(row(r) for r in block.rows))
        case Section():
            title = map_inlines(block.title, change)
            return replace(block, title=title, children=blocks(block.children))
        case Frame() | Clause() | Conditional():
            return replace(block, children=blocks(block.children))
        case SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return block


BlocksMap = Callable[[tuple[Block, ...]], tuple[Block, ...]]
"""What a row of neighbouring blocks becomes; it goes on into them itself where it wants to."""


def map_child_blocks(block: Block, change: BlocksMap) -> Block:
    """`block` with `change` applied to each row of blocks directly in it, footnotes included.

    A row is what stands in one item, cell, section, frame, clause, condition or footnote.
    """

    def row(r: TableRow) -> TableRow:
        return replace(r, cells=tuple(replace(c, children=change(c.children)) for c in r.cells))

    match block:
        case Paragraph():
            return replace(block, children=_map_footnotes(block.children, change))
        case NumberedList() | BulletList():
            return replace(block, items=tuple(replace(i, children=change(i.children)) for i in block.items))
        case Table():
            return replace(block, header=row(block.header), rows=tuple(row(r) for r in block.rows))
        case Section() | Frame() | Clause() | Conditional():
            return replace(block, children=change(block.children))
        case SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return block


def _map_footnotes(inlines: tuple[Inline, ...], change: BlocksMap) -> tuple[Inline, ...]:
    """`inlines` itself when no footnote stands in it, which is nearly always."""
    if not any(isinstance(i, Footnote) for i in all_inlines(inlines)):
        return inlines
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Footnote():
                out.append(replace(inline, children=change(inline.children)))
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                out.append(replace(inline, children=_map_footnotes(children, change)))
            case Text() | Blank() | LineBreak() | TermUse() | Reference() | Slot() | CrossReference():
                out.append(inline)
    return tuple(out)


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
    for block in blocks:
        yield block
        yield from all_blocks(child_blocks(block))


def all_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline at any depth, outermost first; the blocks of footnotes are not entered."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Revised | Link | CrossReference):
            yield from all_inlines(inline.children)


def inlines_in(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Every inline in `blocks` at any depth: those of titles, of entries of the contents and of footnotes as well."""
    for block in all_blocks(blocks):
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
