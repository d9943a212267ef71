"""R091: Alleen wie nu partij is bij het convenant, heeft het hogere tarief.

Het hogere tarief hoort bij de plichten van het convenant: wie uitstapt, verliest het. De regel kijkt waar een tabel met
een hoger tarief aan hangt (`higher`), en bij wie zij in de stukken staat.

Fout:

    higher: {document: raamovereenkomst, column: Hoger tarief}     # die heeft iedereen

Goed:

    higher: {document: convenant, column: Hoger tarief}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from akkoord.checks.covenant import covenant_kinds, parties
from akkoord.checks.finding import Finding
from akkoord.checks.lots import has_left
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Content, HeadingPart, RatesPart, SectionPart
from akkoord.tree import Paragraph, Table, plain_text


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    del settings
    kinds = covenant_kinds(view)
    tables = [
        (spec.kind, table)
        for spec in view.region_view.documents.values()
        if spec.period.holds(view.edition.date)
        for part in spec.parts
        if isinstance(part, SectionPart)
        for table in _tables(part.content)
        if table.higher_document
    ]
    for kind, table in tables:
        if table.higher_document not in kinds and table.higher_document in view.region_view.documents:
            message = f"het hogere tarief hangt aan `{table.higher_document}`; verwacht: het convenant"
            expected = " of ".join(kinds)
            yield Finding(message, table.span, table.higher_document, expected, document=kind)
    columns = {table.higher_column: table for _, table in tables}
    current = {p.id for p in parties(view) if not has_left(p, view.edition.date)}
    for text in view.texts:
        shown = _columns(text.tables) & set(columns)
        for name in sorted((text.providers or frozenset()) - current) if shown else ():
            provider = next(p for p in view.region_view.providers if p.id == name)
            table = columns[min(shown)]
            place = provider.place("exit") if provider.exit is not None else table.span
            message = f"`{name}` heeft het hogere tarief en is geen partij bij het convenant"
            related = (Related(table.span, "de tabel met het hogere tarief"),)
            yield Finding(message, place, min(shown), related=related, document=text.kind, provider=name)


def _tables(content: Iterable[Content]) -> Iterator[RatesPart]:
    for part in content:
        if isinstance(part, RatesPart):
            yield part
        elif isinstance(part, HeadingPart):
            yield from _tables(part.content)


def _columns(tables: Iterable[Table]) -> set[str]:
    """The titles of the columns of all tables."""
    return {
        plain_text(paragraph.children)
        for table in tables
        for cell in table.header.cells
        for paragraph in cell.children
        if isinstance(paragraph, Paragraph)
    }


RULE = SetRule(
    id="R091",
    severity=Severity.ERROR,
    scope=(Scope.ANNEX,),
    basis=(Basis.SOURCE,),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
