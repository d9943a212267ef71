"""Text that documents have in common, as the key of what was once made of it.

The body of a multilateral document is one object for all its addressees, and blocks never
change. So what depends on a body alone is made once. Which body it is goes by identity: to
compare two trees takes as long as to write one. The same goes for the clauses and tables that
different bodies have in common, which stay one object also on their way to another process.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from akkoord.tree.blocks import Block, Clause, Section, Table
from akkoord.tree.recent import Recent

V = TypeVar("V")

KEPT = 4
"""Of so many bodies a writer remembers what it made: a pack has a few kinds of document, written in turn."""


_MOST_BYTES = 2_000_000
_PARTS = 1_000
"""Sections, clauses and tables of which something is kept: many times those of one document."""


class BlocksKey:
    """Stands for `blocks`: equal to the key of the very same object only, which it keeps alive."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BlocksKey) and self.blocks is other.blocks

    def __hash__(self) -> int:
        return id(self.blocks)


class OfBlocks(Generic[V]):
    """What was made of single blocks, each known as the very same object; `most` of them, then it starts again."""

    __slots__ = ("_known", "_most")

    def __init__(self, most: int = 400) -> None:
        self._known: dict[int, tuple[Block, V]] = {}  # the block as well: it lives as long as its number counts
        self._most = most

    def get(self, block: Block) -> V | None:
        """What was kept of `block`, None when nothing was."""
        found = self._known.get(id(block))
        return found[1] if found is not None else None

    def keep(self, block: Block, value: V) -> V:
        """Keep `value` of `block`, and give it back."""
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[id(block)] = (block, value)
        return value


class Gathered(Generic[V]):
    """What `find` finds in blocks, looked for once in each section, clause and table.

    What it finds in some blocks is what it finds in each of them, and in a section what it finds in its head and in
    its children.
    """

    def __init__(self, find: Callable[[tuple[Block, ...]], frozenset[V]]) -> None:
        self._find = find
        self._parts: OfBlocks[frozenset[V]] = OfBlocks(_PARTS)

    def of(self, blocks: Iterable[Block]) -> frozenset[V]:
        """All that is found in `blocks`."""
        found: set[V] = set()
        self._gather(blocks, found)
        return frozenset(found)

    def _gather(self, blocks: Iterable[Block], found: set[V]) -> None:
        for block in blocks:
            if isinstance(block, Section | Clause | Table):
                part = self._parts.get(block)
                found |= self._parts.keep(block, self._of_one(block)) if part is None else part
            else:
                found |= self._find((block,))

    def _of_one(self, block: Section | Clause | Table) -> frozenset[V]:
        if not isinstance(block, Section):
            return self._find((block,))
        inside = set(self._find((replace(block, children=()),)))
        self._gather(block.children, inside)
        return frozenset(inside)


def _length(kept: tuple[Block, bytes]) -> int:
    return len(kept[1])


_packed_parts: Recent[int, tuple[Block, bytes]] = Recent(_MOST_BYTES, _length)
"""Parts as bytes, by their `id`, each with itself. Most come once, as the tables of one addressee do."""


def _kept_bytes(part: Clause | Table) -> bytes:
    """A part as bytes, once while it comes again."""
    known = _packed_parts.get(id(part))
    if known is None:
        known = _packed_parts.keep(id(part), (part, pickle.dumps(part, _PROTOCOL)))
    return known[1]


class _Pickler(pickle.Pickler):
    """Packs each clause and table apart, so that the same one gives the same bytes and is packed once."""

    def reducer_override(self, obj: Any) -> Any:
        if not isinstance(obj, Clause | Table):
            return NotImplemented
        return _part, (_kept_bytes(obj),)


_PROTOCOL = pickle.HIGHEST_PROTOCOL


@lru_cache(_PARTS)
def _part(data: bytes) -> Block:
    """A clause or table: the same object for the same bytes."""
    return pickle.loads(data)  # noqa: S301  as below


@lru_cache(KEPT)
def packed(body: BlocksKey) -> bytes:
    """The blocks as bytes for another process: the same object for the same body."""
    out = io.BytesIO()
    _Pickler(out, _PROTOCOL).dump(body.blocks)
    return out.getvalue()


@lru_cache(KEPT)
def unpacked(data: bytes) -> tuple[Block, ...]:
    """The blocks that `packed` made `data` of: the same object for the same bytes, so that it is shared there too."""
    return pickle.loads(data)  # noqa: S301  what a process of this run was given by the run itself
