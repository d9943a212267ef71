"""A document arranged and numbered, before names are filled in: what every reference counts on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly.addressee import provider_scope, worth
from akkoord.assembly.anchors import Anchors
from akkoord.assembly.arrangement import Arrangement
from akkoord.assembly.conditions import Outcomes, Selection, names_decided_by
from akkoord.assembly.contract_documents import ContractDocuments
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.deviation import Replacement, replacements
from akkoord.assembly.findings import Findings
from akkoord.assembly.in_common import CommonBlocks
from akkoord.assembly.lots import LotMaterial
from akkoord.assembly.numbering import Numbering, check_declared
from akkoord.assembly.scope import Scope
from akkoord.assembly.targets import Targets, targets_in
from akkoord.assembly.terms import Terms, terms_of
from akkoord.assembly.withdrawal import withdrawn_names
from akkoord.diagnostics import Diagnostic, Span, error, in_order
from akkoord.library import Edition, Library
from akkoord.spec import DocumentSpec, Region, SectionPart
from akkoord.tree import Block, Listed, Section

_LISTS = {Listed.ANNEXES: "een lijst van bijlagen", Listed.RANK: "een rangorde"}


class Numbers(Struct, frozen=True):
    """What other documents can cite of an arrangement.

    `providers` are the ids of those who get exactly this arrangement, None when everyone does.
    """

    providers: frozenset[str] | None
    targets: Targets

    def is_for(self, provider: str) -> bool:
        """Whether a provider gets this arrangement."""
        return self.providers is None or provider in self.providers


class Layout(Numbers, frozen=True):
    """The body of a document with numbers and addresses; terms are not marked yet, slots and references still open.

    `clauses` are the clause versions met (`id@version`), printed or not. `undecided` are the places of references in
    text of which a faulty condition does not say whether it belongs here.
    """

    blocks: tuple[Block, ...]
    terms: Terms
    diagnostics: tuple[Diagnostic, ...]
    names: frozenset[str]
    clauses: frozenset[str]
    undecided: frozenset[Span] = frozenset()


LayoutsOf: TypeAlias = Mapping[str, Callable[[], tuple[Layout, ...]]]
"""By the kind of document, what works out its arrangements."""


class Layouts(Mapping[str, tuple[Layout, ...]]):
    """The arrangements of each kind of document, each worked out when somebody first asks for it.

    Who asks for one document of a large set does not wait for those that it does not cite.
    """

    def __init__(self, of: LayoutsOf) -> None:
        self.of = of
        self._known: dict[str, tuple[Layout, ...]] = {}

    def __getitem__(self, kind: str) -> tuple[Layout, ...]:
        if kind not in self._known:
            self._known[kind] = self.of[kind]()
        return self._known[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)

    @property
    def numbers(self) -> Mapping[str, tuple[Numbers, ...]]:
        """What other documents can cite of each kind."""
        return self


def layouts_of(
    spec: DocumentSpec,
    library: Library,
    region: Region,
    edition: Edition,
    scope: Scope,
    providers: tuple[tuple[Contractor, str], ...],
    material: LotMaterial,
    known: CommonBlocks,
    contract: ContractDocuments | None = None,
) -> tuple[Layout, ...]:
    """The different arrangements of a document: one, unless conditions depend on the provider, or one deviates.

    `scope` holds the names everybody has in this document; `providers` are those who get it,
    each with its role; `material` is what sections per lot are made of, `contract` the lists of
    annexes and of rank. `known` is what arrangements of this document have in common.
    """
    findings = Findings()
    arrangement = Arrangement(
        library,
        edition,
        scope,
        findings,
        material,
        contract=contract,
        shared=spec.instrument.shared,
        known=known.arranged,
    )
    blocks = arrangement.document(spec)
    findings.add(*_unlisted(spec, contract, arrangement.lists))
    if spec.instrument.shared:
        selected = Selection(scope, spec.span, findings, region.addressees).blocks(blocks)
        return (_layout(spec, library, findings, selected, None, known),)
    there = (party.provider for party, _ in providers)
    deviating = {p.id: replacements(p, spec, library, edition) for p in there if p.deviations}
    ids = {name for name, (chosen, _) in deviating.items() if chosen}
    own = [pair for pair in providers if pair[0].provider.id in ids]
    others = tuple(pair for pair in providers if pair[0].provider.id not in ids)
    return (
        *(
            _own_layout(spec, library, edition, scope, material, contract, pair, *deviating[pair[0].provider.id], known)
            for pair in own
        ),
        *_shared_layouts(spec, library, scope, findings, blocks, others, known, everyone=not own),
    )


def _own_layout(
    spec: DocumentSpec,
    library: Library,
    edition: Edition,
    scope: Scope,
    material: LotMaterial,
    contract: ContractDocuments | None,
    pair: tuple[Contractor, str],
    chosen: Mapping[str, Replacement],
    faults: tuple[Diagnostic, ...],
    known: CommonBlocks,
) -> Layout:
    """The arrangement of one provider that deviates."""
    party, role = pair
    findings = Findings(list(faults))
    arrangement = Arrangement(library, edition, scope, findings, material, chosen, contract, known=known.arranged)
    blocks = arrangement.document(spec)
    findings.add(*_unlisted(spec, contract, arrangement.lists))
    selected = _selection(provider_scope(scope, party, role), spec, findings, known).blocks(blocks)
    return _layout(spec, library, findings, selected, frozenset((party.provider.id,)), known)


def _selection(
    scope: Scope, spec: DocumentSpec, findings: Findings, known: CommonBlocks, outcomes: Outcomes | None = None
) -> Selection:
    met: Outcomes = {} if outcomes is None else outcomes
    return Selection(scope, spec.span, findings, known=known.selected, decided=known.decided, outcomes=met)


def _shared_layouts(
    spec: DocumentSpec,
    library: Library,
    scope: Scope,
    findings: Findings,
    blocks: tuple[Block, ...],
    providers: tuple[tuple[Contractor, str], ...],
    known: CommonBlocks,
    *,
    everyone: bool,
) -> tuple[Layout, ...]:
    """The arrangements of `providers`, none of whom deviates; `everyone` is whether nobody does."""
    decided_by = names_decided_by(blocks)
    if not decided_by:
        ids = None if everyone else frozenset(party.provider.id for party, _ in providers)
        selected = _selection(scope, spec, findings, known).blocks(blocks)
        return (_layout(spec, library, findings, selected, ids, known),)
    alike: dict[tuple[object, ...], list[str]] = {}
    groups: dict[tuple[bool | None, ...], tuple[Findings, tuple[Block, ...], list[str]]] = {}
    outcomes: Outcomes = {}
    for party, role in providers:
        seen = worth(decided_by, scope, party, role)
        if seen not in alike:
            own_scope = provider_scope(scope, party, role)
            own = Findings(list(findings.diagnostics), set(findings.names))
            selection = _selection(own_scope, spec, own, known, outcomes)
            selected = selection.blocks(blocks)
            alike[seen] = groups.setdefault(tuple(selection.decisions), (own, selected, []))[2]
        alike[seen].append(party.provider.id)
    return tuple(_layout(spec, library, own, selected, frozenset(ids), known) for own, selected, ids in groups.values())


def _layout(
    spec: DocumentSpec,
    library: Library,
    findings: Findings,
    blocks: tuple[Block, ...],
    providers: frozenset[str] | None,
    known: CommonBlocks,
) -> Layout:
    """`blocks`, in which no conditions are left, with addresses and numbers."""
    if spec.lot is not None:  # what this lot has no use for goes, as it does in a section of one lot
        blocks = tuple(b for b in blocks if not isinstance(b, Section) or b.children)
    repeats = _repeats(spec, blocks)
    blocks = Anchors(
        findings, repeated=frozenset(repeats), known=known.addressed, wholes=known.whole_addressed
    ).document(blocks)
    declared = {p.id: (p.number, p.span) for p in _sections(spec) if p.number}
    positions = {p.span: p.position for p in _sections(spec) if p.position}
    blocks = Numbering(findings, declared, positions, known.numbered, known.whole_numbered).document(blocks)
    check_declared(blocks, declared, findings)
    terms = terms_of(blocks, library, findings)
    return Layout(
        providers,
        replace(targets_in(blocks, repeats), withdrawn=withdrawn_names(blocks, library)),
        blocks,
        terms,
        in_order(findings.diagnostics),
        frozenset(findings.names),
        frozenset(findings.clauses),
        frozenset(findings.undecided),
    )


def _unlisted(spec: DocumentSpec, contract: ContractDocuments | None, printed: set[Listed]) -> Iterator[Diagnostic]:
    """A finding for each list of the pack that the text does not print: nobody would know of it."""
    if contract is None:
        return
    wanted = {Listed.ANNEXES: bool(contract.listed.annexes), Listed.RANK: bool(contract.listed.rank)}
    for what, there in wanted.items():
        if there and what not in printed:
            message = f"`pack.yaml` heeft {_LISTS[what]}, maar `{spec.kind}` drukt die nergens af"
            hint = f"zet `::: {what}` met op de volgende regel `:::` in een clausule van het document"
            yield error("ANX002", message, contract.listed.span, hint)


def _repeats(spec: DocumentSpec, blocks: tuple[Block, ...]) -> dict[str, str]:
    """For each section that stands once for each lot, by its own anchor, the id that all of them share."""
    shared = {part.span: part.id for part in _sections(spec) if part.for_each_lot}
    return {b.anchor: shared[b.span] for b in blocks if isinstance(b, Section) and b.span in shared}


def _sections(spec: DocumentSpec) -> Iterator[SectionPart]:
    return (part for part in spec.parts if isinstance(part, SectionPart))
