"""The edit script: what makes the new document out of the old one, as a plain value.

Tracked changes, was-wordt and summary are views of it. Everything is text and positions;
nothing refers to the packages any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

VERSION = 1
"""The version of the JSON form (`schemas/edit-script.schema.json`)."""


class StoryKind(StrEnum):
    """Where a stretch of text stands in a Word file."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text-box"


class EditKind(StrEnum):
    """What happened to a block, row or cell.

    A split has one old and several new paragraphs, a merge several old and one new one;
    a gap in which neither holds alone (several became several) is `changed` with all of them.
    """

    EQUAL = "equal"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"
    SPLIT = "split"
    MERGED = "merged"


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    OTHER = "other"


class SegmentKind(StrEnum):
    """What happened to a stretch of text inside a paragraph."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


class FormatScope(StrEnum):
    """Of what a property changed."""

    RUN = "run"
    PARAGRAPH = "paragraph"
    STYLE = "style"
    NUMBERING = "numbering"
    MARK = "mark"
    SECTION = "section"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"


class Clause(Struct, frozen=True):
    """The clause a block comes from, where the file carries provenance.

    `id` and `version` as in the tag of the content control; `anchor` is the bookmark.
    """

    id: str
    version: str
    digest: str = ""
    anchor: str = ""


class BlockRef(Struct, frozen=True):
    """A block on one side.

    `position` counts the blocks of the story from 1 in reading order, those in tables
    included; `place` says it for people ("tabel 2, rij 3, cel 1", "" at the top level).
    `number` is the number before the paragraph as Word computes it ("7.2", "Artikel 3"),
    `numbers` the numbers it stands under and its own, from the outside in ("Artikel 3",
    "2.", "a."). `style` is the name of the style. `text` is the whole text; a table has its
    cells joined by tabs and rows by line ends.
    """

    part: str
    position: int
    text: str
    style: str = ""
    number: str = ""
    numbers: tuple[str, ...] = ()
    heading: str = ""
    place: str = ""
    clause: Clause | None = None


class Segment(Struct, frozen=True):
    """A stretch of text. `old` is "" when inserted, `new` when deleted; when equal they are the same.

    The end of a paragraph is a line end; a tab is a tab, a line break U+2028, a page break
    U+000C, an object U+FFFC, the mark of a note `[^]`.
    """

    kind: SegmentKind
    old: str
    new: str
    block_old: int = 0
    block_new: int = 0


class FormatChange(Struct, frozen=True):
    """A property that changed: `name` as in the standard ("b", "jc", "pStyle", "numPr").

    `old` and `new` are its values in words of the standard, "" when absent. `text` is what
    it applies to, "" when that is the whole block. `tracked` is False for a property that
    tracked changes cannot hold.
    """

    scope: FormatScope
    name: str
    old: str
    new: str
    text: str = ""
    tracked: bool = True


class CellEdit(Struct, frozen=True):
    """A cell, counted from 1 in its row, 0 where it is not there."""

    kind: EditKind
    old: int
    new: int
    blocks: tuple[BlockEdit, ...]
    formatting: tuple[FormatChange, ...] = ()


class RowEdit(Struct, frozen=True):
    """A row, counted from 1 in its table, 0 where it is not there."""

    kind: EditKind
    old: int
    new: int
    cells: tuple[CellEdit, ...]
    formatting: tuple[FormatChange, ...] = ()


class BlockEdit(Struct, frozen=True):
    """What happened to one block, or to the blocks of a split or merge.

    `segments` are the whole text of both sides in merged order. `move` links a
    `moved-from` with its `moved-to` ("" otherwise); an edited move has segments that are
    not equal. `rows` are those of a table that stands on both sides or on one.
    """

    kind: EditKind
    block: BlockKind
    old: tuple[BlockRef, ...]
    new: tuple[BlockRef, ...]
    segments: tuple[Segment, ...] = ()
    formatting: tuple[FormatChange, ...] = ()
    rows: tuple[RowEdit, ...] = ()
    move: str = ""


class StoryEdit(Struct, frozen=True):
    """A story: the body, one header or footer, one note, one comment, one text box.

    `label` names it in Dutch ("hoofdtekst", "voettekst 1", "voetnoot 3"). `old_part` or
    `new_part` is "" when the story is not there.
    """

    kind: StoryKind
    label: str
    old_part: str
    new_part: str
    blocks: tuple[BlockEdit, ...]


class NotCompared(Struct, frozen=True):
    """Something that was not compared, or cannot be tracked: `what` says in Dutch what and how it differs."""

    part: str
    what: str


class Side(Struct, frozen=True):
    """One of the two documents: its name and the SHA-256 of its bytes."""

    file: str
    digest: str


class EditScript(Struct, frozen=True):
    """Everything that changed from `old` to `new`, story by story."""

    old: Side
    new: Side
    stories: tuple[StoryEdit, ...]
    not_compared: tuple[NotCompared, ...] = ()
    version: int = VERSION


def block_edits(script: EditScript) -> Iterator[tuple[StoryEdit, BlockEdit]]:
    """Every block edit with its story, those inside tables after the edit of their table."""
    for story in script.stories:
        for edit in story.blocks:
            for inner in _with_inner(edit):
                yield story, inner


def _with_inner(edit: BlockEdit) -> Iterator[BlockEdit]:
    yield edit
    for row in edit.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                yield from _with_inner(inner)
