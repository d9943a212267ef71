"""A document arranged and numbered, before names are filled in: what every reference counts on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from akkoord.assembly.anchors import Anchors
from akkoord.assembly.arrangement import Arrangement
from akkoord.assembly.conditions import Selection, differs_by_addressee
from akkoord.assembly.context import provider_scope
from akkoord.assembly.findings import Findings
from akkoord.assembly.numbering import Numbering, check_declared
from akkoord.assembly.scope import Scope
from akkoord.assembly.targets import Targets, targets_in
from akkoord.assembly.terms import Terms, terms_of
from akkoord.assembly.withdrawal import withdrawn_names
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.library import Edition, Library
from akkoord.spec import DocumentSpec, Instrument, Provider, Region, SectionPart
from akkoord.tree import Block


@dataclass(frozen=True, slots=True)
class Layout:
    """The body of a document with numbers, addresses and terms; slots and references are still open.

    `providers` are the ids of those who get exactly this arrangement, None when everyone does.
    `clauses` are the clause versions met (`id@version`), printed or not.
    """

    providers: frozenset[str] | None
    blocks: tuple[Block, ...]
    targets: Targets
    terms: Terms
    diagnostics: tuple[Diagnostic, ...]
    names: frozenset[str]
    clauses: frozenset[str]

    def is_for(self, provider: str) -> bool:
        """Whether a provider gets this arrangement."""
        return self.providers is None or provider in self.providers


def layouts_of(
    spec: DocumentSpec,
    library: Library,
    region: Region,
    edition: Edition,
    scope: Scope,
    providers: tuple[tuple[Provider, str], ...],
) -> tuple[Layout, ...]:
    """The different arrangements of a document: one, unless conditions depend on the provider.

    `scope` holds the names everybody has in this document; `providers` are those who get it,
    each with its role.
    """
    findings = Findings()
    blocks = Arrangement(library, edition, scope, findings).document(spec)
    if spec.instrument is Instrument.MULTILATERAL:
        return (_layout(spec, library, Selection(scope, spec.span, findings, region.addressees), blocks, None),)
    if not differs_by_addressee(blocks):
        return (_layout(spec, library, Selection(scope, spec.span, findings), blocks, None),)
    groups: dict[tuple[bool, ...], tuple[Selection, list[str]]] = {}
    for provider, role in providers:
        own = Findings(list(findings.diagnostics), set(findings.names))
        selection = Selection(provider_scope(scope, provider, role), spec.span, own)
        selection.blocks(blocks)
        groups.setdefault(tuple(selection.decisions), (selection, []))[1].append(provider.id)
    return tuple(_layout(spec, library, s, blocks, frozenset(ids)) for s, ids in groups.values())


def _layout(
    spec: DocumentSpec,
    library: Library,
    selection: Selection,
    arranged: tuple[Block, ...],
    providers: frozenset[str] | None,
) -> Layout:
    findings = selection.findings
    blocks = selection.blocks(arranged)
    blocks = Anchors(findings).document(blocks)
    declared = {p.id: (p.number, p.span) for p in _declaring(spec)}
    blocks = Numbering(findings, declared).document(blocks)
    check_declared(blocks, declared, findings)
    terms = terms_of(blocks, library, findings)
    return Layout(
        providers,
        terms.marked(blocks),
        replace(targets_in(blocks), withdrawn=withdrawn_names(blocks, library)),
        terms,
        in_order(findings.diagnostics),
        frozenset(findings.names),
        frozenset(findings.clauses),
    )


def _declaring(spec: DocumentSpec) -> Iterator[SectionPart]:
    for part in spec.parts:
        if isinstance(part, SectionPart) and part.number:
            yield part
