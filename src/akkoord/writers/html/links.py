"""What a link may point to: an id on this page, a page beside it, or a safe address outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Footnote,
    Inline,
    NumberedList,
    Paragraph,
    Reference,
    Section,
    SignatureBlock,
    Table,
    TableRow,
    TermUse,
    all_blocks,
    all_inlines,
    inlines_in,
)
from akkoord.writers.html.markup import identifier

_SAFE_SCHEMES = ("https://", "mailto:")


class Addresses:
    """The ids of one page: which exist, and which were given out already.

    An article and the clause it begins with share an anchor; the outer one gets the id.
    """

    def __init__(self, known: frozenset[str], siblings: frozenset[str], given: Iterable[str] = ()) -> None:
        self._known = known
        self._given = set(given)
        self._siblings = siblings

    def on_page(self, known: frozenset[str]) -> Addresses:
        """The ids given out so far, on a page where `known` can be pointed to."""
        return Addresses(known, self._siblings, self._given)

    @property
    def given(self) -> set[str]:
        """The ids given out so far."""
        return self._given

    def claim(self, anchor: str) -> str | None:
        """The id of the node with `anchor`; None when it has none or an outer node has it."""
        if not anchor or anchor in self._given:
            return None
        self._given.add(anchor)
        return identifier(anchor)

    def of_anchor(self, anchor: str) -> str | None:
        """The link to `anchor`, None when nothing on this page bears it."""
        return f"#{identifier(anchor)}" if anchor in self._known else None

    def of_reference(self, reference: Reference) -> str | None:
        """The link of `reference`, None when its target is not on this page nor on one beside it."""
        if not reference.document:
            return self.of_anchor(reference.anchor)
        if reference.document not in self._siblings:
            return None
        fragment = f"#{identifier(reference.anchor)}" if reference.anchor else ""
        return f"{quote(reference.document, safe='')}.html{fragment}"


def outside(url: str) -> str | None:
    """`url` when it is an https or mailto address, else None."""
    return url if url.casefold().startswith(_SAFE_SCHEMES) else None


def anchors_in(blocks: Iterable[Block]) -> frozenset[str]:
    """What can be pointed to in `blocks`."""
    return frozenset(_anchors(blocks))


def pointed_to(blocks: Iterable[Block]) -> frozenset[str]:
    """What references and uses of terms in `blocks` point to, whether it is there or not."""
    return frozenset(i.anchor for i in inlines_in(blocks) if isinstance(i, Reference | TermUse))


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in all_blocks(blocks):
        match block:
            case Section():
                yield block.anchor
                yield from _in_notes(block.title)
            case Paragraph():
                yield block.anchor
                yield from _in_notes(block.children)
            case Clause() | SignatureBlock():
                yield block.anchor
            case NumberedList() | BulletList():
                yield from (item.anchor for item in block.items)
            case Table():
                rows: tuple[TableRow, ...] = (block.header, *block.rows)
                yield from (block.anchor, *(row.anchor for row in rows))
            case _:
                pass


def _in_notes(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in all_inlines(inlines):
        if isinstance(inline, Footnote):
            yield from _anchors(inline.children)
