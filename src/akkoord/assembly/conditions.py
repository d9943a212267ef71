"""Conditions resolved: text chosen by facts, and text that names its addressee.

In a document for one provider a condition keeps or drops its blocks. In one for all parties
a condition on the addressee never drops anything: its blocks are printed with the label that
the region gives for that same condition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.evaluation import holds
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope, depends_on_addressee, mentions_addressee
from akkoord.assembly.slots import filled_text
from akkoord.diagnostics import Span, error, note
from akkoord.spec import Addressee
from akkoord.tree import (
    Blank,
    Block,
    BulletList,
    Clause,
    Conditional,
    CrossReference,
    Emphasis,
    Frame,
    Held,
    ListItem,
    NumberedList,
    Paragraph,
    Section,
    SectionKind,
    Table,
    TableRow,
    Text,
    all_blocks,
    inlines_in,
    map_child_blocks,
    plain_text,
    stands_in,
)
from akkoord.tree.codec import canonical
from akkoord.tree.expression import names_in
from akkoord.tree.facts import of_block

Outcomes: TypeAlias = (
    "dict[tuple[object, ...], tuple[Block, tuple[Block, ...], tuple[bool | None, ...], frozenset[str], frozenset[str]]]"
)
"""By the `id` of a block with conditions and the values that those rest on: the block, what it became, the outcome of
each condition, and the names and clauses that were met."""


def names_decided_by(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The names of an addressee that conditions in `blocks` ask for: addressees with equal values get equal text."""
    conditions = (b.expression for b in _with_notes(blocks) if isinstance(b, Conditional))
    names = (name.path for expression in conditions for name in names_in(expression))
    return tuple(sorted({".".join(path) for path in names if depends_on_addressee(path)}))


def _deciding(block: Block) -> tuple[str, ...]:
    return names_decided_by((block,))


_ON_CONDITION = Emphasis((Text("Indien van toepassing:"),))
"""The label of text of which it is not known yet whether it holds: an opposite may stand beside it."""


class Selection(Struct):
    """Resolves the conditions of one document.

    `addressees` is None in a document for one addressee, else the labels of the region.
    After a pass, `decisions` holds the outcome of each condition in reading order, None for one that is not known yet:
    two addressees with equal decisions get equal text.
    """

    scope: Scope
    place: Span
    findings: Findings
    addressees: tuple[Addressee, ...] | None = None
    decisions: list[bool | None] = field(default_factory=list["bool | None"])
    known: dict[int, tuple[Block, tuple[Block, ...], frozenset[str]]] = field(
        default_factory=dict[int, "tuple[Block, tuple[Block, ...], frozenset[str]]"]
    )
    """By the `id` of a block without conditions: the block, what it becomes, the clauses in it; may be shared."""
    decided: dict[tuple[object, ...], tuple[Block, tuple[Block, ...]]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[Block, tuple[Block, ...]]"]
    )
    """By the `id` of a block with conditions and their outcome: the block, and what it became; may be shared."""
    outcomes: Outcomes = field(default_factory=dict[tuple[object, ...], Any])
    """May be shared by addressees of one document, whose scopes differ in names of the addressee only."""

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """`blocks` without conditions; what became empty by them is gone."""
        out: list[Block] = []
        for block in blocks:
            if isinstance(block, Conditional):
                out.extend(self._conditional(block))
            elif stands_in(block, Held.CONDITIONAL):
                out.extend(self._decided(block))
            else:
                out.extend(self._unconditional(block))
        return tuple(out)

    def _unconditional(self, block: Block) -> tuple[Block, ...]:
        """What becomes of a block without conditions: the same for everybody."""
        known = self.known.get(id(block))
        if known is None:
            within = replace(self, findings=Findings())
            kept = _if_filled(map_child_blocks(block, within.blocks), block)
            known = (block, kept, frozenset((*_clauses_of(block), *within.findings.clauses)))
            self.known[id(block)] = known
        self.findings.clauses.update(known[2])
        return known[1]

    def _decided(self, block: Block) -> tuple[Block, ...]:
        """What becomes of a block with conditions: the very same where they had this outcome before."""
        if self.addressees is not None:
            self.findings.clauses.update(_clauses_of(block))
            return _if_filled(map_child_blocks(block, self.blocks), block)
        values = [self.scope.values.get(name) for name in of_block(block, _deciding)]
        key = (id(block), *values, *map(type, values))  # a 1 is no truth
        known = self.outcomes.get(key)
        if known is None:
            aside = Findings()
            within = replace(self, findings=aside, decisions=[])
            kept = _if_filled(map_child_blocks(block, within.blocks), block)
            kept = self.decided.setdefault((id(block), *within.decisions), (block, kept))[1]
            aside.clauses.update(_clauses_of(block))
            known = (block, kept, tuple(within.decisions), frozenset(aside.names), frozenset(aside.clauses))
            if not aside.diagnostics:  # what there is to be said is said to each
                self.outcomes[key] = known
            self.findings.take(aside)
        self.decisions.extend(known[2])
        self.findings.names |= known[3]
        self.findings.clauses |= known[4]
        return known[1]

    def _conditional(self, block: Conditional) -> tuple[Block, ...]:
        place = block.span or self.place
        if self.addressees is not None and mentions_addressee(block.expression):
            return self._named(block, self.addressees, place)
        verdict = holds(block.expression, self.scope, place, self.findings)
        keep = verdict is not False  # text under a broken condition is looked through as well
        self.decisions.append(None if isinstance(verdict, Blank) else keep)
        kept = self.blocks(block.children) if keep else ()
        if verdict is None:
            met = (i.span for i in inlines_in(kept) if isinstance(i, CrossReference))
            self.findings.undecided.update(span for span in met if span is not None)
        if not isinstance(verdict, Blank):
            return kept
        message = (
            f"of deze tekst geldt, hangt af van {verdict.text}; zij staat er als `{plain_text((_ON_CONDITION,))} …`"
        )
        self.findings.add(note("CND003", message, place))
        return tuple(_labelled(kept, _ON_CONDITION, True))

    def _named(self, block: Conditional, addressees: tuple[Addressee, ...], place: Span) -> tuple[Block, ...]:
        shared = (n for n in names_in(block.expression) if not depends_on_addressee(n.path))
        self.findings.names.update(".".join(n.path) for n in shared)
        children = self.blocks(block.children)
        wanted = canonical(block.expression)
        found = next((a for a in addressees if canonical(a.when) == wanted), None)
        if found is None:
            message = f"niemand in het regioprofiel heeft de voorwaarde `{block.source}`; verwacht: een geadresseerde"
            quoted = "'" + block.source.replace("'", "''") + "'"
            hint = f"voeg bij `addressees` in het regioprofiel toe: `{{when: {quoted}, label: …}}`"
            self.findings.add(error("CND001", message, place, hint))
            return children
        if any(isinstance(b, Section) for b in children):
            message = "een voorwaarde op de geadresseerde bij een heel deel, in een document voor alle partijen"
            self.findings.add(error("CND002", message, place, "zet de voorwaarde met `::: als` in de clausule"))
            return children
        label = filled_text(found.label, self.scope, found.span, self.findings)
        return tuple(_labelled(children, Emphasis((Text(f"{label}:", found.span),)), True))


