"""The words of a document, stretch by stretch, each with its place in the document and in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from akkoord.diagnostics import Placed, Span
from akkoord.spec import ReferenceStyle
from akkoord.tree import (
    Blank,
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    CrossReference,
    Emphasis,
    Footnote,
    Frame,
    Include,
    Inline,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    NumberedList,
    Paragraph,
    Reference,
    Revised,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureSlot,
    Slot,
    Strong,
    Table,
    TableRow,
    TermUse,
    Text,
)

MASK = "\ufffc"
"""Stands in `Passage.masked` for each character that no author of the clause typed."""

_ADDRESS = frozenset((Role.SENDER, Role.ADDRESSEE, Role.LETTER_REFERENCE))
"""What stands above a letter is data, whoever wrote the letter."""
_MASKS = re.compile(f"{MASK}+")


class Origin(StrEnum):
    """Where a piece of text comes from."""

    TYPED = "typed"
    """As the author of the clause wrote it."""
    FILLED = "filled"
    """The value of a slot: a fact of the region, or data of the addressee."""
    REFERENCE = "reference"
    """The words of a live reference."""


class Piece(Struct, frozen=True):
    """A part of a passage that begins at character `start`; `span` is where it begins in the source."""

    start: int
    text: str
    origin: Origin
    span: Span | None
    node: Inline


class Passage(Placed, frozen=True):
    """A paragraph, the title of a section, or the text of a cell: what a reader sees as one stretch.

    `clause` is the clause version that it stands in (`id@version`), "" outside a clause. `article` cites its place
    in the document in the style of the region. `item` is whether it is the first paragraph of a lid or onderdeel.
    """

    ASIDE = frozenset({"masked"})

    text: str
    pieces: tuple[Piece, ...]
    span: Span | None
    clause: str
    article: str
    title: bool = False
    item: bool = False
    note: bool = False
    role: Role = Role.BODY
    masked: str = ""
    """The text with `MASK` for every character that is filled in or computed: as long as `text`."""

    def __post_init__(self) -> None:
        masked = self.text
        if any(piece.origin is not Origin.TYPED for piece in self.pieces):
            masked = "".join(p.text if p.origin is Origin.TYPED else MASK * len(p.text) for p in self.pieces)
        force_setattr(self, "masked", masked)

    @property
    def typed(self) -> str:
        """The words of the author, with one `MASK` for each slot or reference: the same whatever is filled in."""
        return _MASKS.sub(MASK, self.masked)

    def place(self, at: int) -> Span | None:
        """Where character `at` stands in the source; inside a slot or reference, where that begins."""
        piece = next((p for p in reversed(self.pieces) if p.start <= at), None)
        if piece is None or piece.span is None:
            return self.span
        return piece.span.moved(0, at - piece.start) if piece.origin is Origin.TYPED else piece.span


T = TypeVar("T")
V = TypeVar("V")


class Stretch(Struct, frozen=True, eq=False):
    """Neighbouring passages that stand together in every text that has them, with what rules drew from them."""

    passages: tuple[Passage, ...]
    _drawn: dict[object, tuple[Any, ...]] = field(default_factory=dict[object, "tuple[Any, ...]"])

    def drawn(self, fact: Callable[[Passage], Iterable[T]]) -> tuple[T, ...]:
        """What `fact` says of each passage, worked out once for the same `fact`."""
        known = self._drawn.get(fact)
        if known is None:
            known = self._drawn[fact] = tuple(one for passage in self.passages for one in fact(passage))
        return known


_MOST = 50_000
"""When more is known of the texts of a set than this, it is let go before the next one."""


class Known(Struct, frozen=True, eq=False):
    """What texts have in common, so that a clause that stands in many of them is gone through once.

    `stretches` are by the `id` of a clause, row or title and where it stands, `drawn` by that of a value and what is
    asked of it; each is kept with its value, so that the `id` stays its own.
    """

    stretches: dict[tuple[object, ...], tuple[object, Stretch]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[object, Stretch]"]
    )
    drawn: dict[tuple[int, object], tuple[object, tuple[Any, ...]]] = field(
        default_factory=dict["tuple[int, object]", "tuple[object, tuple[Any, ...]]"]
    )

    @property
    def much(self) -> bool:
        """Whether it is too much to keep for another set."""
        return max(len(self.stretches), len(self.drawn)) > _MOST

    def of(self, value: V, fact: Callable[[V], Iterable[T]]) -> tuple[T, ...]:
        """What `fact` says of a block or clause, worked out once for the same `fact`."""
        known = self.drawn.get((id(value), fact))
        if known is None:
            known = self.drawn[id(value), fact] = (value, tuple(fact(value)))
        return known[1]


class _At(Struct, frozen=True):
    """Where in the document: the words that cite the place so far, and the clause."""

    style: ReferenceStyle
    slots: Mapping[str, frozenset[Span]]
    known: Known
    article: str = ""
    chapter: bool = False
    clause: str = ""
    item: bool = False
    note: bool = False
    span: Span | None = field(default=None)


def bare_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` without the sections that they stand in: clauses and tables, which texts have in common."""
    for block in blocks:
        if isinstance(block, Section):
            yield from bare_blocks(block.children)
        else:
            yield block


