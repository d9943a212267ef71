"""What files have in common is read once: where one begins with the same blocks as another, reading goes on from there.

What a reader makes of a block depends on the block, on styles and lists, and on all that came
before it in the story, and on nothing else. So two files with the same styles and lists that
begin with the same blocks are read the same up to where they part. Each file is unpacked and
parsed whole, and the XML of each of its blocks is held against that of the other, by digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from akkoord.ooxml import Element
from akkoord.readers.docx.story import StoryReader

_KEPT = 4
_STEP = 8
"""After so many blocks the reader is kept as it is, so that another can go on from there."""


class _Reading(Struct, frozen=True):
    """A story that was read: a digest per block, of all up to and with it, and by how many blocks, the reader then."""

    digests: Sequence[bytes]
    readers: dict[int, StoryReader]

    def common(self, digests: Sequence[bytes]) -> int:
        """How many blocks another story has in common with it from its beginning."""
        pairs = enumerate(zip(self.digests, digests, strict=False))
        return next((at for at, (one, two) in pairs if one != two), min(len(self.digests), len(digests)))


class CommonStarts:
    """Reads stories one after another and remembers the last few."""

    def __init__(self) -> None:
        self._readings: list[_Reading] = []

    def read(self, fresh: StoryReader, story: Element, circumstances: bytes) -> StoryReader:
        """A reader that has read `story`: `fresh`, or one that went on where another story was the same so far.

        `circumstances` is a digest of all that a reading depends on besides the story.
        """
        blocks = list(story)
        digests = _digests(blocks, circumstances)
        reading = max(self._readings, key=lambda r: r.common(digests), default=_NOTHING)
        common = reading.common(digests)
        start = max((at for at in reading.readers if at <= common), default=0)
        reader = reading.readers[start].going_on() if start else fresh
        if 2 * start > len(blocks):
            reader.read(blocks[start:])
        else:
            reading = _Reading(digests, {at: r for at, r in reading.readers.items() if at <= start})
            for at in range(start, len(blocks), _STEP):
                reader.read(blocks[at : at + _STEP])
                if reader.between:
                    reading.readers[at + _STEP] = reader.going_on()
        self._readings = [reading, *(r for r in self._readings if r is not reading)][:_KEPT]
        reader.end()
        return reader


_NOTHING = _Reading((), {})


def _digests(blocks: Sequence[Element], circumstances: bytes) -> list[bytes]:
    """For each block a digest of it and all before it."""
    out: list[bytes] = []
    so_far = circumstances
    for block in blocks:
        so_far = hashlib.sha256(so_far + etree.tostring(block)).digest()
        out.append(so_far)
    return out
