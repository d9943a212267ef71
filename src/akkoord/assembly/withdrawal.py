"""Withdrawn texts: they keep their place and number, so that nothing after them is renumbered.

The number of what was withdrawn is not given to anything else, as in legislation.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from akkoord.library import ClauseStatus, Library
from akkoord.tree import (
    Block,
    Clause,
    Conditional,
    Held,
    NumberedList,
    Paragraph,
    Section,
    SectionKind,
    Table,
    Text,
    blocks_with,
    child_blocks,
)
from akkoord.tree.facts import of_block

WITHDRAWN_TITLE = " (vervallen)"
_WORDS = "Vervallen."


def withdrawn_text(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands in place of `blocks`: for each lid that was there a lid that says so, else one paragraph."""
    return tuple(_left(blocks)) or (Paragraph((Text(_WORDS),)),)


def _left(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case NumberedList():
                items = (replace(i, children=(Paragraph((Text(_WORDS),), span=i.span),)) for i in block.items)
                yield replace(block, items=tuple(items))
            case Conditional():
                inner = tuple(_left(block.children))
                if inner:
                    yield replace(block, children=inner)
            case _:
                continue


def withdrawn_names(blocks: tuple[Block, ...], library: Library) -> frozenset[str]:
    """The ids of the clauses in `blocks` that were withdrawn, as a reference can name them.

    The id of the first clause of an article stands for the whole article: it is withdrawn
    when all clauses of the article are.
    """
    out: set[str] = set()
    for section in blocks:
        if isinstance(section, Section):
            printed = of_block(section, _printed)
            gone = {i for i, v in printed if library.versions[i, v].status is ClauseStatus.VERVALLEN}
            if gone and section.kind is SectionKind.ARTICLE and any(i not in gone for i, _ in printed):
                gone.discard(section.anchor)
            out |= gone
    return frozenset(out)


def _printed(section: Block) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(_clauses_of(section)))


def _clauses_of(section: Block) -> Iterator[tuple[str, str]]:
    for block in blocks_with(child_blocks(section), Held.CLAUSE):
        if isinstance(block, Clause):
            yield block.id, block.version
        elif isinstance(block, Table):
            for row in block.rows:
                if row.clause:
                    clause_id, _, version = row.clause.partition("@")
                    yield clause_id, version