def stretches_in(
    blocks: Iterable[Block], style: ReferenceStyle, slots: Mapping[str, frozenset[Span]], known: Known
) -> Iterator[Stretch]:
    """Every passage of `blocks` in reading order; footnotes after the passage their mark stands in.

    `slots` holds for each clause version the places of its slots, so that what was filled in is told from what
    was typed.
    """
    yield from _stretches(blocks, _At(style, slots, known))


def _stretches(blocks: Iterable[Block], at: _At) -> Iterator[Stretch]:
    for block in blocks:
        match block:
            case Section():
                inside = _in_section(block, at)
                title = partial(_stretch, block.title, block.span, inside, title=True)
                yield _once(block.title, replace(inside, span=block.span), title)
                yield from _stretches(block.children, inside)
            case Frame() | Conditional():
                yield from _stretches(block.children, at)
            case Clause():
                yield _of_clause(block, at)
            case Table():
                yield _once(block, at, lambda block=block: _table(block, at))
            case _:
                yield Stretch(tuple(_block(block, at)))


def _blocks(blocks: Iterable[Block], at: _At) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block, at)


def _block(block: Block, at: _At) -> Iterator[Passage]:
    match block:
        case Paragraph():
            yield from _stretch(block.children, block.span or at.span, at, role=block.role)
        case Section():
            inside = _in_section(block, at)
            yield from _stretch(block.title, block.span, inside, title=True)
            yield from _blocks(block.children, inside)
        case Clause():
            yield from _of_clause(block, at).passages
        case NumberedList() | BulletList():
            for item in block.items:
                yield from _item(item, block.kind if isinstance(block, NumberedList) else None, at)
        case Table():
            yield from _once(block, at, lambda: _table(block, at)).passages
        case Frame() | Conditional():
            yield from _blocks(block.children, at)
        case SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return


def _of_clause(clause: Clause, at: _At) -> Stretch:
    inside = replace(at, clause=f"{clause.id}@{clause.version}", span=clause.span)
    return _once(clause, at, lambda: _blocks(clause.children, inside))


def _table(table: Table, at: _At) -> Iterator[Passage]:
    for row in (table.header, *table.rows):
        here = replace(at, clause=row.clause or at.clause, span=row.span or table.span or at.span, item=False)
        letter = next((b for b in row.cells[0].children if isinstance(b, Paragraph)), None) if row.cells else None
        if letter is not None and letter.role is Role.REQUIREMENT and letter.number is not None:
            here = replace(here, article=_under(at, f"eis {letter.number.cited}"))
        cells = (block for cell in row.cells for block in cell.children)
        yield from _once(row, here, lambda cells=cells, here=here: _blocks(cells, here)).passages


def _once(
    node: Clause | Table | TableRow | tuple[Inline, ...], at: _At, made: Callable[[], Iterator[Passage]]
) -> Stretch:
    """The passages of a node, made the first time that it stands in such a place."""
    key = (id(node), at.style, at.clause, at.article, at.chapter, at.item, at.note, at.span)
    known = at.known.stretches.get(key)
    if known is None:
        known = at.known.stretches[key] = (node, Stretch(tuple(made())))
    return known[1]


