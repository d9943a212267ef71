"""What an alignment says, item by item, while both packages are still at hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from akkoord.compare.blocks import Block, Cell, Container, Row
from akkoord.compare.content import Text

KEPT, DELETED, INSERTED = "=", "-", "+"


@dataclass(slots=True, eq=False)
class Kept:
    """A block that is the same on both sides."""

    old: Block
    new: Block


@dataclass(slots=True, eq=False)
class Piece:
    """Characters of a paragraph: on both sides (then of equal tokens), or on one. `move` names a move."""

    op: str
    old: Text | None
    old_start: int
    old_end: int
    new: Text | None
    new_start: int
    new_end: int
    move: str = ""


@dataclass(slots=True, eq=False)
class Mark:
    """The end of a paragraph, which carries its properties."""

    op: str
    old: Block | None
    new: Block | None
    move: str = ""


@dataclass(slots=True, eq=False)
class Whole:
    """A block that stands on one side only, with all that is in it."""

    op: str
    block: Block


@dataclass(slots=True, eq=False)
class Nested:
    """A content control that stands on both sides."""

    old: Block
    new: Block
    items: list[Item]


@dataclass(slots=True, eq=False)
class Wrapped:
    """A content control that only one side has, around blocks that both sides have."""

    op: str
    block: Block
    items: list[Item]


@dataclass(slots=True, eq=False)
class CellItem:
    """A cell on both sides or one; `items` only when on both."""

    op: str
    old: Cell | None
    new: Cell | None
    items: list[Item] = field(default_factory=list["Item"])


@dataclass(slots=True, eq=False)
class RowItem:
    """A row on both sides or one; `cells` only when on both and not the same."""

    op: str
    old: Row | None
    new: Row | None
    cells: list[CellItem] = field(default_factory=list[CellItem])


@dataclass(slots=True, eq=False)
class TableItem:
    """A table that stands on both sides."""

    old: Block
    new: Block
    rows: list[RowItem]


Item = Kept | Piece | Mark | Whole | Nested | Wrapped | TableItem


@dataclass(slots=True, eq=False)
class Move:
    """A paragraph that went elsewhere; `pieces` are the tokens of both texts."""

    name: str
    old: Block
    new: Block
    pieces: list[Piece]


@dataclass(slots=True, eq=False)
class Aligned:
    """One story (or cell, or text box) of both sides."""

    old: Container
    new: Container
    items: list[Item]
