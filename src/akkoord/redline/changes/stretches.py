"""The stretches of a line in which its two sides differ."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from akkoord.compare.script import SegmentKind
from akkoord.redline.changes.change import Line


class Side(Struct, frozen=True):
    """The text of one side of a line, and where in it a stretch that differs begins and ends."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The stretch itself."""
        return self.text[self.start : self.end].strip()


Stretch = tuple[Side, Side]


def stretches_of(line: Line) -> Iterator[Stretch]:
    """The stretches of a line between two equal ones."""
    old, new = "".join(s.old for s in line.segments), "".join(s.new for s in line.segments)
    begun: tuple[int, int] | None = None
    at_old = at_new = 0
    for segment in line.segments:
        if segment.kind is SegmentKind.EQUAL:
            if begun is not None:
                yield Side(old, begun[0], at_old), Side(new, begun[1], at_new)
            begun = None
        elif begun is None:
            begun = (at_old, at_new)
        at_old, at_new = at_old + len(segment.old), at_new + len(segment.new)
    if begun is not None:
        yield Side(old, begun[0], at_old), Side(new, begun[1], at_new)
