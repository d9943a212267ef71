"""The text of a document tree as a reader of any file of it should find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from akkoord.diagnostics import Span
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText
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
    Include,
    Inline,
    LineBreak,
    Link,
    Number,
    NumberedList,
    Paragraph,
    Reference,
    Revised,
    Section,
    SignatureBlock,
    SignatureSlot,
    Slot,
    Strong,
    Table,
    TableRow,
    TermUse,
    Text,
)

BULLET = "–"
"""What every file prints before an item without a number, as the house style has it."""


def tree_text(document: Document) -> ExtractedText:
    """What a reader sees of `document`: title page, body and signature pages in order.

    A caption stands before its table. The places are those of the sources. Nothing is
    taken from any writer, so that both can be held against it.
    """
    front, end = _Walk(), _Walk()
    title = document.title_page
    for text in (title.title, title.subtitle, title.motto, *title.lines, title.notice) if title else ():
        front.add(text, None, "titelblad")
    body = _walked(BlocksKey(document.body))
    end.blocks(document.signature_pages)
    return ExtractedText((*front.pieces, *body.pieces, *end.pieces), (*body.notes, *end.notes))


@lru_cache(KEPT)
def _walked(body: BlocksKey) -> ExtractedText:
    """The text of a body, which is the same for all addressees that share it."""
    walk = _Walk()
    walk.blocks(body.blocks)
    return ExtractedText(tuple(walk.pieces), tuple(walk.notes))


class _Walk:
    """Collects pieces and notes in reading order."""

    def __init__(self) -> None:
        self.pieces: list[ExtractedPiece] = []
        self.notes: list[ExtractedNote] = []

    def add(self, text: str, span: Span | None, otherwise: str) -> None:
        """One piece, unless it is empty; its place is `span`, or else the words of `otherwise`."""
        if text.strip():
            self.pieces.append(ExtractedPiece(text, str(span) if span else otherwise))

    def blocks(self, blocks: Iterable[Block], shown: str = "") -> None:
        """`blocks`, the first of them behind the number or bullet `shown` of the item they stand in."""
        for block in blocks:
            if shown and not isinstance(block, Paragraph):
                self.add(shown, None, "nummer")
                shown = ""
            self._block(block, shown)
            shown = ""
        if shown:
            self.add(shown, None, "nummer")

    def _block(self, block: Block, shown: str) -> None:  # noqa: C901  # one flat branch per kind of node
        match block:
            case Paragraph():
                self._paragraph(block, shown)
            case NumberedList():
                for item in block.items:
                    self.blocks(item.children, _shown(item.number))
            case BulletList():
                for item in block.items:
                    self.blocks(item.children, BULLET)
            case Table():
                self.add(block.caption, block.span, "tabel")
                for row in (block.header, *block.rows):
                    self._row(row)
            case Section():
                self.add(f"{_shown(block.number)} {self._inlines(block.title)}", block.span, "kop")
                self.blocks(block.children)
            case Frame() | Clause():
                self.blocks(block.children)
            case SignatureBlock():
                self._signature_block(block)
            case Contents():
                self._contents(block)
            case Conditional() | Include() | SignatureSlot() | ContractList():
                raise AssertionError(f"{type(block).__name__} in a finished tree")

    def _paragraph(self, paragraph: Paragraph, shown: str) -> None:
        parts = (shown, _shown(paragraph.number), self._inlines(paragraph.children))
        self.add(" ".join(part for part in parts if part), paragraph.span, "alinea")

    def _row(self, row: TableRow) -> None:
        for cell in row.cells:
            self.blocks(cell.children)

    def _signature_block(self, block: SignatureBlock) -> None:
        texts = chain([block.heading], chain.from_iterable((row.label, row.value) for row in block.rows))
        for text in texts:
            self.add(text, block.span, "ondertekening")

    def _contents(self, contents: Contents) -> None:
        self.add(contents.title, None, "inhoudsopgave")
        for entry in contents.entries:
            self.add(f"{_shown(entry.number)} {self._inlines(entry.title)}", None, "inhoudsopgave")

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self._inline_texts(inlines))

    def _inline_texts(self, inlines: Iterable[Inline]) -> Iterator[str]:
        for inline in inlines:
            match inline:
                case Text(text) | TermUse(text):
                    yield text
                case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                    yield from self._inline_texts(children)
                case LineBreak():
                    yield "\n"
                case Reference() | Blank():
                    yield inline.text
                case Footnote():
                    yield f"[^{inline.number}]"
                    self._note(inline)
                case Slot() | CrossReference():
                    raise AssertionError(f"{type(inline).__name__} in a finished tree")

    def _note(self, note: Footnote) -> None:
        inside = _Walk()
        inside.blocks(note.children)
        text = " ".join(piece.text for piece in inside.pieces)
        self.notes.append(ExtractedNote(str(note.number), text, str(note.span) if note.span else "voetnoot"))
        self.notes.extend(inside.notes)


def _shown(number: Number | None) -> str:
    return "" if number is None else number.shown
