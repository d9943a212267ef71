"""Where each lid and onderdeel stands inside its clause, as a reference counts: `2`, `2.a`, `2.a.1`.

Paths are counted in the text as written, before conditions take anything away, so that
`#clause.3` means the same lid for every addressee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.tree import Block, Conditional, ListItem, NumberedList

_STEPS: tuple[Callable[[int], str], ...] = (str, dutch.letters, str)
"""How a step is written at each depth: lid 2, onderdeel a, subonderdeel 1."""


class _Count(Struct):
    done: int = 0


def with_paths(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` of one clause with the path of each item as its anchor.

    Items in bullets, frames, tables and footnotes have none, nor those deeper than a subonderdeel.
    """
    return _row(blocks, 0, "", _Count())


def _row(blocks: tuple[Block, ...], depth: int, above: str, count: _Count) -> tuple[Block, ...]:
    return tuple(_block(b, depth, above, count) for b in blocks)


def _block(block: Block, depth: int, above: str, count: _Count) -> Block:
    if isinstance(block, Conditional):
        return replace(block, children=_row(block.children, depth, above, count))
    if isinstance(block, NumberedList) and depth < len(_STEPS):
        return replace(block, items=tuple(_items(block.items, depth, above, count)))
    return block


def _items(items: tuple[ListItem, ...], depth: int, above: str, count: _Count) -> Iterator[ListItem]:
    for item in items:
        count.done += 1
        path = above + _STEPS[depth](count.done)
        yield replace(item, anchor=path, children=_row(item.children, depth + 1, path + ".", _Count()))
