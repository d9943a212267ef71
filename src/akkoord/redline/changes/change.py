"""A change between two versions of a document as a lawyer reads it: place, was, wordt, ground and class."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from akkoord.compare.script import Clause, Segment, SegmentKind


class ChangeClass(StrEnum):
    """What a change does, from light to heavy."""

    FORMATTING = "formatting"
    EDITORIAL = "editorial"
    NUMERIC = "numeric"
    SUBSTANTIVE = "substantive"
    STRUCTURAL = "structural"

    @property
    def dutch(self) -> str:
        """The name in a report."""
        return _DUTCH[self]


_DUTCH = {
    ChangeClass.FORMATTING: "opmaak",
    ChangeClass.EDITORIAL: "redactioneel",
    ChangeClass.NUMERIC: "getal of datum",
    ChangeClass.SUBSTANTIVE: "inhoudelijk",
    ChangeClass.STRUCTURAL: "structuur",
}


class Shape(StrEnum):
    """What happened to the text as a whole."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"

    @property
    def dutch(self) -> str:
        """The name in a report."""
        return _SHAPES[self]


_SHAPES = {
    Shape.CHANGED: "gewijzigd",
    Shape.INSERTED: "toegevoegd",
    Shape.DELETED: "vervallen",
    Shape.MOVED_FROM: "verplaatst",
    Shape.MOVED_TO: "hierheen verplaatst",
}


class Line(Struct, frozen=True):
    """A paragraph, or a row of a table, on both sides: its numbers and its text in merged order.

    A number is "" where there is none; a line that stands on one side only has segments of
    one kind. Where a paragraph was split or merged, the line does not start one on the side
    where it goes on in that of the line before it.
    """

    old_number: str
    new_number: str
    segments: tuple[Segment, ...]
    starts_old: bool = True
    starts_new: bool = True

    @property
    def was(self) -> str:
        """The old text with its number."""
        return _numbered(self.old_number, "".join(s.old for s in self.segments))

    @property
    def becomes(self) -> str:
        """The new text with its number."""
        return _numbered(self.new_number, "".join(s.new for s in self.segments))

    @property
    def on_old(self) -> bool:
        """Whether the line stands in the old document."""
        return bool(self.old_number) or any(s.kind is not SegmentKind.INSERTED for s in self.segments)

    @property
    def on_new(self) -> bool:
        """Whether the line stands in the new document."""
        return bool(self.new_number) or any(s.kind is not SegmentKind.DELETED for s in self.segments)

    @property
    def text_changed(self) -> bool:
        """Whether any word differs, numbers left out."""
        return any(s.kind is not SegmentKind.EQUAL for s in self.segments)


def _paragraphs(lines: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    out: list[str] = []
    for text, starts in lines:
        if starts or not out:
            out.append(text)
        else:
            out[-1] += text
    return tuple(out)


def _numbered(number: str, text: str) -> str:
    return f"{number} {text}" if number and text else number or text


class Place(Struct, frozen=True):
    """Where a text stands on one side: "artikel 7 lid 2", under which heading, in which story.

    `label` is "" when the text does not stand on that side.
    """

    label: str = ""
    heading: str = ""


class Signals(Struct, frozen=True):
    """What a reader must not overlook in a change: numbers, dates, norm verbs and negations that differ.

    Each is a pair (was, wordt); "" where there is none on that side.
    """

    numbers: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    norm_verbs: tuple[tuple[str, str], ...] = ()
    negations: tuple[tuple[str, str], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str, str], ...]:
        """All of them with the Dutch name of their sort."""
        sorts = (("getal", self.numbers), ("datum", self.dates), ("normwerkwoord", self.norm_verbs))
        named = [(name, was, becomes) for name, pairs in sorts for was, becomes in pairs]
        return (*named, *(("ontkenning", was, becomes) for was, becomes in self.negations))


class Change(Struct, frozen=True):
    """One change: the whole lid, paragraph or row on both sides.

    `consequential` is a change that only follows another one, such as a number that moved
    because an article was inserted. `link` ties the two ends of a move. `formatting` says in
    Dutch which looks changed. `in_table` is whether it is a row.
    """

    story: str
    shape: Shape
    change_class: ChangeClass
    consequential: bool
    old: Place
    new: Place
    lines: tuple[Line, ...]
    old_clause: Clause | None = None
    new_clause: Clause | None = None
    ground: str = ""
    signals: Signals = Signals()
    link: str = ""
    formatting: tuple[str, ...] = ()
    in_table: bool = False

    @property
    def was(self) -> tuple[str, ...]:
        """The old paragraphs."""
        return _paragraphs((line.was, line.starts_old) for line in self.lines if line.on_old)

    @property
    def becomes(self) -> tuple[str, ...]:
        """The new paragraphs."""
        return _paragraphs((line.becomes, line.starts_new) for line in self.lines if line.on_new)

    @property
    def clause(self) -> str:
        """The id of the clause, "" where none is known."""
        known = self.new_clause or self.old_clause
        return known.id if known else ""

    @property
    def versions(self) -> tuple[str, str]:
        """The old and the new version of the clause, "" where none is known."""
        return (
            self.old_clause.version if self.old_clause else "",
            self.new_clause.version if self.new_clause else "",
        )
