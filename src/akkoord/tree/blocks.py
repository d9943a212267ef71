"""What a document is built of: sections, lists, tables, clauses, signature blocks.

`Conditional`, `Include`, `SignatureSlot` and `ContractList` occur only in clause texts as read;
assembly replaces every one of them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from akkoord.diagnostics import Placed, Span
from akkoord.tree.expression import Expression
from akkoord.tree.inlines import Inline


class Number(Struct, frozen=True):
    """A computed number.

    `shown` is what is printed before the text ("Artikel 17", "7.2", "a.", "Bijlage II");
    `cited` is what a reference prints of it ("17", "7.2", "a", "II").
    """

    shown: str
    cited: str


class Role(StrEnum):
    """What a paragraph is for; each role has one style in every writer."""

    BODY = "body"
    QUOTE = "quote"
    LEGEND = "legend"
    REQUIREMENT = "requirement"
    """The letter of a requirement, alone in its cell; carries a number and no text."""
    SIGNATURE = "signature"
    """Text that stays on the page of the signature block after it."""
    SMALL = "small"
    SENDER = "sender"
    """Who sends a letter, above it."""
    ADDRESSEE = "addressee"
    """To whom a letter goes, at the height of a window envelope."""
    LETTER_REFERENCE = "letter_reference"
    """A line above the subject of a letter: its date, its reference."""


class SectionKind(StrEnum):
    """Chapter, article and annex are numbered; a heading is an unnumbered title inside one."""

    TEXT = "text"
    """Text without number, under a title or under none: the title of a document without title page."""

    SUBJECT = "subject"
    """A letter from its subject to its signature; the title is the subject."""

    PREAMBLE = "preamble"
    """What stands before the articles under a title without number, such as the parties."""

    CHAPTER = "chapter"
    ARTICLE = "article"
    ANNEX = "annex"
    HEADING = "heading"
    SIGNATURES = "signatures"
    """A page of signature blocks; unnumbered, always on a new page."""


class ListKind(StrEnum):
    """The level of a numbered list in Dutch drafting; a plain list restarts at 1 each time."""

    LEDEN = "leden"
    ONDERDELEN = "onderdelen"
    SUBONDERDELEN = "subonderdelen"
    PLAIN = "plain"


class Paragraph(Placed, frozen=True):
    """A paragraph. `anchor` is its stable address, "" where nothing points to it."""

    children: tuple[Inline, ...]
    role: Role = Role.BODY
    number: Number | None = None
    anchor: str = ""
    span: Span | None = None


class ListItem(Placed, frozen=True):
    """One lid, onderdeel or subonderdeel; `number` is None before numbering."""

    children: tuple[Block, ...]
    number: Number | None = None
    anchor: str = ""
    span: Span | None = None


class NumberedList(Placed, frozen=True):
    """Items of one level. `within` is the kind of section whose numbers it uses.

    A list of leden goes on counting through its whole section, also across clauses and
    headings; onderdelen restart in each lid. `kind` and `within` are set by numbering;
    a list as read has PLAIN and HEADING.
    """

    items: tuple[ListItem, ...]
    kind: ListKind = ListKind.PLAIN
    within: SectionKind = SectionKind.HEADING
    span: Span | None = None


class BulletList(Placed, frozen=True):
    """Unnumbered items."""

    items: tuple[ListItem, ...]
    span: Span | None = None


class TableCell(Struct, frozen=True):
    """A cell; `columns_wide` counts the grid columns it spans."""

    children: tuple[Block, ...]
    columns_wide: int = 1


class TableRow(Placed, frozen=True):
    """A row of cells; together they span all grid columns."""

    cells: tuple[TableCell, ...]
    anchor: str = ""
    clause: str = ""
    """`id@version` of the clause a row prints, "" when the table itself stands in a clause."""
    span: Span | None = None


class Table(Placed, frozen=True):
    """A table with one header row that repeats on every page.

    `widths` are the shares of the columns (they need not sum to anything); `align` holds
    "left", "right" or "center" per column. `summary` says in words what the table holds,
    for readers who cannot see it.
    """

    widths: tuple[int, ...]
    align: tuple[str, ...]
    header: TableRow
    rows: tuple[TableRow, ...]
    caption: str = ""
    summary: str = ""
    anchor: str = ""
    span: Span | None = None


class Frame(Placed, frozen=True):
    """Blocks in a frame, such as the ambition."""

    children: tuple[Block, ...]
    span: Span | None = None


class Section(Placed, frozen=True):
    """A chapter, article, annex or heading with what stands under it.

    `level` is 2 and deeper for headings, 1 for all else. `title` holds no references and no footnotes;
    that of a text may be empty.
    """

    kind: SectionKind
    title: tuple[Inline, ...]
    children: tuple[Block, ...]
    number: Number | None = None
    level: int = 1
    anchor: str = ""
    span: Span | None = None


class Clause(Placed, frozen=True):
    """The text of one clause version where it stands.

    `anchor` is the clause id, or `<section>--<id>` where the same clause stands a second
    time in a document. `digest` is the SHA-256 of the clause file's content;
    like the span it says where the text comes from and never counts in equality: a changed
    note in the front matter is no other text.
    """

    ASIDE = frozenset({"digest", "span"})

    id: str
    version: str
    children: tuple[Block, ...]
    digest: str = ""
    anchor: str = ""
    span: Span | None = None


class SignatureRow(Struct, frozen=True):
    """A line in a signature block: `value` "" is a line to be filled in by the signatory."""

    label: str
    value: str = ""


class SignatureBlock(Placed, frozen=True):
    """One place to sign, for one signatory in one capacity. Never broken over pages.

    `field_name` is the name of the signature field, unique in the document, `tooltip` what a
    screen reader says of it. `heading` is the party ("Stichting Voorbeeld …").
    """

    heading: str
    rows: tuple[SignatureRow, ...]
    field_name: str
    tooltip: str
    anchor: str = ""
    span: Span | None = None


class ContentsEntry(Struct, frozen=True):
    """A line of the table of contents."""

    anchor: str
    number: Number | None
    title: tuple[Inline, ...]
    level: int = 1


class Contents(Struct, frozen=True):
    """The table of contents, filled by assembly from the sections that follow."""

    title: str
    entries: tuple[ContentsEntry, ...] = ()


class Conditional(Placed, frozen=True):
    """`::: als expression` as read."""

    expression: Expression
    source: str
    children: tuple[Block, ...]
    span: Span | None = None


class Include(Placed, frozen=True):
    """`::: clausule id` as read: the text of another clause stands here, as that clause."""

    clause: str
    span: Span | None = None


class SignatureSlot(Placed, frozen=True):
    """`::: handtekening` as read: the signature blocks of the party this page is for."""

    span: Span | None = None


class Listed(StrEnum):
    """What a `ContractList` prints: the annexes, or the contract documents in order of rank."""

    ANNEXES = "bijlagen"
    RANK = "rangorde"


class ContractList(Placed, frozen=True):
    """`::: bijlagen` or `::: rangorde` as read: a list of what belongs to the document, from the pack."""

    what: Listed
    span: Span | None = None


Block: TypeAlias = (
    Paragraph
    | NumberedList
    | BulletList
    | Table
    | Frame
    | Section
    | Clause
    | SignatureBlock
    | Contents
    | Conditional
    | Include
    | SignatureSlot
    | ContractList
)
