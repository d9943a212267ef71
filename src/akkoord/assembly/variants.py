"""What texts have in common is one object, also where names were filled in and references resolved in each of them.

Two texts of an edition mostly differ in a few clauses. Whoever goes through many of them, to write them or to hold
rules against them, then does the rest once: an object that was met before is known by its `id`.
"""

from __future__ import annotations

from collections import deque

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.tree import Block, Clause, Section, Table, mapped

_VARIANTS = 12
"""So many ways in which one clause stands in a text are kept; a clause with the name of each addressee has more."""


class Variants(Struct, frozen=True):
    """The clauses and tables of the last texts of one edition, by what they were made of."""

    _known: dict[object, deque[Block]] = field(default_factory=dict[object, "deque[Block]"])

    def settled(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """`blocks` with the very object that an earlier text has for each clause and table that is equal to one of it.

        Places do not count in equality; they are equal as well, for what is compared was made of one source.
        """
        return mapped(blocks, self._settled)

    def _settled(self, block: Block) -> Block:
        match block:
            case Section():
                children = mapped(block.children, self._settled)
                return block if children is block.children else replace(block, children=children)
            case Clause():
                return self._same((block.id, block.version, block.anchor, block.span), block)
            case Table():
                return self._same((block.span, block.anchor, len(block.rows)), block)
            case _:
                return block

    def _same(self, source: object, block: Block) -> Block:
        known = self._known.setdefault(source, deque(maxlen=_VARIANTS))
        for other in known:
            if other is block or other == block:
                return other
        known.append(block)
        return block
