"""What a test says about a Word document: paragraphs, tables, notes, headers and the rest as plain values.

Everything stands where a reader meets it: a footnote inside its paragraph, a header inside its section. Ids,
relationships and part names are made when the document is written (`support.word.package`).
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

OTHER = "Mr. A. Ander"  # whose tracked changes and comments a document may hold already


class Text(Struct):
    """Characters in one format. Tab, line, page and column break and the special hyphens stand as characters."""

    text: str = ""
    format: tuple[str, ...] = ()


class Note(Struct):
    """A reference mark with its footnote or endnote."""

    blocks: list[Block]
    kind: str = "footnote"


class Image(Struct):
    """A picture; `seed` decides its bytes."""

    seed: int = 1
    alt: str = "Afbeelding"
    anchored: bool = False


class Box(Struct):
    """A text box, as Word writes it: DrawingML with a VML copy, or VML alone."""

    blocks: list[Block]
    vml_only: bool = False


class Link(Struct):
    """A hyperlink to an address, or to a bookmark when `target` starts with `#`."""

    target: str
    inlines: list[Inline]


class Field(Struct):
    """A field with its cached result; `simple` writes `w:fldSimple`."""

    code: str
    inlines: list[Inline]
    simple: bool = False


class Control(Struct):
    """A content control inside a paragraph."""

    tag: str
    inlines: list[Inline]


class Bookmark(Struct):
    """A named place inside a paragraph."""

    name: str
    inlines: list[Inline]


class Comment(Struct):
    """Text with a comment of someone else."""

    remark: str
    inlines: list[Inline]


class Revision(Struct):
    """An earlier tracked change: `ins`, `del` or `format` (the run was not bold)."""

    kind: str
    inlines: list[Inline]
    author: str = OTHER
    date: str = "2021-03-04T05:06:00Z"


class Formula(Struct):
    """An Office Math formula of one run."""

    text: str = "x=1"


Inline: TypeAlias = Text | Note | Image | Box | Link | Field | Control | Bookmark | Comment | Revision | Formula


class Paragraph(Struct):
    """A paragraph; `list` is (name of a list of the document, level counted from 0)."""

    inlines: list[Inline] = field(default_factory=list)
    style: str = ""
    align: str = ""
    list: tuple[str, int] | None = None
    indent: int = 0
    keep_next: bool = False
    space_after: int = -1
    section: Section | None = None  # this paragraph ends it
    mark: str = ""  # `ins` or `del`: an earlier tracked change of the paragraph mark
    changed_from: str = ""  # alignment before an earlier tracked change of the properties


class Cell(Struct):
    blocks: list[Block]
    span: int = 1
    merge: str = ""  # `restart` or `continue` of a vertical merge
    shade: str = ""


class Row(Struct):
    cells: list[Cell]
    header: bool = False
    repeated: bool = False  # in a control of its own, in one around all such rows that stand together


class Table(Struct):
    rows: list[Row]
    style: str = "Raster"
    align: str = ""


class BlockControl(Struct):
    """A content control around whole blocks."""

    tag: str
    blocks: list[Block]


class BlockBookmark(Struct):
    """A bookmark that starts and ends between blocks."""

    name: str
    blocks: list[Block]


Block: TypeAlias = Paragraph | Table | BlockControl | BlockBookmark


class Section(Struct):
    """Page properties, and headers and footers by `default`, `first` and `even`."""

    headers: dict[str, list[Block]] = field(default_factory=dict)
    footers: dict[str, list[Block]] = field(default_factory=dict)
    landscape: bool = False
    margin: int = 1417
    columns: int = 1
    start: str = "nextPage"


# Levels of a list: number format and text, as `w:numFmt` and `w:lvlText`.
LISTS: dict[str, tuple[tuple[str, str], ...]] = {
    "artikel": (("decimal", "Artikel %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3.")),
    "letter": (("lowerLetter", "%1."), ("lowerRoman", "%2."), ("decimal", "%3°")),
    "punt": (("bullet", "•"), ("bullet", "–"), ("bullet", "▪")),
    "cijfer": (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")),
}


class Document(Struct):
    """A whole document. `lists` names the lists of its numbering part, in the order of their ids."""

    blocks: list[Block] = field(default_factory=list)
    section: Section = field(default_factory=Section)
    lists: tuple[str, ...] = tuple(LISTS)
    even_and_odd: bool = False
    title: str = "Proefdocument"


def paragraph(text: str = "", **properties: object) -> Paragraph:
    """A paragraph of one run."""
    made = Paragraph([Text(text)] if text else [])
    return replace(made, **properties)  # pyright: ignore[reportArgumentType]  the names are those of the class


def table(*rows: tuple[str, ...]) -> Table:
    """A plain table of one paragraph per cell."""
    return Table([Row([Cell([paragraph(text)]) for text in row]) for row in rows])
