"""What two packages differ in: plain values."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct


class Level(IntEnum):
    """How deep a difference goes; each level takes the ones before it for granted."""

    TEXT = 1
    """What a reader reads: words, breaks, hidden text, notes, headers, text boxes."""
    STRUCTURE = 2
    """Style, numbering, fields, links, images, tables, controls, bookmarks, comments, sections, settings."""
    FORMATTING = 3
    """Run and paragraph properties as written, definitions of styles."""


class Difference(Struct, frozen=True):
    """One place where two packages differ.

    `aspect` says in what: "text", "style", "numbering", "link", "bookmark", "section" …
    `part` is the part of the left package (of the right one when the left has none). A path
    counts blocks from 0, looking through content controls; in a table it goes on with row,
    cell and block: (4, 0, 2, 0). It is None on a side that lacks the block, () for a part
    as a whole. `label` says the same in Dutch. `old` and `new` show what differs, shortened.
    """

    level: Level
    aspect: str
    part: str
    left: tuple[int, ...] | None
    right: tuple[int, ...] | None
    label: str
    old: str
    new: str


class NotCompared(Struct, frozen=True):
    """A part that was not compared, and the Dutch reason."""

    part: str
    reason: str


class Differences(Struct, frozen=True):
    """The verdict over two packages: each part of both is in `equal`, has differences, or was not compared."""

    equal: tuple[str, ...]
    found: tuple[Difference, ...]
    not_compared: tuple[NotCompared, ...]

    def of(self, level: Level) -> tuple[Difference, ...]:
        """The differences at `level` and the levels before it."""
        return tuple(difference for difference in self.found if difference.level <= level)
