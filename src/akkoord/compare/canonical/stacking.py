"""Which drawing lies over which: the order counts, not the numbers by which a program keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.compare.canonical.difference import Difference, Level
from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.stories import Story
from akkoord.ooxml import Element
from akkoord.ooxml.names import WP_NS

_ANCHOR = f"{{{WP_NS}}}anchor"
_SHAPES = "{urn:schemas-microsoft-com:vml}*"
_KINDS = ((b"relativeHeight", _ANCHOR), (b"z-index", _SHAPES))
"""The two ways to write it, each with what the bytes of a part must hold for it."""
_HEIGHT = "relativeHeight"
_Z_INDEX = re.compile(r"z-index:\s*(-?\d+)")


def stacking_difference(
    left: Environment, mine: Story | None, right: Environment, theirs: Story | None
) -> Iterator[Difference]:
    """Whether the drawings of a story that both packages have lie over one another otherwise."""
    if mine is None or theirs is None:
        return
    for needed, tag in _KINDS:
        old, new = (_order(environment, story, needed, tag) for environment, story in ((left, mine), (right, theirs)))
        if old != new and len(old) == len(new):  # else a drawing came or went, which its paragraph says
            label = f"{mine.label}: welke tekening over welke ligt"
            texts = (" ".join(map(str, order)) for order in (old, new))
            yield Difference(Level.FORMATTING, "stacking", mine.part, (), (), label, *texts)
            return


def _order(environment: Environment, story: Story, needed: bytes, tag: str) -> list[int]:
    """The place of each drawing, in the order of the text, when they are counted from the back to the front."""
    if story.holder is None or needed not in environment.package.parts.get(story.part, b""):
        return []
    numbers = [number for element in story.holder.iter(tag) if (number := _number(element)) is not None]
    places = sorted(range(len(numbers)), key=lambda n: (numbers[n], n))
    out = [0] * len(numbers)
    for place, n in enumerate(places, 1):
        out[n] = place
    return out


def _number(element: Element) -> int | None:
    """The number of a drawing; None for what has none."""
    if element.tag == _ANCHOR:
        height = element.get(_HEIGHT, "")
        return int(height) if height.isascii() and height.isdigit() else None
    found = _Z_INDEX.search(element.get("style", ""))
    return int(found[1]) if found else None
