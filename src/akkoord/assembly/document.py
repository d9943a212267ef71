"""The room's front: who gets a document, and the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.addressee import provider_scope
from akkoord.assembly.amended import AmendedText, with_amended
from akkoord.assembly.arrangement import Arrangement
from akkoord.assembly.context import Recipient, RegionParties
from akkoord.assembly.contract_documents import DIGEST_ROOT
from akkoord.assembly.deviation import forbidden
from akkoord.assembly.entitled import Entitlement
from akkoord.assembly.findings import Findings
from akkoord.assembly.footnotes import numbered_notes
from akkoord.assembly.joint_signing import in_one_file, signing_providers
from akkoord.assembly.layout import Layout
from akkoord.assembly.opening import Enclosed, as_letter, posted, sent_by, titled
from akkoord.assembly.preparation import Prepared, material_of
from akkoord.assembly.references import References
from akkoord.assembly.repeated_rows import with_repeated_rows
from akkoord.assembly.scope import ACCESSION_NAMES, Scope
from akkoord.assembly.signatories import Signatories, Signing
from akkoord.assembly.signature_pages import PageMaker, without_slots
from akkoord.assembly.slots import filled, filled_text
from akkoord.assembly.terms import clauses_in
from akkoord.diagnostics import Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.library import ClauseStatus, Library
from akkoord.spec import DocumentLayout, DocumentSpec, Instrument, Provider, SigningRoute
from akkoord.tree import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    DocumentMeta,
    Section,
    Status,
    TitlePage,
    tree_digest,
)


class UsedClause(Struct, frozen=True):
    """A clause version printed in a document; `digest` is the SHA-256 of `file`."""

    id: str
    version: str
    digest: str
    file: str


class Body(Struct, frozen=True):
    """A document up to its signature pages: the same for all parties of a multilateral one.

    `provider` is "" then. `digest` is the SHA-256 of title page and body, `notes` the number
    of footnotes, `clauses_met` every clause version (`id@version`) it was made of.
    """

    kind: str
    provider: str
    meta: DocumentMeta
    title_page: TitlePage | None
    blocks: tuple[Block, ...]
    digest: str
    notes: int
    diagnostics: tuple[Diagnostic, ...]
    names_used: frozenset[str]
    clauses_met: frozenset[str]


class Assembled(Struct, frozen=True):
    """A document for one addressee, None when there is none to make.

    `clauses` are those printed, in order of first use; `clause_files` the files of all that it
    was made of, also of those that conditions or faults left nothing of. `names_used` are the
    dotted names of parameters and addressee data that the text, its conditions and its computed
    parameters rest on.
    """

    document: Document | None
    clauses: tuple[UsedClause, ...]
    diagnostics: tuple[Diagnostic, ...]
    names_used: frozenset[str]
    clause_files: frozenset[str]


def entitlement(prepared: Prepared, kind: str, provider: Provider) -> Entitlement:
    """Whether `provider` gets the document `kind`, and the reason when not. `kind` must exist."""
    return prepared.entitling[kind].of(prepared.party(kind, provider), prepared.roles.get(provider.id, ""))


def assemble(prepared: Prepared, kind: str, recipient: Recipient) -> Assembled:
    """The document `kind` for a provider, or for the parties of the region (multilateral only)."""
    spec = prepared.sources.documents.get(kind)
    if spec is None:
        hint = did_you_mean(kind, prepared.sources.documents)
        return _nothing((error("DOC001", f"het document `{kind}` bestaat niet", None, hint),))
    if isinstance(recipient, RegionParties):
        if not spec.instrument.shared:
            message = f"`{kind}` is er alleen per aanbieder; de partijen van de regio tekenen het daar"
            return _nothing((error("DOC003", message, spec.span),))
        return with_signature_pages(prepared, assemble_body(prepared, kind), recipient)
    right = entitlement(prepared, kind, recipient)
    if not right.entitled:
        return _nothing(right.diagnostics)
    bilateral = spec.instrument is Instrument.BILATERAL
    body = assemble_body(prepared, kind, recipient if bilateral else None)
    made = with_signature_pages(prepared, body, recipient)
    return replace(made, names_used=made.names_used | right.names_used)


def assemble_body(
    prepared: Prepared,
    kind: str,
    provider: Provider | None = None,
    enclosed: tuple[Enclosed, ...] = (),
    amended: AmendedText | None = None,
    digest: Callable[[object], str] = tree_digest,
) -> Body:
    """The text of the document `kind`: once for all parties, or for one `provider` of a bilateral document.

    `provider` must be one that gets the document; `enclosed` is what a letter goes with, `amended` what an
    addendum amends. `digest` makes the digest of its title page and body.
    """
    spec, titles = prepared.sources.documents[kind], prepared.titles[kind]
    layout = _layout(prepared, kind, provider)
    findings = Findings(list(layout.diagnostics), set(layout.names | titles.names), set(layout.clauses))
    scope = _scope(prepared, kind, provider)
    party = prepared.party(kind, provider).provider if provider is not None else None
    post = posted(spec, prepared.sources.region, party, scope, findings) if party is not None else None
    scope = scope if post is None else sent_by(scope, post)
    scope = _acceding(prepared, spec, scope)
    scope = scope if amended is None else with_amended(scope, amended)
    blocks = with_repeated_rows(_arranged(prepared, kind, layout, findings), scope, spec.span, findings)
    over = prepared.sources.common.variants.changed
    blocks = filled(blocks, scope, spec.span, findings, prepared.printed, over)
    blocks = _references(prepared, kind, layout, provider, findings).resolved(blocks, over)
    blocks, notes = numbered_notes(blocks)
    blocks = prepared.sources.common.variants.settled(_with_contents(blocks))
    first = ((_MODEL_LINE,) if prepared.sources.model else ()) + _annex_lines(prepared, spec, provider)
    title_page: TitlePage | None = _title_page(spec, titles.title, scope, first, findings)
    if spec.layout is DocumentLayout.PLAIN:
        blocks, title_page = titled(title_page, blocks, spec.span), None
    elif spec.layout is DocumentLayout.LETTER:
        blocks = as_letter(spec, post, titles.title, blocks, scope, enclosed, findings) if post is not None else blocks
        title_page = None
    return Body(
        kind,
        provider.id if provider is not None else "",
        _meta(prepared, kind) if post is None else replace(_meta(prepared, kind), date=post.sent_on.isoformat()),
        title_page,
        blocks,
        digest((title_page, blocks)),
        notes,
        in_order((*prepared.diagnostics, *findings.of(kind))),
        frozenset(findings.names),
        frozenset(findings.clauses),
    )


def _arranged(prepared: Prepared, kind: str, layout: Layout, findings: Findings) -> tuple[Block, ...]:
    """The text of an arrangement as far as it is the same for all who get it: terms marked, own references resolved.

    Worked out once for each arrangement that several get.
    """
    known = prepared.arranged.get(id(layout))
    if known is None:
        aside = Findings()
        blocks = without_slots(layout.terms.marked(layout.blocks), aside)
        place = prepared.sources.documents[kind].span
        blocks = References(kind, layout.targets, prepared.documents, "", place, aside).within(
            blocks, prepared.sources.common.variants.changed
        )
        known = (blocks, aside)
        if layout.providers is None or len(layout.providers) > 1:
            prepared.arranged[id(layout)] = known
    findings.take(known[1])
    return known[0]


def with_signature_pages(prepared: Prepared, body: Body, recipient: Recipient) -> Assembled:
    """`body` with the signature pages of `recipient`'s copy.

    A copy of a multilateral document has the pages of one addressee, or all of them in the one file that everybody
    signs; a bilateral one has those of the provider and of the region.
    """
    spec = prepared.sources.documents[body.kind]
    provider = None if isinstance(recipient, RegionParties) else recipient
    findings = Findings()
    if provider is not None and provider.deviations:
        findings.take(Findings(list(_deviation_faults(prepared, spec, provider))), provider.id)
    sections = _pages(prepared, spec, body, provider, findings)
    general = spec.instrument is Instrument.GENERAL
    provider_id = provider.id if provider is not None and not general else ""
    said = in_order((*body.diagnostics, *findings.of(body.kind)))
    fixed = prepared.edition.status is ClauseStatus.VASTGESTELD and not prepared.sources.model
    ready = fixed and not has_errors(said)
    document = Document(
        body.meta,
        body.title_page,
        body.blocks,
        sections,
        body.digest,
        provider_id,
        Status.READY if ready else Status.CONCEPT,
    )
    used = _used((*body.blocks, *sections), prepared.sources.library)
    files = _files(body.clauses_met | findings.clauses, prepared.sources.library)
    return Assembled(document, used, said, body.names_used | findings.names, files)


def _deviation_faults(prepared: Prepared, spec: DocumentSpec, provider: Provider) -> tuple[Diagnostic, ...]:
    faults = prepared.deviations.get(provider.id, ())
    if spec.instrument.shared:
        faults += forbidden(provider, spec, prepared.edition)
    return faults


def _pages(
    prepared: Prepared, spec: DocumentSpec, body: Body, provider: Provider | None, findings: Findings
) -> tuple[Section, ...]:
    pages, sources = spec.signature_pages, prepared.sources
    if pages is None or sources.model:  # a tender model is not signed
        return ()
    if provider is not None and in_one_file(spec, sources.region):  # there to be read: it is signed elsewhere
        return ()
    signings: list[Signing] = []
    for one in signing_providers(prepared, body.kind, provider):
        own_findings = Findings()
        signatories = Signatories(body.kind, pages, sources.region, prepared.edition, own_findings)
        signings.extend(signatories.provider(prepared.party(body.kind, one), prepared.roles[one.id]))
        findings.take(own_findings, one.id)
    if provider is None or spec.instrument is Instrument.BILATERAL:
        signatories = Signatories(body.kind, pages, sources.region, prepared.edition, findings)
        signings.extend(signatories.of_region())
    own = provider if spec.instrument is Instrument.BILATERAL else None
    layout = _layout(prepared, body.kind, own)
    scope = prepared.scopes[body.kind]
    maker = PageMaker(
        pages.title,
        pages.span,
        scope,
        layout,
        Arrangement(sources.library, prepared.edition, scope, findings, material_of(sources, prepared.edition)),
        _references(prepared, body.kind, layout, provider, findings),
        body.digest,
        body.notes,
        findings,
    )
    return maker.pages(tuple(signings))


def _layout(prepared: Prepared, kind: str, provider: Provider | None) -> Layout:
    layout = prepared.layout(kind, provider.id if provider is not None else "")
    if layout is None:
        raise ValueError(f"{kind} is not for {provider.id if provider is not None else 'everyone'}")
    return layout


def _scope(prepared: Prepared, kind: str, provider: Provider | None) -> Scope:
    scope = prepared.scopes[kind]
    if provider is None:
        return scope
    return provider_scope(scope, prepared.party(kind, provider), prepared.roles[provider.id])


def _acceding(prepared: Prepared, spec: DocumentSpec, scope: Scope) -> Scope:
    """`scope` with the names of the text to which a party accedes with this document."""
    kind = spec.accession
    if prepared.sources.documents.get(kind) is None:
        return scope
    body = assemble_body(prepared, kind)
    values = (body.digest, prepared.titles[kind].title, body.meta.version)
    return scope.with_values(dict(zip(ACCESSION_NAMES, values, strict=True)))


def _references(
    prepared: Prepared, kind: str, layout: Layout, provider: Provider | None, findings: Findings
) -> References:
    provider_id = provider.id if provider is not None else ""
    place = prepared.sources.documents[kind].span
    return References(kind, layout.targets, prepared.documents, provider_id, place, findings, layout.undecided)


def _with_contents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    sections = (b for b in blocks if isinstance(b, Section) and b.title)
    entries = tuple(ContentsEntry(s.anchor, s.number, s.title, s.level) for s in sections)
    return tuple(replace(b, entries=entries) if isinstance(b, Contents) else b for b in blocks)


_CONCEPT_LINE = "Concept: deze tekst is niet vastgesteld en wordt niet ondertekend"


def annex_number(prepared: Prepared, kind: str, provider: Provider | None) -> str:
    """The number of the annex made as `kind`, for a provider: `IV`; "" when it has none there."""
    listed = prepared.sources.list_of(kind)
    annex = listed.annex(kind) if listed is not None else None
    number = annex.number(kind, provider.lots if provider is not None else ()) if annex is not None else None
    return dutch.roman(number) if number is not None else ""


def cited_digest(prepared: Prepared, main: str, kind: str) -> str:
    """The SHA-256 of the PDF of an annex as `main` cites it; "" for one that it cites without."""
    value = prepared.scopes[main].values.get(f"{DIGEST_ROOT}.{kind}", "")
    return value if isinstance(value, str) else ""


def _annex_lines(prepared: Prepared, spec: DocumentSpec, provider: Provider | None) -> tuple[str, ...]:
    """What the title page of an annex says of the document it belongs to."""
    listed = prepared.sources.list_of(spec.kind)
    annex = listed.annex(spec.kind) if listed is not None else None
    if listed is None or annex is None or listed.main not in prepared.titles:
        return ()
    main = prepared.titles[listed.main]
    which = f"Bijlage {annex_number(prepared, spec.kind, provider)}".strip()
    lines = (f"{which} bij {dutch.article_of(main.short_title)} {main.title}",)
    return (
        (*lines, f"Los afschrift: de bijlage is opgenomen in {dutch.article_of(main.short_title)} {main.short_title}")
        if annex.bound
        else lines
    )


_MODEL_LINE = "TENDERMODEL – niet voor ondertekening"


def _title_page(spec: DocumentSpec, title: str, scope: Scope, first: tuple[str, ...], findings: Findings) -> TitlePage:
    def text(source: str) -> str:
        return filled_text(source, scope, spec.span, findings)

    lines = (*first, *(text(line) for line in spec.lines))
    if not scope.fixed:
        lines = (*lines, _CONCEPT_LINE)
    return TitlePage(title, text(spec.subtitle), text(spec.motto), lines, text(spec.notice))


def _meta(prepared: Prepared, kind: str) -> DocumentMeta:
    edition, region = prepared.edition, prepared.sources.region
    titles, spec = prepared.titles[kind], prepared.sources.documents[kind]
    version = prepared.sources.version_of(spec, edition)
    final = edition.status is ClauseStatus.VASTGESTELD
    organisation = region.organisation("uitvoeringsorganisatie", edition.date)
    author = f"Regio {region.name}" + (f", {organisation.short_name}" if organisation is not None else "")
    return DocumentMeta(
        kind,
        titles.title,
        titles.short_title,
        version,
        f"versie {version}" + ("" if final else " (concept)") + (f" · {_MODEL_LINE}" if prepared.sources.model else ""),
        edition.id,
        region.name,
        author,
        edition.date.isoformat(),
        region.language,
        f"Editie {edition.id}",
        initials=region.signing.route is SigningRoute.PAPER and spec.layout is not DocumentLayout.LETTER,
    )


def _used(blocks: tuple[Block, ...], library: Library) -> tuple[UsedClause, ...]:
    versions = (library.versions[name] for name in dict.fromkeys(clauses_in(blocks)))
    return tuple(UsedClause(v.id, v.version, v.digest, v.span.file) for v in versions)


def _files(clauses: Iterable[str], library: Library) -> frozenset[str]:
    return frozenset(
        library.versions[clause_id, version].span.file for clause_id, _, version in (c.partition("@") for c in clauses)
    )


def _nothing(diagnostics: Iterable[Diagnostic]) -> Assembled:
    return Assembled(None, (), tuple(diagnostics), frozenset(), frozenset())
