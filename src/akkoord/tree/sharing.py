"""Text that documents have in common, as the key of what was once made of it.

The body of a multilateral document is one object for all its addressees, and blocks never
change. So what depends on a body alone is made once. Which body it is goes by identity: to
compare two trees takes as long as to write one.
"""

from __future__ import annotations

import pickle
from functools import lru_cache

from akkoord.tree.blocks import Block

KEPT = 4
"""Of so many bodies a writer remembers what it made: a pack has a few kinds of document, written in turn."""


class BlocksKey:
    """Stands for `blocks`: equal to the key of the very same object only, which it keeps alive."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BlocksKey) and self.blocks is other.blocks

    def __hash__(self) -> int:
        return id(self.blocks)


@lru_cache(KEPT)
def packed(body: BlocksKey) -> bytes:
    """The blocks as bytes for another process: the same object for the same body."""
    return pickle.dumps(body.blocks, pickle.HIGHEST_PROTOCOL)


@lru_cache(KEPT)
def unpacked(data: bytes) -> tuple[Block, ...]:
    """The blocks that `packed` made `data` of: the same object for the same bytes, so that it is shared there too."""
    return pickle.loads(data)  # noqa: S301  what a process of this run was given by the run itself