def _item(item: ListItem, kind: ListKind | None, at: _At) -> Iterator[Passage]:
    here = replace(at, article=_numbered(item, kind, at), span=item.span or at.span)
    for index, block in enumerate(item.children):
        yield from _block(block, replace(here, item=index == 0))


def _numbered(item: ListItem, kind: ListKind | None, at: _At) -> str:
    if item.number is None or kind is None or kind is ListKind.PLAIN:
        return at.article
    cited = item.number.cited
    if kind is ListKind.LEDEN:
        if at.chapter:
            return f"punt {cited}"
        return f"{at.article}, lid {cited}" if at.style is ReferenceStyle.AANWIJZINGEN else f"{at.article} lid {cited}"
    comma = "," if at.style is ReferenceStyle.AANWIJZINGEN else ""
    return f"{at.article}{comma} onder {cited}".strip()


def _in_section(section: Section, at: _At) -> _At:
    words = "".join(_words(inline) for inline in section.title)
    match section.kind:
        case SectionKind.ARTICLE if section.number is not None:
            return replace(at, article=f"artikel {section.number.cited}", chapter=False, item=False)
        case SectionKind.CHAPTER if section.number is not None:
            return replace(at, article=f"hoofdstuk {section.number.cited}", chapter=True, item=False)
        case SectionKind.ANNEX if section.number is not None:
            return replace(at, article=section.number.shown, chapter=False, item=False)
        case SectionKind.HEADING:
            return replace(at, article=at.article or words, item=False)
        case _:
            return replace(at, article=words, chapter=False, item=False)


def _under(at: _At, words: str) -> str:
    return f"{at.article}, {words}" if at.article else words


def _stretch(
    inlines: Iterable[Inline], span: Span | None, at: _At, *, title: bool = False, role: Role = Role.BODY
) -> Iterator[Passage]:
    pieces: list[Piece] = []
    notes: list[Footnote] = []
    _gather(inlines, at, pieces, notes)
    if role in _ADDRESS:
        pieces = [replace(piece, origin=Origin.FILLED) for piece in pieces]
    if pieces:
        text = "".join(p.text for p in pieces)
        yield Passage(text, tuple(pieces), span, at.clause, at.article, title, at.item, at.note, role)
    for note in notes:
        yield from _blocks(note.children, replace(at, note=True, item=False, span=note.span or span))


def _gather(inlines: Iterable[Inline], at: _At, pieces: list[Piece], notes: list[Footnote]) -> None:
    for inline in inlines:
        if isinstance(inline, Footnote):
            notes.append(inline)
        elif isinstance(inline, Strong | Emphasis | Revised | Link):
            _gather(inline.children, at, pieces, notes)
        else:
            start = pieces[-1].start + len(pieces[-1].text) if pieces else 0
            span = getattr(inline, "span", None)
            text = _words(inline)
            origin = _origin(inline, span, at)
            if isinstance(inline, TermUse) and pieces and pieces[-1].span == span and pieces[-1].origin is origin:
                # a term is marked inside a text, whose place it has: the text goes on
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text + text)
            elif isinstance(inline, Text) and pieces and pieces[-1].span == span and pieces[-1].origin is origin:
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text + text)
            else:
                pieces.append(Piece(start, text, origin, span, inline))


def _origin(inline: Inline, span: Span | None, at: _At) -> Origin:
    if isinstance(inline, Reference | CrossReference):
        return Origin.REFERENCE
    if isinstance(inline, Slot | Blank):
        return Origin.FILLED
    if span is not None and span in at.slots.get(at.clause, frozenset()):
        return Origin.FILLED
    return Origin.TYPED


def _words(inline: Inline) -> str:
    match inline:
        case Text(text) | TermUse(text):
            return text
        case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
            return "".join(map(_words, children))
        case LineBreak():
            return " "
        case Reference() | Blank():
            return inline.text
        case Slot() | CrossReference():
            return "…"
        case Footnote():
            return ""
