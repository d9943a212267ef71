"""The lists that a document prints of what belongs to it: its annexes, and the order of rank.

Both come from the pack, so that what the text names is what is made; a number is a live reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.findings import Findings
from akkoord.assembly.lots import is_of, titled_for
from akkoord.assembly.slots import text_inlines
from akkoord.diagnostics import Span
from akkoord.spec import Annex, AnnexList, Lot, Ranked
from akkoord.tree import (
    Block,
    Clause,
    Conditional,
    CrossReference,
    Include,
    Inline,
    Listed,
    ListItem,
    NumberedList,
    Paragraph,
    Role,
    Slot,
    Table,
    TableCell,
    TableRow,
    Text,
)
from akkoord.tree.expression import Expression, Name, Operation

DIGEST_ROOT = "sha-256"
"""The first step of the names of digests; a hyphen stands in no name that a text can write."""

_WIDTHS = (5, 25, 8)
_HEADS = ("Bijlage", "Document", "Versie")
_CAPTION = "Bijlagen"
_SUMMARY = "De bijlagen met nummer, titel, vorm, SHA-256-waarde van het PDF-bestand waar die er is, versie en datum"
_PER_LOT = "de bijlage bij een perceel, voor dat perceel:"
_EQUAL = "de volgende bijlagen, onderling van gelijke rang:"


class ContractDocuments(Struct, frozen=True):
    """What the lists of one document are made of.

    `title` is its short title, `versions` holds the version of each kind in this edition, `lots` are
    those of the region.
    """

    listed: AnnexList
    title: str
    versions: Mapping[str, str]
    lots: tuple[Lot, ...]

    def block(self, what: Listed, span: Span | None, findings: Findings) -> Block:
        """The annexes as a table, or the order of rank as a list; what may not be there stands in a `Conditional`."""
        place = span or self.listed.span
        if what is Listed.ANNEXES:
            return self._table(place, findings)
        steps = (ListItem(tuple(self._step(s, findings)), span=s.span) for s in self.listed.rank)
        return NumberedList(tuple(steps), span=self.rank_place)

    @property
    def rank_place(self) -> Span:
        """Where the order of rank begins in the pack: it marks the list that is made of it."""
        return self.listed.rank[0].span if self.listed.rank else self.listed.span

    def _table(self, place: Span, findings: Findings) -> Table:
        header = TableRow(tuple(TableCell((Paragraph((Text(head),)),)) for head in _HEADS), span=place)
        made = ((annex, lot) for annex in self.listed.annexes for lot in self._lots(annex))
        rows = tuple(self._row(annex, lot, findings) for annex, lot in made)
        return Table(_WIDTHS, ("left",) * len(_WIDTHS), header, rows, _CAPTION, _SUMMARY, "", place)

    def _row(self, annex: Annex, lot: Lot | None, findings: Findings) -> TableRow:
        version = text_inlines(f"{self.versions[annex.kind]}, {{{{ editie_datum | datum }}}}", annex.span, findings)
        form = "in dit document opgenomen" if annex.bound else "apart document"
        document = (Paragraph((*self._title(annex, lot, findings), Text(f" ({form})"))),)
        if annex.kind in self.listed.cited:
            document = (*document, Paragraph((_digest(annex),), Role.SMALL))
        cells = ((Paragraph((_number(annex, lot),)),), document, (Paragraph(version),))
        return TableRow(tuple(TableCell(_where(annex, lot, cell)) for cell in cells), span=annex.span)

    def _step(self, step: Ranked, findings: Findings) -> Iterator[Block]:
        if step.clause is not None:
            yield Include(step.clause.clause, step.clause.span)
            return
        if len(step.documents) == 1 and step.documents[0] == self.listed.main:
            yield Paragraph((Text(self._itself()),), span=step.span)
            return
        annexes = [a for a in self.listed.annexes if a.kind in step.documents]
        items = [(a, lot) for a in annexes for lot in self._lots(a)]
        alone = self.listed.main not in step.documents
        if alone and len(items) == 1:
            yield from self._named(*items[0], findings)
            return
        yield Paragraph((Text(_PER_LOT if alone and all(a.for_each_lot for a in annexes) else _EQUAL),), span=step.span)
        named = (ListItem(tuple(self._named(a, lot, findings)), span=step.span) for a, lot in items)
        itself = () if alone else (ListItem((Paragraph((Text(self._itself()),), span=step.span),), span=step.span),)
        yield NumberedList((*itself, *named))

    def _itself(self) -> str:
        this = "dit" if dutch.article_of(self.title) == "het" else "deze"
        return f"{this} {self.title}, zonder de bijlagen"

    def _named(self, annex: Annex, lot: Lot | None, findings: Findings) -> Iterator[Block]:
        words = (_number(annex, lot), Text(", "), *self._title(annex, lot, findings))
        yield from _where(annex, lot, (Paragraph(words, span=annex.span),))

    def _lots(self, annex: Annex) -> tuple[Lot | None, ...]:
        own = tuple(sorted((lot for lot in self.lots if lot.number in annex.kinds), key=lambda lot: lot.number))
        return own if annex.for_each_lot else (None,)

    def _title(self, annex: Annex, lot: Lot | None, findings: Findings) -> tuple[Inline, ...]:
        inlines = text_inlines(annex.title, annex.span, findings)
        if lot is None:
            return inlines
        (paragraph,) = titled_for(lot, (Paragraph(inlines),))
        return paragraph.children if isinstance(paragraph, Paragraph) else ()


def punctuated(listed: NumberedList) -> NumberedList:
    """`listed` with a semicolon after each item and a full stop after the last, whatever the clauses in it end with."""
    last = len(listed.items) - 1
    items = (replace(i, children=_ended(i.children, "." if n == last else ";")) for n, i in enumerate(listed.items))
    return replace(listed, items=tuple(items))


def _ended(blocks: tuple[Block, ...], sign: str) -> tuple[Block, ...]:
    if not blocks:
        return ()
    *before, last = blocks
    match last:
        case Paragraph():
            last = replace(last, children=_closed(last.children, sign))
        case Clause() | Conditional():
            last = replace(last, children=_ended(last.children, sign))
        case NumberedList(items):
            final = len(items) - 1
            ends = (sign if n == final else ";" for n in range(len(items)))
            last = replace(
                last, items=tuple(replace(i, children=_ended(i.children, e)) for i, e in zip(items, ends, strict=True))
            )
        case _:
            pass
    return (*before, last)


def _closed(inlines: tuple[Inline, ...], sign: str) -> tuple[Inline, ...]:
    *before, last = inlines
    if isinstance(last, Text):
        kept = last.text.rstrip(" ;.")
        return (*before, *((replace(last, text=kept),) if kept else ()), Text(sign))
    return (*inlines, Text(sign))


def _number(annex: Annex, lot: Lot | None) -> CrossReference:
    """The number of an annex as it counts for the addressee, with a link to where it stands."""
    return CrossReference(annex.kinds[lot.number if lot is not None else 0], span=annex.span)


def _digest(annex: Annex) -> Slot:
    return Slot(Name((DIGEST_ROOT, annex.kind)), f"SHA-256 van {annex.kind}", annex.span)


def _where(annex: Annex, lot: Lot | None, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` for those who get the annex."""
    when: Expression | None = annex.when
    if lot is not None:
        when = is_of(lot) if when is None else Operation("and", is_of(lot), when)
    return blocks if when is None else (Conditional(when, "", blocks, annex.span),)
