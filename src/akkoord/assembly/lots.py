"""What is repeated for each lot: the names of a lot, and a section made that of one lot.

A text in such a section says `perceel.naam`. In the section of lot 2 that becomes a name of
that lot alone, which no text can write itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.scope import Scope
from akkoord.assembly.values import Value
from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Lot, Rates, RateSet, Region
from akkoord.tree import (
    Block,
    Clause,
    Conditional,
    CrossReference,
    Inline,
    Section,
    Slot,
    Table,
    all_blocks,
    map_block_inlines,
    map_child_blocks,
)
from akkoord.tree.expression import Expression, Filter, ListOf, Literal, Name, Not, Operation

_RATE_NAMES = ("hoger_tarief", "index.bron", "index.jaar", "index.procent", "tarieven_vanaf")
_OWN_NAMES = ("naam", "nummer", "soorten")
_NAMES = frozenset((*_RATE_NAMES, *_OWN_NAMES))


class LotMaterial(Struct, frozen=True):
    """What sections per lot are made of, in one edition.

    `rates` is where there are none the finding that stands for every table and name of them. `entitled` holds per
    kind of document the condition on which a provider gets it, None for everyone.
    """

    lots: tuple[Lot, ...]
    rates: RateSet | Diagnostic
    example: bool = False
    entitled: Mapping[str, Expression | None] = field(default_factory=dict[str, Expression | None])


def rates_on(day: date, rates: Rates | None, region: Region) -> RateSet | Diagnostic:
    """The rates of `day`, or the one finding that says why nothing that asks for them has any."""
    current = rates.on(day) if rates is not None else None
    if current is not None:
        return current
    place = Span(f"{region.span.file.rpartition('/')[0]}/rates.yaml".removeprefix("/"))
    if rates is None:
        message = "de tarieven ontbreken: dit bestand is er niet, of is niet te lezen"
        return error("RTT002", message, place, "zet de tarieven in dit bestand; docs/formats.md zegt hoe")
    message = f"er zijn geen tarieven die gelden op {long_date(day)}, de datum van de editie"
    return error("RTT002", message, place, "voeg ze toe, of verbeter `valid_from` en `valid_until`")


def with_lots(scope: Scope, region: Region, rates: RateSet | Diagnostic) -> Scope:
    """`scope` with the names of each lot, and the lots of each sort of help; without rates those say why."""
    kinds = {k.kind: tuple(lot.number for lot in region.lots if k.kind in lot.kinds) for k in region.lot_kinds}
    scope = scope.with_values({f"percelen_van_soort.{kind.replace('-', '_')}": lots for kind, lots in kinds.items()})
    scope = scope.without(
        tuple(f"perceel.{name}" for name in sorted(_NAMES)),
        "deze naam bestaat alleen in een bijlage met `for_each: percelen`",
    )
    for lot in region.lots:
        own: dict[str, Value] = {"naam": lot.name, "nummer": lot.number, "soorten": lot.kinds}
        if isinstance(rates, RateSet):
            index = rates.index
            higher = any(rate.higher_amount is not None for rate in rates.of(lot.number))
            dated = (higher, index.source, index.year, index.percentage, rates.valid_from)
            own |= dict(zip(_RATE_NAMES, dated, strict=True))
        else:
            names = tuple(f"{_root(lot)}.{name}" for name in _RATE_NAMES)
            scope = scope.without(names, rates)
        scope = scope.with_values({f"{_root(lot)}.{name}": value for name, value in own.items()})
    return scope


def with_rates(scope: Scope, rates: RateSet | Diagnostic) -> Scope:
    """`scope` with the names of the rates of the edition, and whether they were told by letter."""
    if not isinstance(rates, RateSet):
        names = tuple(f"tarieven.{name}" for name in ("index.bron", "index.jaar", "index.procent", "vanaf"))
        scope = scope.without((*names, "tarieven.meegedeeld_op"), rates)
        return scope.with_values({"tarieven.geindexeerd": False})
    values: dict[str, Value] = {
        "tarieven.geindexeerd": rates.announced_on is not None,
        "tarieven.index.bron": rates.index.source,
        "tarieven.index.jaar": rates.index.year,
        "tarieven.index.procent": rates.index.percentage,
        "tarieven.vanaf": rates.valid_from,
    }
    scope = scope.with_values(values)
    if rates.announced_on is None:
        return scope.without(("tarieven.meegedeeld_op",), "deze tarieven zijn niet per brief meegedeeld")
    return scope.with_values({"tarieven.meegedeeld_op": rates.announced_on})


def scope_of_lot(scope: Scope, lot: int) -> Scope:
    """`scope` of a document that is of one lot: its names are those of `perceel`."""
    root = f"perceel-{lot}."
    own = {f"perceel.{n.removeprefix(root)}": v for n, v in scope.values.items() if n.startswith(root)}
    gone = {n: reason for n, reason in scope.absent.items() if n.startswith(root)}
    scope = scope.with_values(own)
    for name, reason in gone.items():
        scope = scope.without((f"perceel.{name.removeprefix(root)}",), reason)
    return scope


def is_of(lot: Lot) -> Expression:
    """The condition that a provider has `lot`."""
    return Operation("in", Literal(lot.number), Name(("percelen",)))


def section_of(lot: Lot, section: Section, kind: str) -> Section:
    """`section` of the document `kind` as that of `lot`: its names, its anchors, and references within it."""
    here = f"{section.anchor}-{lot.number}"
    clauses = {i for block in all_blocks(section.children) for i in _clause_ids(block)}

    def change(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case Slot():
                return (replace(inline, expression=_named(inline.expression, lot)),)
            case CrossReference(target=target, document=document) if document in ("", kind):
                if target == section.anchor:
                    return (replace(inline, target=here),)
                return (replace(inline, target=f"{here}--{target}") if target in clauses else inline,)
            case _:
                return (inline,)

    def row(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map_child_blocks(_own(block, lot), row) for block in blocks)

    made = map_block_inlines(section, change)
    assert isinstance(made, Section), "a section stays one"  # noqa: S101  a bug of ours
    return replace(made, anchor=here, children=row(made.children))


def titled_for(lot: Lot, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with the names of `lot` in their slots."""

    def change(inline: Inline) -> tuple[Inline, ...]:
        return (replace(inline, expression=_named(inline.expression, lot)) if isinstance(inline, Slot) else inline,)

    return tuple(map_block_inlines(block, change) for block in blocks)


