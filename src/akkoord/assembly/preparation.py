"""Everything of one edition that its documents share, worked out once.

Parameters, who gets what, and the numbers of every document: what references across documents
and assertions on live numbers need before the first document can be assembled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.citation import number_of
from akkoord.assembly.composition import composed, uses_in, without_place
from akkoord.assembly.context import Sources, document_scope, region_scope, with_sending
from akkoord.assembly.contract_documents import DIGEST_ROOT, ContractDocuments
from akkoord.assembly.contractor import Contractor, contractors
from akkoord.assembly.deviation import unplaced
from akkoord.assembly.entitled import Entitling
from akkoord.assembly.findings import Findings
from akkoord.assembly.layout import Layout, Layouts, LayoutsOf, layouts_of
from akkoord.assembly.lots import LotMaterial, rates_on, scope_of_lot, with_lots, with_rates
from akkoord.assembly.parameters import asserted, with_parameters
from akkoord.assembly.period import period_of
from akkoord.assembly.references import DocumentSet
from akkoord.assembly.scope import Scope
from akkoord.assembly.slots import Printed, filled_text
from akkoord.assembly.values import Value
from akkoord.diagnostics import Diagnostic, Placed, error, in_order
from akkoord.library import Edition, Library
from akkoord.spec import Annex, AnnexList, ClauseUse, DocumentSpec, Instrument, Provider, Region, made_documents
from akkoord.tree import Block, CrossReference

_NO_DIGEST = "nog niet bepaald"
"""Stands where a digest comes once the annex is made."""

_TARGET = re.compile(r"([a-z0-9-]+)#([a-z0-9-]+)((?:\.[0-9a-z]+)*)")


class Titles(Struct, frozen=True):
    """What a document is called, the same for everyone, and the names those words rest on."""

    title: str
    short_title: str
    names: frozenset[str]


class Prepared(Placed, frozen=True):
    """An edition ready to assemble documents from.

    `scopes` holds per kind the names everybody has in that document, `parties` the ids of the
    providers that get it, `roles` the role of each provider, `contractors` per kind what each provider is
    in it on the date of the edition. `diagnostics` are those of the
    region profile; each document has its own. `deviations` holds for each provider what is wrong
    with deviations that no document of it has a place for. `absent` says of the kinds of document
    that are not in this edition why; no other field has them.
    with deviations that no document of it has a place for. `annex_titles` and `annex_versions` are
    those of every annex by the kind it is made as, also of those that are bound in.
    """

    ASIDE = frozenset({"arranged", "entitling", "printed"})

    sources: Sources
    edition: Edition
    scopes: Mapping[str, Scope]
    titles: Mapping[str, Titles]
    parties: Mapping[str, frozenset[str]]
    roles: Mapping[str, str]
    documents: DocumentSet
    diagnostics: tuple[Diagnostic, ...]
    deviations: Mapping[str, tuple[Diagnostic, ...]]
    absent: Mapping[str, str]
    contractors: Mapping[str, Mapping[str, Contractor]]
    annex_titles: Mapping[str, str] = field(default_factory=dict[str, str])
    annex_versions: Mapping[str, str] = field(default_factory=dict[str, str])
    arranged: dict[int, tuple[tuple[Block, ...], Findings]] = field(
        default_factory=dict[int, "tuple[tuple[Block, ...], Findings]"]
    )
    """By the `id` of a layout in `documents`: its text as far as it is worked out, and what was found in that."""

    entitling: Mapping[str, Entitling] = field(default_factory=dict[str, Entitling])
    """What decides who gets each kind."""

    printed: Printed = field(default_factory=Printed)

    @property
    def model(self) -> Provider | None:
        """The provider of a tender model, who is nobody yet; None where the documents are for those there are."""
        return self.sources.providers[0] if self.sources.model else None

    def party(self, kind: str, provider: Provider) -> Contractor:
        """The provider as the party it is to a document on the date of the edition."""
        return self.contractors[kind][provider.id]

    def name_of(self, provider: Provider) -> str:
        """What the provider is called on the date of the edition."""
        return next(
            (there[provider.id].provider.legal_name for there in self.contractors.values()), provider.legal_name
        )

    def layout(self, kind: str, provider: str) -> Layout | None:
        """The arrangement of a document for a provider, "" for one that is the same for everyone."""
        return next((layout for layout in self.documents.layouts[kind] if layout.is_for(provider)), None)

    def with_digests(self, digests: Mapping[str, str]) -> Prepared:
        """This with the SHA-256 of the PDF of each annex that is cited with it."""
        values: dict[str, Value] = {f"{DIGEST_ROOT}.{kind}": digest for kind, digest in digests.items()}
        scopes = {kind: scope.with_values(values) for kind, scope in self.scopes.items()}
        entitling = {kind: Entitling(self.sources.documents[kind], scope) for kind, scope in scopes.items()}
        return replace(self, scopes=scopes, entitling=entitling)


def prepare(sources: Sources, edition: Edition, arranged: Callable[[LayoutsOf], Layouts] = Layouts) -> Prepared:
    """What all documents of `edition` share. Do this once per edition.

    `arranged` makes the arrangements of that by which each kind of document is arranged.
    """
    findings = Findings()
    region = sources.region
    material = material_of(sources, edition)
    sources, absent = _composed(sources, edition, findings)
    specs = sources.documents
    period = period_of(edition, region, sources.library.days)
    scope = with_lots(region_scope(region, edition, period, sources.initiatives), region, material.rates)
    scope = with_rates(with_sending(scope, sources.pack, edition), material.rates)
    shared = with_parameters(region, edition, scope, findings)
    versions = {kind: sources.version_of(spec, edition) for kind, spec in specs.items()}
    titles = {kind: _titles(spec, edition, shared, versions[kind], findings) for kind, spec in specs.items()}
    scopes = {kind: _scope(spec, region, shared, versions[kind], titles[kind]) for kind, spec in specs.items()}
    standing = {kind: _standing(sources, spec, edition) for kind, spec in specs.items()}
    parties = {kind: _parties(spec, scopes[kind], tuple(standing[kind].values())) for kind, spec in specs.items()}
    multilateral = [k for k, spec in specs.items() if spec.instrument is Instrument.MULTILATERAL]
    roles = {
        p.id: "systeempartij" if any(p.id in parties[k] for k in multilateral) else "aanbieder"
        for p in sources.providers
    }
    layouts = arranged(
        {
            kind: partial(
                layouts_of,
                spec,
                sources.library,
                region,
                edition,
                scopes[kind],
                tuple((standing[kind][p.id], roles[p.id]) for p in sources.providers if p.id in parties[kind]),
                material,
                sources.common.of(kind),
                _contract(sources, edition, kind, titles[kind]),
            )
            for kind, spec in specs.items()
        }
    )
    short_titles = {kind: t.short_title for kind, t in titles.items()}
    lots = {p.id: p.lots for p in sources.providers}
    annexes = tuple(sources.annexes.values())
    ids = sources.library.clause_ids()
    documents = DocumentSet(layouts, short_titles, ids, region.references, annexes, lots, parties)
    live = _live_numbers(region, edition, documents, findings)
    scopes = {kind: scope.with_values(live) for kind, scope in scopes.items()}
    unknown = {kind: _NO_DIGEST for listed in annexes for kind in listed.cited}
    deviations = {
        p.id: _unplaced(p, specs, parties, sources.library, edition) for p in sources.providers if p.deviations
    }
    found = in_order(findings.diagnostics)
    made = [(kind, lot, annex, own) for own in annexes for annex in own.annexes for lot, kind in annex.kinds.items()]
    return Prepared(
        sources,
        edition,
        scopes,
        titles,
        parties,
        roles,
        documents,
        found,
        deviations,
        absent,
        standing,
        {kind: _annex_title(annex, lot, shared) for kind, lot, annex, _ in made},
        {kind: listed_versions(sources, edition, own)[annex.kind] for kind, _, annex, own in made},
    ).with_digests(unknown)


def prepared_again(known: Prepared | None, sources: Sources, edition: Edition) -> Prepared:
    """As `prepare`; `known`, of other sources of the same project, when the same documents are made of these.

    They may differ in what is made alone, and in whether it is noted what is asked of the library.
    """
    if known is None or known.edition != edition:
        return prepare(sources, edition)
    made, _ = _composed(sources, edition, Findings())
    if made.documents != known.sources.documents or made.annexes != known.sources.annexes:
        return prepare(sources, edition)
    return replace(known, sources=replace(known.sources, library=sources.library, alone=sources.alone))


def _standing(sources: Sources, spec: DocumentSpec, edition: Edition) -> Mapping[str, Contractor]:
    """What each provider is in a document on the date of `edition`; who accedes to a text does so for itself alone."""
    instrument = Instrument.MULTILATERAL if spec.accession else spec.instrument
    there = contractors(sources.providers, spec.kind, instrument, edition.date)
    return {name: replace(party, unknown=True) for name, party in there.items()} if sources.model else there


def _composed(sources: Sources, edition: Edition, findings: Findings) -> tuple[Sources, dict[str, str]]:
    """`sources` with of each document what stands in `edition`, annexes bound in, and why some are not in it at all."""
    documents: dict[str, DocumentSpec] = {}
    absent: dict[str, str] = {}
    lost: list[tuple[str, ClauseUse]] = []
    for kind, spec in sorted(sources.documents.items()):
        document, gone = composed(_as_its_instrument(spec, sources.documents), sources.library, edition)
        lost += ((kind, use) for use in gone)
        # a table of rates is no text: what has no clause left is not there
        if kind in edition.documents or any(use for part in document.parts for use in uses_in(part)):
            documents[kind] = document
        else:
            absent[kind] = (
                f"Dit document is er in editie {edition.id} niet: geen van zijn clausules geldt op die datum."
            )
    there = {use.clause for document in documents.values() for part in document.parts for use in uses_in(part)}
    findings.add(
        *(replace(without_place(use, edition), document=kind) for kind, use in lost if use.clause not in there)
    )
    made = made_documents(documents, sources.pack, sources.region.lots, sources.alone)
    specs = dict(sorted(made.specs.items()))
    return replace(sources, documents=specs, annexes=made.annexes), absent


def _as_its_instrument(spec: DocumentSpec, documents: Mapping[str, DocumentSpec]) -> DocumentSpec:
    """A document that amends another one is for those who have that one."""
    other = documents.get(spec.amends.document) if spec.amends is not None else None
    if other is None or spec.when is not None:
        return spec
    return replace(spec, when=other.when, absent=other.absent)


def _unplaced(
    provider: Provider,
    specs: Mapping[str, DocumentSpec],
    parties: Mapping[str, frozenset[str]],
    library: Library,
    edition: Edition,
) -> tuple[Diagnostic, ...]:
    received = [spec for kind, spec in specs.items() if provider.id in parties[kind]]
    return tuple(unplaced(provider, received, library, edition))


def material_of(sources: Sources, edition: Edition) -> LotMaterial:
    """What sections per lot and tables of rates are made of on the date of an edition."""
    rates = sources.rates
    entitled = {kind: spec.when for kind, spec in sources.documents.items()}
    current = rates_on(edition.date, rates, sources.region)
    return LotMaterial(sources.region.lots, current, rates is not None and rates.example, entitled)


def _contract(sources: Sources, edition: Edition, kind: str, titles: Titles) -> ContractDocuments | None:
    """What the lists of annexes and of rank of a document are made of, None for one without."""
    listed = sources.annexes.get(kind)
    if listed is None:
        return None
    versions = listed_versions(sources, edition, listed)
    return ContractDocuments(listed, titles.short_title, versions, sources.region.lots)


def listed_versions(sources: Sources, edition: Edition, listed: AnnexList) -> dict[str, str]:
    """The version of each annex in a list: its own, or that of the document it is bound into."""
    main = sources.version_of(sources.documents[listed.main], edition)
    return {a.kind: main if a.bound else edition.documents.get(a.kind, main) for a in listed.annexes}


def _annex_title(annex: Annex, lot: int, shared: Scope) -> str:
    scope = scope_of_lot(shared, lot) if lot else shared
    return filled_text(annex.title, scope, annex.span, Findings())


def _titles(spec: DocumentSpec, edition: Edition, shared: Scope, version: str, findings: Findings) -> Titles:
    aside = Findings()
    if not version:
        message = f"editie `{edition.id}` noemt geen versie van `{spec.base}`"
        hint = f'voeg in de editie bij `documents` toe: `{spec.base}: "1.0"`'
        aside.add(error("DOC002", message, edition.span, hint))
    named = shared.with_values({"versie": version})
    if spec.lot is not None:
        named = scope_of_lot(named, spec.lot)
    title = filled_text(spec.title, named, spec.span, aside)
    short_title = filled_text(spec.short_title, named, spec.span, aside)
    findings.add(*aside.diagnostics)
    return Titles(title, short_title, frozenset(aside.names))


def _scope(spec: DocumentSpec, region: Region, shared: Scope, version: str, titles: Titles) -> Scope:
    return document_scope(shared, spec, region, version, (titles.title, titles.short_title))


def _parties(spec: DocumentSpec, scope: Scope, there: tuple[Contractor, ...]) -> frozenset[str]:
    """The ids of those who get a document; what is wrong with the condition is said by `entitlement`."""
    entitling = Entitling(spec, scope)
    return frozenset(c.provider.id for c in there if entitling.gets(c, Findings()))


def _live_numbers(region: Region, edition: Edition, documents: DocumentSet, findings: Findings) -> dict[str, Value]:
    """The values of parameters that assert a number of a document: that number as it is now."""
    out: dict[str, Value] = {}
    for name in sorted(region.parameters):
        parameter = region.parameter(name, edition.date)
        if parameter is None or "#" not in parameter.asserts:
            continue
        parts = _TARGET.fullmatch(parameter.asserts)
        if parts is None:
            message = f"`{parameter.asserts}` is geen plaats; verwacht: `document#clausule`"
            findings.add(error("PRM003", message, parameter.span))
            continue
        reference = CrossReference(parts[2], tuple(parts[3].split(".")[1:]), parts[1])
        target = documents.target(reference, "", parameter.span, findings)
        if target is not None:
            number = number_of(target).number.cited
            live = int(number) if number.isdecimal() else number
            out[name] = asserted(name, live, target.span, parameter, findings)
    return out
