"""What an alignment says, item by item, while both packages are still at hand."""

from __future__ import annotations

from msgspec import Struct, field

from akkoord.compare.blocks import Block, Cell, Container, Row
from akkoord.compare.content import Text

KEPT, DELETED, INSERTED = "=", "-", "+"


class Kept(Struct, eq=False):
    """A block that is the same on both sides."""

    old: Block
    new: Block


class Piece(Struct, eq=False):
    """Characters of a paragraph: on both sides (then of equal tokens), or on one. `move` names a move."""

    op: str
    old: Text | None
    old_start: int
    old_end: int
    new: Text | None
    new_start: int
    new_end: int
    move: str = ""


class Mark(Struct, eq=False):
    """The end of a paragraph, which carries its properties."""

    op: str
    old: Block | None
    new: Block | None
    move: str = ""


class Whole(Struct, eq=False):
    """A block that stands on one side only, with all that is in it."""

    op: str
    block: Block


class Nested(Struct, eq=False):
    """A content control that stands on both sides."""

    old: Block
    new: Block
    items: list[Item]


class Wrapped(Struct, eq=False):
    """A content control that only one side has, around blocks that both sides have."""

    op: str
    block: Block
    items: list[Item]


class CellItem(Struct, eq=False):
    """A cell on both sides or one; `items` only when on both."""

    op: str
    old: Cell | None
    new: Cell | None
    items: list[Item] = field(default_factory=list["Item"])


class RowItem(Struct, eq=False):
    """A row on both sides or one; `cells` only when on both and not the same."""

    op: str
    old: Row | None
    new: Row | None
    cells: list[CellItem] = field(default_factory=list[CellItem])


class TableItem(Struct, eq=False):
    """A table that stands on both sides."""

    old: Block
    new: Block
    rows: list[RowItem]


Item = Kept | Piece | Mark | Whole | Nested | Wrapped | TableItem


class Move(Struct, eq=False):
    """A paragraph that went elsewhere; `pieces` are the tokens of both texts."""

    name: str
    old: Block
    new: Block
    pieces: list[Piece]


class Aligned(Struct, eq=False):
    """One story (or cell, or text box) of both sides."""

    old: Container
    new: Container
    items: list[Item]
