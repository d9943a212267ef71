"""What follows from a block alone, worked out once: texts have most of their blocks in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from akkoord.tree.blocks import Block

T = TypeVar("T")

_KEPT = 4_000
"""Of so many blocks and facts; each addressee has some blocks that nobody else has, and they are not to stay."""
_facts: dict[tuple[int, object], tuple[Block, Any]] = {}
"""By the `id` of a block and what is asked of it: the block, so that its `id` stays its own, and the answer."""


def of_block(block: Block, fact: Callable[[Block], T]) -> T:
    """What `fact` says of a block, which never changes; it rests on nothing else, and its answer is not changed."""
    known = _facts.get((id(block), fact))
    if known is None:
        if len(_facts) >= _KEPT:
            _facts.clear()
        known = _facts[id(block), fact] = (block, fact(block))
    return known[1]


def forget_facts() -> None:
    """Let go of what is known of blocks, and so of the blocks."""
    _facts.clear()
