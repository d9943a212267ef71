"""Tables of data and the layout tables of signature blocks."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from akkoord.ooxml import escape_attribute
from akkoord.tree import Paragraph as TreeParagraph
from akkoord.tree import SignatureBlock, Table, plain_text
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.paragraphs import KEEP, KEEP_LINES, ParagraphWriter
from akkoord.writers.docx.runs import run
from akkoord.writers.docx.styles import Style

_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEADER_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_SIGNATURE_HEIGHT_TWIPS = 1400
_LABEL_SHARE = 0.3
LAYOUT_CAPTION = "Opmaaktabel ondertekening"
"""Says that a table is layout, not data: the validator and screen readers go by it."""


class TableFrame(Struct, frozen=True):
    """The constant XML of one table."""

    start: str
    header_row: str
    row: str
    widths: tuple[int, ...]
    align: tuple[str, ...]

    def cell(self, column: int, columns_wide: int) -> str:
        """The start of a cell at `column` that spans `columns_wide` columns."""
        width = self.widths[column] if columns_wide == 1 else sum(self.widths[column : column + columns_wide])
        span = f'<w:gridSpan w:val="{columns_wide}"/>' if columns_wide > 1 else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>'

    def alignment(self, column: int) -> str:
        """`jc` for the paragraphs of a column, "" for left."""
        align = self.align[column] if column < len(self.align) else "left"
        return "" if align == "left" else f'<w:jc w:val="{align}"/>'


def table_frame(table: Table, house: HouseStyle) -> TableFrame:
    """The table up to its first row; the shares of the columns become twips that add up."""
    widths = column_widths(table.widths, house.text_width_twips)
    caption = table.caption or table.summary or _headings(table)
    summary = table.summary or _headings(table)
    look = (
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/>'
    )
    start = _start(house.styles[Style.TABLE], widths, look, caption, summary)
    return TableFrame(start, _HEADER_ROW, _ROW, widths, table.align)


def signature_rows(block: SignatureBlock, house: HouseStyle, write: ParagraphWriter) -> None:
    """The rows of a signature block: label and value, kept on one page with what stands before.

    An empty value is a line to be filled in; that of the signature itself is tall.
    """
    widths = column_widths((int(100 * _LABEL_SHARE), int(100 * (1 - _LABEL_SHARE))), house.text_width_twips)
    write.out.append(_start(house.styles[Style.SIGNATURE_TABLE], widths, "", LAYOUT_CAPTION, block.tooltip))
    for number, row in enumerate(block.rows, 1):
        tall = not row.value and row.label.casefold().startswith("handtekening")
        height = f'<w:trHeight w:val="{_SIGNATURE_HEIGHT_TWIPS}" w:hRule="atLeast"/>' if tall else ""
        write.out.append(f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>")
        keep = KEEP if number < len(block.rows) else KEEP_LINES
        for width, words in zip(widths, (row.label, row.value), strict=True):
            write.out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            write.write(Style.TABLE_TEXT, run(words) if words else "", keep)
            write.out.append("</w:tc>")
        write.out.append("</w:tr>")
    write.out.append("</w:tbl>")


def column_widths(shares: tuple[int, ...], total: int) -> tuple[int, ...]:
    """`shares` as whole twips that add up to `total`."""
    whole = sum(shares)
    edges = [round(total * sum(shares[:n]) / whole) for n in range(len(shares) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _start(style: str, widths: tuple[int, ...], look: str, caption: str, summary: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape_attribute(style)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{escape_attribute(caption)}"/>'
        f'<w:tblDescription w:val="{escape_attribute(summary)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _headings(table: Table) -> str:
    """The columns in words, where the table has no summary of its own."""
    words = [
        plain_text(block.children)
        for cell in table.header.cells
        for block in cell.children
        if isinstance(block, TreeParagraph)
    ]
    return "Kolommen: " + ", ".join(words)
