"""The rates of a lot as a table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from akkoord.assembly import dutch
from akkoord.assembly.findings import Findings
from akkoord.assembly.lots import LotMaterial, titled_for
from akkoord.assembly.scope import Scope
from akkoord.assembly.slots import filled, text_inlines
from akkoord.diagnostics import Span, error
from akkoord.spec import Index, Lot, Rate, RateSet, RatesPart
from akkoord.tree import Block, Conditional, Paragraph, Table, TableCell, TableRow, Text, plain_text
from akkoord.tree.expression import Not

# Millimetres of a full line, so that no amount and no title of a column is broken; the description has what is left.
_LINE_WIDTH = 160
_CODE_WIDTH, _UNIT_WIDTH, _BASE_WIDTH, _RATE_WIDTH, _DERIVATION_WIDTH, _HIGHER_WIDTH = 13, 16, 23, 23, 34, 21
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
        added = (*((_DERIVATION_WIDTH,) if part.derivation else ()), *((_HIGHER_WIDTH,) if higher else ()))
        figures = (_UNIT_WIDTH, _BASE_WIDTH, _RATE_WIDTH, *added)
        widths = (_CODE_WIDTH, _LINE_WIDTH - _CODE_WIDTH - sum(figures), *figures)
        align = ("left",) * 3 + ("right",) * (len(widths) - 3)
        rates = self.material.rates
        index = rates.index if isinstance(rates, RateSet) and part.derivation else None
        body = tuple(TableRow(tuple(_cells(rate, index, higher=higher)), span=rate.span) for rate in rows)
        return Table(widths, align, header, body, caption, summary, "", part.span)

    def _text(self, source: str, span: Span, lot: Lot) -> str:
        """A text of the spec, with the names of `lot` filled in."""
        inlines = text_inlines(source, span, self.findings)
        (paragraph,) = filled(titled_for(lot, (Paragraph(inlines),)), self.scope, span, self.findings)
        return plain_text(paragraph.children) if isinstance(paragraph, Paragraph) else ""


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