def _own(block: Block, lot: Lot) -> Block:
    match block:
        case Conditional():
            return replace(block, expression=_named(block.expression, lot))
        case Section():
            return replace(block, anchor=f"{block.anchor}-{lot.number}")
        case _:
            return block


def _clause_ids(block: Block) -> tuple[str, ...]:
    match block:
        case Clause():
            return (block.id,)
        case Table():
            return tuple(row.clause.partition("@")[0] for row in block.rows if row.clause)
        case _:
            return ()


def _root(lot: Lot) -> str:
    """The first step of the names of one lot; a hyphen stands in no name that a text can write."""
    return f"perceel-{lot.number}"


def _named(expression: Expression, lot: Lot) -> Expression:
    """`expression` with the names of `lot` for those of any lot."""
    match expression:
        case Literal():
            return expression
        case Name(path):
            known = path[0] == "perceel" and ".".join(path[1:]) in _NAMES
            return replace(expression, path=(_root(lot), *path[1:])) if known else expression
        case ListOf(items):
            return ListOf(tuple(_named(i, lot) for i in items))
        case Filter(value, _, arguments):
            inner = tuple(_named(a, lot) for a in arguments)
            return replace(expression, value=_named(value, lot), arguments=inner)
        case Operation(_, left, right):
            return replace(expression, left=_named(left, lot), right=_named(right, lot))
        case Not(value):
            return Not(_named(value, lot))
