"""Walking a document of the model: its lists of blocks, its paragraphs, its lists of inlines."""

from __future__ import annotations

from collections.abc import Iterator

from support.word.model import (
    Block,
    BlockBookmark,
    BlockControl,
    Bookmark,
    Box,
    Comment,
    Control,
    Document,
    Field,
    Inline,
    Link,
    Note,
    Paragraph,
    Revision,
    Section,
    Table,
)

Place = str  # body, cell, control, note, box, header: what may stand in a list of blocks depends on it


def sections(document: Document) -> Iterator[Section]:
    """The sections in order; the last one is that of the document."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.section is not None:
            yield block.section
    yield document.section


def containers(document: Document) -> Iterator[tuple[Place, list[Block]]]:
    """Every list of blocks with the place where it stands, outermost first."""
    yield from _inside("body", document.blocks)
    for section in sections(document):
        for blocks in (*section.headers.values(), *section.footers.values()):
            yield from _inside("header", blocks)


def _inside(place: Place, blocks: list[Block]) -> Iterator[tuple[Place, list[Block]]]:
    yield place, blocks
    nested = place if place in ("note", "box", "header") else "cell"
    for block in blocks:
        match block:
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from _inside(nested, cell.blocks)
            case BlockControl() | BlockBookmark():
                yield from _inside(nested, block.blocks)
            case Paragraph():
                yield from _below(place, block.inlines)


def _below(place: Place, inlines: list[Inline]) -> Iterator[tuple[Place, list[Block]]]:
    for inline in inlines:
        match inline:
            case Note():
                yield from _inside("note", inline.blocks)
            case Box():
                yield from _inside("box", inline.blocks)
            case Link() | Field() | Control() | Bookmark() | Comment() | Revision():
                yield from _below(place, inline.inlines)
            case _:
                pass


def paragraphs(document: Document) -> Iterator[tuple[Place, Paragraph]]:
    """Every paragraph, wherever it stands."""
    for place, blocks in containers(document):
        for block in blocks:
            if isinstance(block, Paragraph):
                yield place, block


def tables(document: Document) -> Iterator[Table]:
    """Every table, nested ones included."""
    for _, blocks in containers(document):
        for block in blocks:
            if isinstance(block, Table):
                yield block


def inline_lists(document: Document) -> Iterator[tuple[Place, list[Inline]]]:
    """Every list of inlines, nested ones included."""
    for place, block in paragraphs(document):
        yield from ((place, inlines) for inlines in nested_inlines(block.inlines))


def nested_inlines(inlines: list[Inline]) -> Iterator[list[Inline]]:
    """This list and the lists inside its members, not those of notes and text boxes."""
    yield inlines
    for inline in inlines:
        if isinstance(inline, Link | Field | Control | Bookmark | Comment | Revision):
            yield from nested_inlines(inline.inlines)
