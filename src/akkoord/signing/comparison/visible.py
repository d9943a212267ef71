"""Whether a person sees what a program reads: the pages of two files as pictures.

Only pages that are not made of the same parts come here. Where all lines stand where they stood, the pictures
must be the same. Where the layout moved, the fonts must be those of what was sent (each with its character
map, so that a 5 cannot be drawn as an 8), and every letter must stand out from its ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.readers.pdf.letters import Letter
from akkoord.readers.pdf.pictures import Picture, differing
from akkoord.readers.pdf.printed import PrintedLine, PrintedPage

MARGIN_POINTS = 62.0
"""Closer to an edge than this stands no text of ours but header and footer."""
_SAME_PLACE = 1.2
"""Points within which a line counts as not moved."""
_TOGETHER = 12.0
"""Points between differences that are of one drawing."""

Box = tuple[float, float, float, float]


class Drawn(Struct, frozen=True):
    """Something on a page where nothing was: its box in points, and whether it stands in a margin."""

    page: int
    box: Box
    in_margin: bool


class Seen(Struct, frozen=True):
    """What two pictures of a page told: lines of the old one that look different, and things that were drawn.

    `moved` is whether the layout moved, so that the pictures tell nothing.
    """

    lines: tuple[PrintedLine, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    moved: bool = False

    @property
    def same(self) -> bool:
        """Whether nobody sees a difference."""
        return not (self.lines or self.drawn or self.moved)


def look(old_page: PrintedPage, new_page: PrintedPage, old: Picture, new: Picture) -> Seen:
    """The page that was sent and the one that came back in its place, side by side."""
    if (old.width, old.height) == (new.width, new.height) and old.rows == new.rows:
        return Seen()
    if (old.width, old.height) != (new.width, new.height) or _moved(old_page.lines, new_page.lines):
        return Seen(moved=True)
    odd: dict[PrintedLine, None] = {}
    loose: list[tuple[float, float, float]] = []
    for left, right, height in differing(old, new):
        lines = [line for line in old_page.lines if _touches(line, left, right, height)]
        odd.update(dict.fromkeys(lines))
        if not lines:
            loose.append((left, right, height))
    return Seen(tuple(odd), tuple(_drawn(old_page, loose)))


def _moved(old: Sequence[PrintedLine], new: Sequence[PrintedLine]) -> bool:
    """Whether any line of the old page that says the same on the new one stands elsewhere there."""
    places: dict[str, list[PrintedLine]] = {}
    for line in new:
        places.setdefault(line.text, []).append(line)
    for line in old:
        same = places.get(line.text)
        if same and not any(
            abs(o.baseline - line.baseline) <= _SAME_PLACE and abs(o.left - line.left) <= _SAME_PLACE for o in same
        ):
            return True
    return False


def _touches(line: PrintedLine, left: float, right: float, height: float) -> bool:
    below, above = line.baseline - 0.3 * line.size, line.baseline + 0.95 * line.size
    return below <= height <= above and left <= line.right + 1 and right >= line.left - 1


def _drawn(page: PrintedPage, loose: Sequence[tuple[float, float, float]]) -> Iterator[Drawn]:
    """The differences that are of no line, those close together as one."""
    boxes: list[Box] = []
    for left, right, height in loose:
        for index, (x0, y0, x1, y1) in enumerate(boxes):
            near = left <= x1 + _TOGETHER and right >= x0 - _TOGETHER
            if near and y0 - _TOGETHER <= height <= y1 + _TOGETHER:
                boxes[index] = (min(x0, left), min(y0, height), max(x1, right), max(y1, height))
                break
        else:
            boxes.append((left, height, right, height))
    for box in _joined(boxes):
        yield Drawn(page.number, box, in_margin=in_margin(box, page))


def _joined(boxes: list[Box]) -> list[Box]:
    """The boxes; those that lie close together on a line are one, such as the tops of letters above their words."""
    joined: list[Box] = []
    for box in boxes:
        left, bottom, right, top = box
        near = [
            one
            for one in joined
            if left <= one[2] + 1 and right >= one[0] - 1 and bottom <= one[3] + 2 and top >= one[1] - 2
        ]
        joined = [one for one in joined if one not in near]
        sides = list(zip(box, *near, strict=True))
        joined.append((min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])))
    return joined


def in_margin(box: Box, page: PrintedPage) -> bool:
    """Whether a box lies in a margin of a page as a whole."""
    left, bottom, right, top = box
    width, height = page.objects.width, page.objects.height
    sides = right <= MARGIN_POINTS or left >= width - MARGIN_POINTS
    return sides or top <= MARGIN_POINTS or bottom >= height - MARGIN_POINTS


def lines_under(box: Box, page: PrintedPage) -> tuple[PrintedLine, ...]:
    """The lines that a box lies over."""
    left, bottom, right, top = box
    return tuple(
        line
        for line in page.lines
        if left <= line.right
        and right >= line.left
        and bottom <= line.baseline + 0.7 * line.size
        and top >= line.baseline
    )


def unseen(page: PrintedPage, picture: Picture, letters: Sequence[Letter]) -> tuple[PrintedLine, ...]:
    """The lines of a page with a letter that does not stand out from its ground, or with a rule through them."""
    faint = [letter.box for letter in letters if not picture.has_ink(_wider(letter.box))]
    found = {line: None for box in faint for line in lines_under(box, page)}
    for rule in page.objects.rules:
        for line in page.lines:
            through = line.baseline + 0.12 * line.size <= rule.height <= line.baseline + 0.6 * line.size
            if through and rule.left < line.right - 1 and rule.right > line.left + 1:
                found[line] = None
    return tuple(found)


def _wider(box: Box) -> Box:
    """A box with some of the ground around its letter."""
    left, bottom, right, top = box
    return left - 0.8, bottom - 0.8, right + 0.8, top + 0.8
