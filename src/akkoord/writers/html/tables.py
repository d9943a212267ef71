"""Tables and signature blocks as HTML.

Source:
    W3C WAI, Tables tutorial (captions, scope); WCAG 2.1, 1.4.10 (a table may scroll) and 2.1.1
    (what scrolls can be reached with the keyboard).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from akkoord.tree import Block, Paragraph, Role, SignatureBlock, SignatureRow, Table, TableCell, TableRow
from akkoord.writers.html.links import Addresses
from akkoord.writers.html.markup import NOTHING, Markup, block, element, line, void_element, words
from akkoord.writers.html.runs import Runs

_SCROLLS_FROM_COLUMNS = 4
"""A table with fewer columns fits a phone as it is."""

WriteBlocks = Callable[[Iterable[Block]], Markup]


def table(node: Table, addresses: Addresses, runs: Runs, write_blocks: WriteBlocks) -> Markup:
    """`node` in a box that scrolls sideways and can be focused, named by caption or summary."""

    def row(r: TableRow, *, header: bool) -> Markup:
        attributes = {"id": addresses.claim(r.anchor), "data-clause": r.clause or None}
        cells, column = [NOTHING], 0
        for cell in r.cells:
            align = node.align[column] if column < len(node.align) else "left"
            cells.append(_cell(cell, align, header, addresses, runs, write_blocks))
            column += cell.columns_wide
        return block("tr", attributes, *cells)

    css_class = "table wide" if len(node.widths) >= _SCROLLS_FROM_COLUMNS else "table"
    box = {"class": css_class, "role": "group", "aria-label": node.caption or node.summary or "Tabel", "tabindex": "0"}
    head = block("thead", {}, row(node.header, header=True))
    rows = block("tbody", {}, *(row(r, header=False) for r in node.rows))
    anchor = {"id": addresses.claim(node.anchor)}
    return block("div", box, block("table", anchor, _caption(node), _columns(node.widths), head, rows))


def wide_table(caption: str, heads: Iterable[str], rows: Iterable[Markup]) -> Markup:
    """A table of rows that are written already, in a box that scrolls sideways and can be focused."""
    cells = (element("th", {"scope": "col"}, words(head)) for head in heads)
    return block(
        "div",
        {"class": "table", "role": "region", "aria-label": caption, "tabindex": "0"},
        block(
            "table",
            {},
            line("caption", {}, words(caption)),
            line("thead", {}, element("tr", {}, *cells)),
            block("tbody", {}, *rows),
        ),
    )


def signature_block(node: SignatureBlock, addresses: Addresses) -> Markup:
    """A place to sign: a table of labels and values under the name of the party."""
    attributes = {
        "id": addresses.claim(node.anchor),
        "class": "signature-block",
        "role": "group",
        "aria-label": node.tooltip or None,
        "data-field": node.field_name,
    }
    caption = line("caption", {}, words(node.heading)) if node.heading else NOTHING
    rows = block("tbody", {}, *(_signature_row(r) for r in node.rows))
    return block("div", attributes, block("table", {}, caption, rows))


def _signature_row(row: SignatureRow) -> Markup:
    label = element("th", {"scope": "row"}, words(row.label))
    if row.value:
        return line("tr", {}, label, element("td", {}, words(row.value)))
    blank = element("span", {"class": "unseen"}, words("in te vullen"))
    return line("tr", {}, label, element("td", {"class": "blank"}, blank))


def _caption(node: Table) -> Markup:
    """The caption is shown; the summary is there for those who cannot see the table."""
    match node.caption, node.summary:
        case "", "":
            return NOTHING
        case "", summary:
            return line("caption", {"class": "unseen"}, words(summary))
        case caption, "":
            return line("caption", {}, words(caption))
        case caption, summary:
            return line("caption", {}, words(caption), element("span", {"class": "unseen"}, words(f". {summary}.")))


def _columns(widths: tuple[int, ...]) -> Markup:
    total = sum(widths)
    if total <= 0:
        return NOTHING
    shares = (void_element("col", {"style": f"width:{100 * width / total:.4g}%"}) for width in widths)
    return line("colgroup", {}, *shares)


def _cell(
    cell: TableCell, align: str, header: bool, addresses: Addresses, runs: Runs, write_blocks: WriteBlocks
) -> Markup:
    span = str(cell.columns_wide) if cell.columns_wide > 1 else None
    attributes: dict[str, str | None] = {"class": align if align in ("right", "center") else None, "colspan": span}
    match cell.children:
        case (Paragraph(role=Role.REQUIREMENT) as letter,) if not header:
            shown = words(letter.number.shown) if letter.number is not None else NOTHING
            anchor = addresses.claim(letter.anchor)
            return line("th", {"id": anchor, "scope": "row", **attributes}, shown, runs.written(letter.children))
        case (Paragraph(role=Role.BODY, number=None) as only,):
            attributes = {"id": addresses.claim(only.anchor), **attributes}
            content = runs.written(only.children)
        case children:
            content = write_blocks(children)
    if header and cell.children:
        return line("th", {"scope": "colgroup" if span else "col", **attributes}, content)
    return line("td", attributes, content)
