"""What is remembered of the blocks of trees, let go when other trees come: they share hardly a block with those."""

from __future__ import annotations

from akkoord.tree.codec import forget_texts
from akkoord.tree.facts import forget_facts
from akkoord.tree.walk import forget_held


def forget_blocks() -> None:
    """Let go of all that is remembered of blocks; it is made again where it is asked for."""
    forget_texts()
    forget_held()
    forget_facts()
