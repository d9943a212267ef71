"""What stands inside a paragraph.

`Slot` and `CrossReference` occur only in clause texts as read; assembly replaces every one
of them, so a writer that meets one has found a bug of ours.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from akkoord.diagnostics import Placed, Span
from akkoord.tree.expression import Expression

if TYPE_CHECKING:
    from akkoord.tree.blocks import Block


class Text(Placed, frozen=True):
    """Plain text: no markup, never empty. A no-break space is U+00A0, a line end is LineBreak."""

    text: str
    span: Span | None = None


class Strong(Struct, frozen=True):
    """Bold."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """Italic."""

    children: tuple[Inline, ...]


class Mark(StrEnum):
    """What became of words between two versions of a text."""

    REMOVED = "removed"
    ADDED = "added"


class Revised(Struct, frozen=True):
    """Words that went or came, in a report on two versions: struck, or bold and doubly underlined."""

    mark: Mark
    children: tuple[Inline, ...]


class LineBreak(Struct, frozen=True):
    """A line end inside a paragraph."""


class Blank(Placed, frozen=True):
    """A place that somebody else fills in; `label` says what belongs there, `name` is the value it stands for.

    A reader sees the label between brackets, underlined; in Word it is a control to type in.
    """

    label: str
    name: str
    span: Span | None = None

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return f"[{self.label}]"


class Link(Struct, frozen=True):
    """A link to an address outside the set (`https:` or `mailto:` only)."""

    url: str
    children: tuple[Inline, ...]


class Footnote(Placed, frozen=True):
    """A footnote where its mark stands. `number` counts from 1 per document, 0 before numbering."""

    children: tuple[Block, ...]
    number: int = 0
    span: Span | None = None


class TermUse(Placed, frozen=True):
    """A defined term in the text. `anchor` is that of the definition; `text` as it stands."""

    text: str
    anchor: str
    span: Span | None = None


class NumberPart(Struct, frozen=True):
    """The number of a target inside a reference; `anchor` is that of the numbered node.

    `text` is the target's `Number.cited`, so that a field in Word shows the same.
    """

    anchor: str
    text: str


class Reference(Placed, frozen=True):
    """A resolved reference, for instance ("artikel ", NumberPart(…, "3"), " lid ", NumberPart(…, "2")).

    `document` is "" for the same document, else the kind of the other one; then the parts
    hold text only. `anchor` is that of the innermost target.
    """

    parts: tuple[str | NumberPart, ...]
    anchor: str
    document: str = ""
    span: Span | None = None

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)


class Slot(Placed, frozen=True):
    """`{{ expression }}` as read, not yet filled.

    `closed` is whether a full stop follows it: then an abbreviation in it (`B.V.`) brings none of its own.
    """

    expression: Expression
    source: str
    span: Span | None = None
    closed: bool = False


class CrossReference(Placed, frozen=True):
    """`[](document#target.2.a)` as read, not yet resolved.

    `target` is a clause id or the id of a chapter, article or annex; `path` holds the lid
    and onderdeel within it ("2", "a"). `document` is "" for the same document.
    `children`, when given, is text that is printed in place of the computed words.
    """

    target: str
    path: tuple[str, ...] = ()
    document: str = ""
    children: tuple[Inline, ...] = ()
    span: Span | None = None


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | Revised
    | Blank
    | LineBreak
    | Link
    | Footnote
    | TermUse
    | Reference
    | Slot
    | CrossReference
)
