"""The marks of tracked changes: one author, one date, counted ids."""

from __future__ import annotations

from akkoord.compare.items import DELETED, INSERTED
from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_MOVED = {DELETED: "moveFrom", INSERTED: "moveTo"}
_CHANGED = {DELETED: "del", INSERTED: "ins"}


class Revisions:
    """Makes the elements that mark a change; every one has its own id."""

    def __init__(self, maker: Element, author: str, date: str, first: int) -> None:
        self._maker = maker
        self._author = author
        self._date = date
        self._next = first
        self.marked = False
        """Whether a change was marked."""

    def number(self) -> str:
        """The next free id."""
        self._next += 1
        return str(self._next - 1)

    def element(self, tag: str) -> Element:
        """An element without a revision."""
        return self._maker.makeelement(w(tag), {})

    def named(self, tag: str, **more: str) -> Element:
        """A marker of a revision with author and date."""
        self.marked = True
        attributes = {w("id"): self.number(), w("author"): self._author, w("date"): self._date}
        return self._maker.makeelement(w(tag), {**attributes, **{w(k): v for k, v in more.items()}})

    def mark(self, op: str, move: str = "") -> Element:
        """What goes around content that came or went, or into the properties of a paragraph or row."""
        return self.named(_MOVED[op] if move else _CHANGED[op])

    def range_of_move(self, op: str, move: str) -> tuple[Element, Element]:
        """The start and the end of one side of a move."""
        tag = _MOVED[op]
        start = self.named(f"{tag}RangeStart", name=move)
        end = self._maker.makeelement(w(f"{tag}RangeEnd"), {w("id"): start.get(w("id"), "")})
        return start, end

    def range_of_control(self, op: str) -> tuple[Element, Element]:
        """The start and the end around one tag of a content control that came or went."""
        tag = "customXmlDelRange" if op == DELETED else "customXmlInsRange"
        start = self.named(f"{tag}Start")
        end = self._maker.makeelement(w(f"{tag}End"), {w("id"): start.get(w("id"), "")})
        return start, end
