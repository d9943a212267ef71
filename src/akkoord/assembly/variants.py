"""What texts have in common is one object, also where names were filled in and references resolved in each of them.

Two texts of an edition mostly differ in a few clauses. Whoever goes through many of them, to write them or to hold
rules against them, then does the rest once: an object that was met before is known by its `id`.
"""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.tree import (
    Block,
    Clause,
    Contents,
    CrossReference,
    Held,
    Inline,
    InlineMap,
    Section,
    Slot,
    Table,
    TableRow,
    map_block_inlines,
    map_child_blocks,
    map_inlines,
    map_row,
    mapped,
    stands_in,
)
from akkoord.tree.recent import Recent

_VARIANTS = 12
"""So many ways in which one clause stands in a text are kept; a clause with the name of each addressee has more."""
_NODES = 10_000
"""Of so many sections, clauses and rows it is kept what they became."""
_LEAVES: Mapping[Held, type[Inline]] = {Held.SLOT: Slot, Held.CROSS_REFERENCE: CrossReference}

InlineMapper: TypeAlias = Callable[[tuple[Block, ...], InlineMap, Held], tuple[Block, ...]]
"""Applies a map to every inline in blocks that is a slot, or a reference: the map keeps all else as it is."""

Node = TypeVar("Node", Clause, Section, TableRow)


def each_by_itself(blocks: tuple[Block, ...], change: InlineMap, what: Held) -> tuple[Block, ...]:
    """`blocks` with `change` applied to what they hold of `what`; for text that no other has."""
    return mapped(blocks, lambda block: map_block_inlines(block, change, what))


class _Became(Struct, frozen=True):
    """A section, clause or row, what it holds of one sort in reading order, and what it became by what those became."""

    node: object
    leaves: tuple[Inline, ...]
    made: dict[tuple[tuple[Inline, ...], ...], Any] = field(default_factory=dict["tuple[tuple[Inline, ...], ...]", Any])


class Variants(Struct, frozen=True):
    """The clauses and tables of the last texts of one edition, by what they were made of."""

    _known: dict[object, deque[Block]] = field(default_factory=dict[object, "deque[Block]"])
    _sections: dict[tuple[str, Span | None], deque[Section]] = field(
        default_factory=dict["tuple[str, Span | None]", "deque[Section]"]
    )
    _became: Recent[tuple[int, Held], _Became] = field(
        default_factory=lambda: Recent[tuple[int, Held], _Became](_NODES)
    )

    def changed(self, blocks: tuple[Block, ...], change: InlineMap, what: Held) -> tuple[Block, ...]:
        """As `each_by_itself`; what becomes in all of that what it did before is the very same.

        That goes for a section of the text, a clause and a row.
        """
        return mapped(
            blocks,
            lambda block: (
                self._changed(block, change, what) if isinstance(block, Section) else self._block(block, change, what)
            ),
        )

    def _block(self, block: Block, change: InlineMap, what: Held) -> Block:
        if not stands_in(block, what):
            return block

        def row(inner: tuple[Block, ...]) -> tuple[Block, ...]:
            return mapped(inner, lambda one: self._block(one, change, what))

        match block:
            case Clause():
                return self._changed(block, change, what)
            case Section():
                title = map_inlines(block.title, change)
                return map_child_blocks(block if title is block.title else replace(block, title=title), row)
            case Table():
                header = self._changed(block.header, change, what)
                rows = mapped(block.rows, lambda inner: self._changed(inner, change, what))
                same = header is block.header and rows is block.rows
                return block if same else replace(block, header=header, rows=rows)
            case _:
                return map_block_inlines(block, change, what)

    def _changed(self, node: Node, change: InlineMap, what: Held) -> Node:
        known = self._became.get((id(node), what))
        if known is None:
            known = self._became.keep((id(node), what), _Became(node, _leaves(node, what)))
        if not known.leaves:
            return node
        became = tuple(map(change, known.leaves))
        made = known.made.get(became)
        if made is None:
            if len(known.made) >= _VARIANTS:
                del known.made[next(iter(known.made))]
            made = known.made[became] = self._with_leaves(node, became, what)
        return made

    def _with_leaves(self, node: Node, became: tuple[tuple[Inline, ...], ...], what: Held) -> Node:
        """`node` with what each of its leaves became, in reading order."""
        sort, left = _LEAVES[what], iter(became)

        def given(inline: Inline) -> tuple[Inline, ...]:
            return next(left) if isinstance(inline, sort) else (inline,)

        # Of a section that is new most clauses are not.
        made = self._block(node, given, what) if isinstance(node, Section) else _over(node, given, what)
        return cast("Node", made)

    def settled(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """`blocks` with the very object that an earlier text has for each clause and table that is equal to one of it.

        So has a section of which all that stands in it is such an object.

        Places do not count in equality; they are equal as well, for what is compared was made of one source.
        """
        return mapped(blocks, self._settled)

    def _settled(self, block: Block) -> Block:
        match block:
            case Section():
                if any(other is block for other in self._sections.get((block.anchor, block.span), ())):
                    return block
                children = mapped(block.children, self._settled)
                return self._same_section(block if children is block.children else replace(block, children=children))
            case Contents():
                return self._same(Contents, block)
            case Clause():
                return self._same((block.id, block.version, block.anchor, block.span), block)
            case Table():
                return self._same((block.span, block.anchor, len(block.rows)), block)
            case _:
                return block

    def _same_section(self, section: Section) -> Section:
        """The section that an earlier text has, with the very same blocks in it."""
        known = self._sections.setdefault((section.anchor, section.span), deque(maxlen=_VARIANTS))
        for other in known:
            if other is section or (_same_children(other, section) and other == section):
                return other
        known.append(section)
        return section

    def _same(self, source: object, block: Block) -> Block:
        known = self._known.setdefault(source, deque(maxlen=_VARIANTS))
        if any(other is block for other in known):
            return block
        for other in known:
            if other == block:
                return other
        known.append(block)
        return block


def _same_children(one: Section, other: Section) -> bool:
    return len(one.children) == len(other.children) and all(map(operator.is_, one.children, other.children))


def _over(node: Clause | Section | TableRow, change: InlineMap, what: Held) -> Block | TableRow:
    """`node` with `change` applied to what stands in it of `what`."""
    if isinstance(node, TableRow):
        return map_row(node, lambda children: each_by_itself(children, change, what))
    return map_block_inlines(node, change, what)


def _leaves(node: Clause | Section | TableRow, what: Held) -> tuple[Inline, ...]:
    sort, found = _LEAVES[what], list[Inline]()

    def note(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, sort):
            found.append(inline)
        return (inline,)

    _over(node, note, what)
    return tuple(found)
