"""Footnotes numbered through a whole document, in reading order."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from akkoord.tree import Block, Footnote, Held, Inline, map_block_inlines, mapped


def numbered_notes(blocks: tuple[Block, ...], before: int = 0) -> tuple[tuple[Block, ...], int]:
    """`blocks` with their footnotes numbered after the `before` that came earlier, and how many there are now."""
    numbers = count(before + 1)
    last = before

    def change(inline: Inline) -> tuple[Inline, ...]:
        nonlocal last
        if not isinstance(inline, Footnote):
            return (inline,)
        last = next(numbers)
        return (inline if inline.number == last else replace(inline, number=last),)

    return mapped(blocks, lambda b: map_block_inlines(b, change, Held.FOOTNOTE)), last
