"""The XML of paragraphs, tables and sections."""

from __future__ import annotations

from itertools import groupby

from support.word.inlines import inlines_of
from support.word.model import (
    OTHER,
    Block,
    BlockBookmark,
    BlockControl,
    Cell,
    Document,
    Paragraph,
    Row,
    Section,
    Table,
)
from support.word.names import TYPES
from support.word.package import Story

_REVISED = f'w:author="{OTHER}" w:date="2021-03-04T05:06:00Z"'
_GRID = 9000  # twips that a table is wide


def body_of(story: Story, document: Document) -> str:
    """The body with its last section."""
    return f"<w:body>{blocks_of(story, document.blocks)}{_section(story, document.section)}</w:body>"


def blocks_of(story: Story, blocks: list[Block], mark: str = "") -> str:
    """Blocks in order; `mark` is the kind of note whose own mark stands before the first paragraph."""
    out: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                out.append(_paragraph(story, block, mark))
                mark = ""
            case Table():
                out.append(_table(story, block))
            case BlockControl():
                out.append(
                    f"<w:sdt>{control_properties(story, block.tag)}"
                    f"<w:sdtContent>{blocks_of(story, block.blocks)}</w:sdtContent></w:sdt>"
                )
            case BlockBookmark():
                number = story.parts.next("bookmark")
                out.append(
                    f'<w:bookmarkStart w:id="{number}" w:name="{block.name}"/>'
                    f'{blocks_of(story, block.blocks)}<w:bookmarkEnd w:id="{number}"/>'
                )
    return "".join(out)


def control_properties(story: Story, tag: str) -> str:
    """The properties of a content control."""
    number = story.parts.next("control") + 7000
    return f'<w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr>'


def _paragraph(story: Story, block: Paragraph, mark: str) -> str:
    content = inlines_of(story, block.inlines, blocks_of, control_properties)
    if mark:
        content = f'<w:r><w:rPr><w:rStyle w:val="Nootmarkering"/></w:rPr><w:{mark}Ref/></w:r>{content}'
    saved = f' w:rsidR="{story.parts.random.randrange(16**8):08X}"' if story.parts.noise else ""
    return f"<w:p{saved}>{_paragraph_properties(story, block)}{content}</w:p>"


def _paragraph_properties(story: Story, block: Paragraph) -> str:
    numbered = story.parts.lists.get(block.list[0]) if block.list else None
    spacing = f'<w:spacing w:after="{block.space_after}"/>' if block.space_after >= 0 else ""
    indent = f'<w:ind w:left="{block.indent}"/>' if block.indent else ""
    out = "".join(
        (
            f'<w:pStyle w:val="{block.style}"/>' if block.style else "",
            "<w:keepNext/>" if block.keep_next else "",
            f'<w:numPr><w:ilvl w:val="{block.list[1]}"/><w:numId w:val="{numbered}"/></w:numPr>'
            if block.list and numbered
            else "",
            spacing,
            indent,
            f'<w:jc w:val="{block.align}"/>' if block.align else "",
            f'<w:rPr><w:{block.mark} w:id="{_revision(story)}" {_REVISED}/></w:rPr>' if block.mark else "",
            _section(story, block.section) if block.section else "",
            f'<w:pPrChange w:id="{_revision(story)}" {_REVISED}><w:pPr><w:jc w:val="{block.changed_from}"/></w:pPr>'
            "</w:pPrChange>"
            if block.changed_from
            else "",
        )
    )
    return f"<w:pPr>{out}</w:pPr>" if out else ""


def _revision(story: Story) -> int:
    return story.parts.next("revision") + 900


def _table(story: Story, block: Table) -> str:
    columns = max((sum(cell.span for cell in row.cells) for row in block.rows), default=1)
    width = _GRID // columns
    properties = f'<w:tblStyle w:val="{block.style}"/><w:tblW w:w="{_GRID}" w:type="dxa"/>'
    properties += f'<w:jc w:val="{block.align}"/>' if block.align else ""
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    rows = ""
    for repeated, together in groupby(block.rows, lambda row: row.repeated):
        written = [_row(story, row, width) for row in together]
        rows += _control(story, "".join(_control(story, row) for row in written)) if repeated else "".join(written)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _control(story: Story, rows: str) -> str:
    return f"<w:sdt>{control_properties(story, 'rijen')}<w:sdtContent>{rows}</w:sdtContent></w:sdt>"


def _row(story: Story, row: Row, width: int) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if row.header else ""
    return f"<w:tr>{properties}{''.join(_cell(story, cell, width) for cell in row.cells)}</w:tr>"


def _cell(story: Story, cell: Cell, width: int) -> str:
    properties = f'<w:tcW w:w="{width * cell.span}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    properties += f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>' if cell.shade else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks_of(story, cell.blocks)}</w:tc>"


def _section(story: Story, section: Section) -> str:
    references = ""
    for kind, tag, stories in (("header", "hdr", section.headers), ("footer", "ftr", section.footers)):
        for page, blocks in stories.items():
            name = f"{kind}{story.parts.next(kind)}.xml"
            inner = story.parts.story(f"word/{name}")
            inner.finish(f"w:{tag}", blocks_of(inner, blocks), f"{TYPES}.{kind}+xml")
            rid = story.relate(kind, name)
            references += f'<w:{kind}Reference w:type="{page}" r:id="{rid}"/>'
    wide, high = (16838, 11906) if section.landscape else (11906, 16838)
    turned = ' w:orient="landscape"' if section.landscape else ""
    sides = "".join(f' w:{side}="{section.margin}"' for side in ("top", "right", "bottom", "left"))
    first = "first" in section.headers or "first" in section.footers
    return (
        f'<w:sectPr>{references}<w:type w:val="{section.start}"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar{sides} w:header="708" w:footer="708" w:gutter="0"/>'
        f'<w:cols w:num="{section.columns}" w:space="708"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )
