"""The rates of a lot as a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from akkoord.assembly import dutch
from akkoord.assembly.findings import Findings
from akkoord.assembly.lettering import width
from akkoord.assembly.lots import LotMaterial, titled_for
from akkoord.assembly.scope import Scope
from akkoord.assembly.slots import filled, text_inlines
from akkoord.diagnostics import Span, error
from akkoord.spec import Index, Lot, Rate, RateSet, RatesPart
from akkoord.tree import Block, Conditional, Paragraph, Table, TableCell, TableRow, Text, plain_text
from akkoord.tree.expression import Not

_LINE_WIDTH = 160
"""Millimetres of a full line."""
_LEAST = 18
"""What the description has at least, in millimetres."""
_DESCRIPTION = 1
"""The column that has what the others leave."""
_PADDING = 4.3
"""Millimetres beside the words of a cell: the margins of the Word template, and a little more in the PDF."""
_SET = 0.76
"""How wide the house font is where the widest substitute is 1: a sum keeps together only there."""
_EXAMPLE = " (voorbeeldbedragen)"
_NO_RATE = "n.v.t."


class RateTables(Struct):
    """Makes the rate tables of one document; `scope` holds the names everybody has.

    `shared` is whether the text is the same for everybody: then the higher rate always has its column.
    """

    material: LotMaterial
    scope: Scope
    findings: Findings
    shared: bool = False

    def of(self, part: RatesPart, lot: Lot) -> tuple[Block, ...]:
        """The table of `lot`; one with the higher rate for those who are entitled to it, one for the others."""
        if part.kind not in lot.kinds:
            return ()
        rates = self.material.rates
        if not isinstance(rates, RateSet):
            self.findings.add(rates)
            return ()
        rows = tuple(r for r in rates.of(lot.number) if r.kind == part.kind)
        if not rows:
            message = f"perceel {lot.number} heeft geen tarieven van de soort `{part.kind}` op de datum van de editie"
            self.findings.add(error("RTT001", message, part.span, "voeg ze toe in `rates.yaml`"))
            return ()
        plain = self._table(part, lot, rows, higher=False)
        if not part.higher_document or all(r.higher_amount is None for r in rows):
            return (plain,)
        full = self._table(part, lot, rows, higher=True)
        entitled = self.material.entitled.get(part.higher_document)
        if entitled is None or self.shared:
            return (full,)
        return (
            Conditional(entitled, "", (full,), part.span),
            Conditional(Not(entitled), "", (plain,), part.span),
        )

    def _table(self, part: RatesPart, lot: Lot, rows: tuple[Rate, ...], *, higher: bool) -> Table:
        titles = (*part.columns, *filter(None, (part.derivation, part.higher_column if higher else "")))
        header = TableRow(tuple(_cell(self._text(t, part.span, lot), part.span) for t in titles), span=part.span)
        caption = self._text(part.caption, part.span, lot) + (_EXAMPLE if self.material.example else "")
        summary = self._text(part.summary, part.span, lot) if part.summary else ""
        align = ("left",) * 3 + ("right",) * (len(titles) - 3)
        rates = self.material.rates
        index = rates.index if isinstance(rates, RateSet) and part.derivation else None
        body = tuple(TableRow(tuple(_cells(rate, index, higher=higher)), span=rate.span) for rate in rows)
        widths = _widths(header, body, len(part.columns) if part.derivation else None)
        return Table(widths, align, header, body, caption, summary, "", part.span)

    def _text(self, source: str, span: Span, lot: Lot) -> str:
        """A text of the spec, with the names of `lot` filled in."""
        inlines = text_inlines(source, span, self.findings)
        (paragraph,) = filled(titled_for(lot, (Paragraph(inlines),)), self.scope, span, self.findings)
        return plain_text(paragraph.children) if isinstance(paragraph, Paragraph) else ""


def _widths(header: TableRow, body: tuple[TableRow, ...], derivation: int | None) -> tuple[int, ...]:
    """Columns in which no title, code or amount is broken; a sum goes on to a next line at its `=` if it can."""

    def cells(column: int) -> Iterator[str]:
        return (_words(row.cells[column]) for row in body)

    def least(column: int) -> int:
        titles = (width(piece, bold=True) for piece in _words(header.cells[column]).split(" "))
        return ceil(max((*titles, *(width(piece) for words in cells(column) for piece in words.split(" ")))) + _PADDING)

    widths = [_LEAST if column == _DESCRIPTION else least(column) for column in range(len(header.cells))]
    if derivation is not None:
        sums = (_SET * width(words.partition("=")[0] + "=") for words in cells(derivation))
        wish = ceil(max(sums) + _PADDING) - widths[derivation]
        widths[derivation] += max(0, min(wish, _LINE_WIDTH - sum(widths)))
    widths[_DESCRIPTION] += max(0, _LINE_WIDTH - sum(widths))
    return tuple(widths)


def _words(cell: TableCell) -> str:
    return "".join(plain_text(block.children) for block in cell.children if isinstance(block, Paragraph))


def _cells(rate: Rate, index: Index | None, *, higher: bool) -> Iterator[TableCell]:
    """The cells of a row; with `index` also how the rate follows from the amount before it."""
    for words in (rate.code, rate.description, rate.unit, dutch.amount(rate.base), dutch.amount(rate.amount)):
        yield _cell(words, rate.span)
    if index is not None:
        base, factor, exact = map(dutch.decimal, (rate.base, index.factor, index.exactly(rate.base)))
        yield _cell(f"{base} × {factor} = {exact}", rate.span)
    if higher:
        yield _cell(_NO_RATE if rate.higher_amount is None else dutch.amount(rate.higher_amount), rate.span)


def _cell(words: str, span: Span) -> TableCell:
    return TableCell((Paragraph((Text(words, span),), span=span),))