def _labelled(blocks: tuple[Block, ...], label: Emphasis, first: bool) -> Iterator[Block]:
    """`blocks` with `label` before the first paragraph, and before that of every item of a numbered list."""
    for block in blocks:
        match block:
            case NumberedList(items):
                yield replace(block, items=tuple(_labelled_item(i, label) for i in items))
            case Clause(children=children):
                yield replace(block, children=tuple(_labelled(children, label, first)))
            case Paragraph() if first:
                yield _prefixed(block, label)
            case Frame(children) if first:
                yield replace(block, children=tuple(_labelled(children, label, first)))
            case Table() | BulletList() if first:
                yield Paragraph((label,), span=block.span)
                yield block
            case _:
                yield block
        first = False


def _labelled_item(item: ListItem, label: Emphasis) -> ListItem:
    head, *rest = item.children
    return replace(item, children=(*_labelled((head,), label, True), *rest))


def _prefixed(paragraph: Paragraph, label: Emphasis) -> Paragraph:
    return replace(paragraph, children=(label, Text(" "), *paragraph.children))


def _clauses_of(block: Block) -> tuple[str, ...]:
    """The clause versions that begin with `block` itself, as `id@version`."""
    match block:
        case Clause(clause_id, version):
            return (f"{clause_id}@{version}",)
        case Table(rows=rows):
            return tuple(row.clause for row in rows if row.clause)
        case _:
            return ()


def _if_filled(block: Block, before: Block) -> tuple[Block, ...]:
    """`block`, its empty items and rows gone; nothing when conditions left nothing of it."""
    match block:
        case NumberedList(items) | BulletList(items):
            kept = tuple(i for i in items if i.children)
            if len(kept) == len(items) > 0:
                return (block,)
            return (replace(block, items=kept),) if kept else ()
        case Table(rows=rows):
            filled = tuple(r for r in rows if all(c.children for c in r.cells) or not _emptied(r))
            if len(filled) == len(rows) > 0:
                return (block,)
            return (replace(block, rows=filled),) if filled or block == before else ()
        case Section(kind) if kind is not SectionKind.HEADING:
            return (block,)
        case Section() | Frame() | Clause():
            return (block,) if block.children else ()
        case _:
            return (block,)


def _emptied(row: TableRow) -> bool:
    """Whether conditions left nothing of a row: of the text of its clause, or of all its cells."""
    return bool(row.clause) or not any(c.children for c in row.cells)


def _with_notes(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block at any depth, those in footnotes included."""
    met: list[Block] = list(all_blocks(blocks))
    notes: list[Block] = []

    def note(row: tuple[Block, ...]) -> tuple[Block, ...]:
        notes.extend(all_blocks(row))
        return row

    for block in met:
        if isinstance(block, Paragraph):
            map_child_blocks(block, note)
    yield from met
    yield from notes
