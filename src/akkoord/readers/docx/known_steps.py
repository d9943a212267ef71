"""What files have in common is read once: a few blocks that were read before, from the same state, are not read again.

What a reader makes of a block depends on the block, on styles and lists, and on the state that the blocks before it
left: how many paragraphs and notes there were and what the lists have counted. So the same few blocks, met in the same
state with the same styles and lists, are read the same. Each file is unpacked and parsed whole, and the XML of each of
its blocks is held against that of others, by digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from akkoord.ooxml import Element
from akkoord.readers.docx.story import ReadOn, State, StoryReader

_STEP = 4
"""So many blocks are read, or known, at a time."""
_KEPT = 800
"""Steps that are remembered: those of a handful of contracts of twenty pages."""

_Key: TypeAlias = tuple[bytes, State]
"""A digest of circumstances and blocks, and the state they were met in."""


class KnownSteps:
    """Reads stories one after another and remembers the steps of the last few."""

    def __init__(self) -> None:
        self._known: dict[_Key, ReadOn] = {}

    def read(self, reader: StoryReader, story: Element, circumstances: bytes) -> None:
        """Let `reader` read all of `story`.

        `circumstances` is a digest of all that a reading depends on besides the story.
        """
        blocks = list(story)
        for at in range(0, len(blocks), _STEP):
            self._step(reader, blocks[at : at + _STEP], circumstances)
        reader.end()

    def _step(self, reader: StoryReader, blocks: Sequence[Element], circumstances: bytes) -> None:
        state = reader.state
        if state is None:
            reader.read(blocks)
            return
        key = (_digest(blocks, circumstances), state)
        known = self._known.pop(key, None)
        if known is None:
            before = reader.so_far
            reader.read(blocks)
            known = reader.since(before)
        else:
            reader.go_on(known)
        if known is not None:
            self._known[key] = known  # the last that was met comes last
            if len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]


def _digest(blocks: Sequence[Element], circumstances: bytes) -> bytes:
    digest = hashlib.sha256(circumstances)
    for block in blocks:
        xml = etree.tostring(block)
        digest.update(b"%d " % len(xml) + xml)
    return digest.digest()
