"""Making a random or changed document one that Word accepts: what the standard forbids is taken away or repaired."""

from __future__ import annotations

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
    Table,
    Text,
)
from support.word.walk import containers, sections


def made_valid(document: Document) -> Document:
    """The document itself, repaired in place.

    Every container but the body ends in a paragraph; a name of a bookmark or control stands once; links and fields lead
    to bookmarks that are there; notes, comments and boxes stand only where Word allows them; sections end in the body.
    """
    _Repair(document).all()
    return document


class _Repair:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.names: set[str] = set()
        self.links: list[Link] = []

    def all(self) -> None:
        self.blocks("body", self.document.blocks)
        for section in sections(self.document):
            for blocks in (*section.headers.values(), *section.footers.values()):
                self.blocks("header", blocks)
        for link in self.links:
            if link.target[1:] not in self.names:
                link.target = "https://voorbeeld.nl/verdwenen"
        for place, blocks in containers(self.document):
            if place != "body" and (not blocks or not isinstance(blocks[-1], Paragraph)):
                blocks.append(Paragraph())

    def blocks(self, place: str, blocks: list[Block]) -> None:
        inner = place if place in ("note", "box", "header") else "cell"
        kept: list[Block] = []
        for block in blocks:
            match block:
                case Paragraph():
                    if place != "body":
                        block.section = None
                    if place == "header":
                        block.mark = block.changed_from = ""
                    block.inlines = self.inlines(place, block.inlines)
                    kept.append(block)
                case Table():
                    self.table(inner, block)
                    if block.rows:
                        kept.append(block)
                case BlockControl(name) | BlockBookmark(name):
                    self.blocks(inner, block.blocks)
                    if self.taken(name):
                        kept += block.blocks
                    else:
                        kept.append(block)
        blocks[:] = kept

    def table(self, inner: str, table: Table) -> None:
        table.rows = [row for row in table.rows if row.cells]
        for n, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                above = table.rows[n - 1].cells if n else []
                over = above[column] if column < len(above) else None
                if cell.merge == "continue" and (over is None or not over.merge or over.span != cell.span):
                    cell.merge = ""
                self.blocks(inner, cell.blocks)
        for n, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                below = table.rows[n + 1].cells if n + 1 < len(table.rows) else []
                under = below[column] if column < len(below) else None
                if cell.merge == "restart" and (under is None or under.merge != "continue"):
                    cell.merge = ""

    def taken(self, name: str) -> bool:
        if name in self.names:
            return True
        self.names.add(name)
        return False

    def inlines(self, place: str, inlines: list[Inline], *, inside: tuple[type, ...] = ()) -> list[Inline]:
        out: list[Inline] = []
        for inline in inlines:
            out += self.inline(place, inline, inside)
        return out

    def inline(self, place: str, inline: Inline, inside: tuple[type, ...]) -> list[Inline]:
        if isinstance(inline, Note | Box):
            if place not in ("body", "cell") or Revision in inside:
                return []
            self.blocks("note" if isinstance(inline, Note) else "box", inline.blocks)
            return [inline]
        if not isinstance(inline, Link | Field | Control | Bookmark | Comment | Revision):
            return [] if isinstance(inline, Text) and not inline.text else [inline]
        inline.inlines = self.inlines(place, inline.inlines, inside=(*inside, type(inline)))
        if not self.allowed(place, inline, inside):
            return inline.inlines
        if isinstance(inline, Link) and inline.target.startswith("#"):
            self.links.append(inline)
        return [inline]

    def allowed(self, place: str, inline: Inline, inside: tuple[type, ...]) -> bool:
        match inline:
            case Link():
                return Link not in inside and Revision not in inside and Field not in inside
            case Field():
                return Field not in inside and Link not in inside and Revision not in inside
            case Control(name):
                return bool(inline.inlines) and not self.taken(name)
            case Bookmark(name):
                return not self.taken(name)
            case Comment():
                return place in ("body", "cell") and Comment not in inside
            case Revision():
                return place in ("body", "cell") and not inside
            case _:
                return True
