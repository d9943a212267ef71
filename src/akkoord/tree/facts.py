"""What follows from a block alone, worked out once: texts have most of their blocks in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from akkoord.tree.blocks import Block
from akkoord.tree.recent import Recent

T = TypeVar("T")

_facts: Recent[tuple[int, object], tuple[Block, Any]] = Recent(4_000)
"""By the `id` of a block and what is asked of it: the block, so that its `id` stays its own, and the answer."""


def of_block(block: Block, fact: Callable[[Block], T]) -> T:
    """What `fact` says of a block, which never changes; it rests on nothing else, and its answer is not changed."""
    known = _facts.get((id(block), fact))
    if known is None:
        known = _facts.keep((id(block), fact), (block, fact(block)))
    return known[1]


def forget_facts() -> None:
    """Let go of what is known of blocks, and so of the blocks."""
    _facts.clear()
