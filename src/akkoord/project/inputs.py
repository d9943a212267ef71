"""The files a document is made of, and whether a finding in one of them stops it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from akkoord.assembly import Assembled, Prepared, UsedClause, deviations_in, in_one_file, joint_parties
from akkoord.diagnostics import Diagnostic, Severity
from akkoord.library import Edition
from akkoord.project.annexes import annex_rows
from akkoord.project.content import Content, RegionContent
from akkoord.project.data_digests import data_rows
from akkoord.project.signers import signer_rows
from akkoord.records import BlankRow, ClauseRow, DeviationRow, DocumentRow
from akkoord.spec import Provider, own_version
from akkoord.tree import Blank, Document, Held, inlines_with, tree_digest


def document_row(
    content: Content,
    region_content: RegionContent,
    prepared: Prepared,
    document: Document,
    made: Assembled,
    provider: Provider | None,
) -> DocumentRow:
    """What the manifest says of an assembled document, without its files."""
    edition, region = prepared.edition, prepared.sources.region
    spec = prepared.sources.documents[document.meta.kind]
    # A deviation can stand only in a document with one provider.
    own = None if spec.instrument.shared else provider
    parties = (prepared.party(spec.kind, provider),) if provider is not None else joint_parties(prepared, spec.kind)
    records = [record for party in parties for record in party.records]
    pack = region_content.pack
    return DocumentRow(
        kind=spec.kind,
        title=document.meta.title,
        present=True,
        instrument=spec.instrument.value,
        version=document.meta.version,
        status=document.status.value,
        tree_sha256=tree_digest(document),
        body_sha256=document.body_digest,
        clauses=clause_rows(content, made.clauses),
        data=data_rows(content, region_content, prepared, document, records, made.names_used, provider),
        signers=signer_rows(document, region, [signer for party in parties for signer in party.signing]),
        deviations=deviation_rows(own, edition, made.clauses),
        annexes=annex_rows(prepared, spec, provider),
        blanks=blank_rows(document),
        sent=pack is not None and spec.base in pack.signature_documents(region_content.documents),
    )


def clause_rows(content: Content, clauses: Iterable[UsedClause]) -> tuple[ClauseRow, ...]:
    """The clauses of a document, in order of first use."""
    versions = content.library.versions
    return tuple(ClauseRow(c.id, c.version, versions[c.id, c.version].status.value, c.digest, c.file) for c in clauses)


def deviation_rows(
    provider: Provider | None, edition: Edition, clauses: Iterable[UsedClause]
) -> tuple[DeviationRow, ...]:
    """The deviations of `provider` that a document with these clauses prints, in order of clause."""
    printed = {(c.id, c.version) for c in clauses}
    own = deviations_in(provider, edition) if provider else ()
    rows = ((d, d.version or own_version(d.base, provider.id if provider else "")) for d in own)
    return tuple(
        DeviationRow(d.clause, version, d.base, d.reason, d.approved_by, d.approved_on.isoformat(), d.until.isoformat())
        for d, version in rows
        if (d.clause, version) in printed
    )


def stopped_by(
    content: Content, region: RegionContent, edition: Edition, row: DocumentRow, clause_files: frozenset[str]
) -> bool:
    """Whether an error stands in a file this document is made of, or points to one.

    `clause_files` are those of all clauses it was made of, also of those that print nothing. Every spec of the region
    counts: what cannot be read there may hold the number that a reference is to print.

    Of the edition only what is said of a clause that the document prints counts, or of no
    clause at all: a faulty line for one clause is no reason to stop the documents without it.
    """
    errors = [found for found in content.diagnostics if found.severity is Severity.ERROR]
    if not errors:
        return False
    files = clause_files | {data.file for data in row.data} | set(region.files.documents.values())
    used = {clause.id for clause in row.clauses}
    elsewhere = {pin.span for clause_id, pin in edition.clauses.items() if clause_id not in used}
    return any(stops(found, files) and found.span not in elsewhere for found in errors)


def stops(found: Diagnostic, files: frozenset[str]) -> bool:
    """Whether a finding is an error that stands in one of `files`, or points to one."""
    places = (found.span, *(related.span for related in found.related))
    return found.severity is Severity.ERROR and any(place is not None and place.file in files for place in places)


def blank_rows(document: Document) -> tuple[BlankRow, ...]:
    """What a document leaves to be filled in, in order of first use, and in how many places of its text."""
    there = inlines_with((*document.body, *document.signature_pages), Held.BLANK)
    blanks = (inline for inline in there if isinstance(inline, Blank))
    counted = Counter((blank.name, blank.label) for blank in blanks)
    return tuple(BlankRow(name, label, places) for (name, label), places in counted.items())


def lacks_party(region: RegionContent, prepared: Prepared, kind: str, provider: Provider | None) -> bool:
    """Whether a file that all sign may lack one of them: the file of a provider cannot be read."""
    joint = provider is None and in_one_file(prepared.sources.documents[kind], prepared.sources.region)
    return joint and not region.files.providers.keys() <= region.providers.keys()
