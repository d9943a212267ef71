"""Paragraphs: style, properties in the order of the schema, and the bookmarks in them."""

from __future__ import annotations

from copy import copy

from akkoord.ooxml import escape_attribute
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.provenance import bookmark_name
from akkoord.writers.docx.styles import Style

KEEP = "<w:keepNext/><w:keepLines/>"
KEEP_NEXT = "<w:keepNext/>"
KEEP_LINES = "<w:keepLines/>"
NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


class ParagraphWriter:
    """Collects the XML of the body; bookmarks and page breaks wait for the next paragraph.

    A bookmark must stand round text: one between paragraphs, or in an empty one, comes back
    from LibreOffice twice, once without an end.
    """

    def __init__(self, house: HouseStyle) -> None:
        self.out: list[str] = []
        self._styles = {s: f'<w:pStyle w:val="{escape_attribute(i)}"/>' for s, i in house.styles.items()}
        self._plain = {s: f"<w:p><w:pPr>{x}</w:pPr>" for s, x in self._styles.items()}
        self._next_bookmark = house.next_bookmark_id
        self._waiting: list[str] = []
        self._break_waiting = False
        self._placed: set[str] = set()

    def going_on(self) -> ParagraphWriter:
        """One that goes on from here on its own, with nothing collected yet."""
        after = copy(self)
        after.out = []
        after._waiting = self._waiting.copy()
        after._placed = self._placed.copy()
        return after

    def break_page(self) -> None:
        """Let the next paragraph begin on a new page."""
        self._break_waiting = True

    def bookmark_next(self, name: str) -> None:
        """Put the bookmark `name` round the next paragraph that has text."""
        self._waiting.append(name)

    def take_back_bookmark(self, name: str) -> None:
        """Forget a bookmark for which no paragraph came."""
        if name in self._waiting:
            self._waiting.remove(name)

    def write(
        self, style: Style, inner: str, keep: str = "", numbering: str = "", last: str = "", anchor: str = ""
    ) -> None:
        """One paragraph with the runs `inner`.

        `keep`, `numbering` and `last` (alignment, outline level) are elements of `pPr`;
        `anchor` is what references call the paragraph.
        """
        if self._waiting and inner:
            for name in reversed(self._waiting):
                inner = self._bookmarked(name, inner)
            self._waiting.clear()
        if anchor:
            inner = self._bookmarked(bookmark_name("_Ref", anchor), inner)
        if not (keep or numbering or last or self._break_waiting):
            self.out.append(f"{self._plain[style]}{inner}</w:p>")
            return
        page = "<w:pageBreakBefore/>" if self._break_waiting else ""
        self._break_waiting = False
        properties = f"{self._styles[style]}{keep}{page}{numbering}{last}"
        self.out.append(f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")

    def _bookmarked(self, name: str, inner: str) -> str:
        if name in self._placed:
            return inner
        self._placed.add(name)
        number = self._next_bookmark
        self._next_bookmark += 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
