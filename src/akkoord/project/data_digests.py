"""The digest of what a document rests on in each file of data: of values, so that a note or the lay-out never counts.

A manifest that held the digest of whole files would be another one after every note in a profile, and with it the
signature pack of every provider. What is said here of a file is what documents can print of it; where only the named
parameters of a document count, no others do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from akkoord.assembly import Prepared
from akkoord.assembly.dependence import plain, plain_digest
from akkoord.project.content import Content, RegionContent
from akkoord.records import DataRow, DocumentRow
from akkoord.spec import DocumentSpec, Provider, Region, SectionPart, SigningProfile
from akkoord.tree import Block, Document, Held, Reference, inlines_with
from akkoord.tree.facts import of_block

_INITIATIVE = "toetreding.initiatief"


def data_rows(
    content: Content,
    region: RegionContent,
    prepared: Prepared,
    document: Document,
    providers: Iterable[Provider],
    names: Collection[str],
    provider: Provider | None,
) -> tuple[DataRow, ...]:
    """What a document is made of besides clauses; `names` are those it rests on, `providers` whose records it prints.

    Of the specs count its own, those of annexes bound in it, and those of which it prints a number. The rates count
    for a document that is of a lot, has parts for each lot, or has a name of them; so do the initiatives.
    """
    spec = prepared.sources.documents[document.meta.kind]
    files = region.files
    everybody = _kept(content, files.region, "", lambda: _printed(prepared.sources.region))
    found = {("region", files.region): plain_digest([everybody, _named(prepared, spec, files.region, names)])}
    edition = prepared.edition
    version = prepared.sources.version_of(spec, edition)
    own = [edition.id, edition.date.isoformat(), edition.status.value, version]
    found |= {("edition", edition.span.file): plain_digest(own), ("pack", files.pack): ""}
    found |= {("document", files.documents[kind]): "" for kind in _specs(region, prepared, spec, document)}
    per_lot = any(isinstance(part, SectionPart) and part.for_each_lot for part in spec.parts)
    if per_lot or spec.lot is not None or any(name.startswith("tarieven.") for name in names):
        found["rates", files.rates] = ""
    if _INITIATIVE in names:
        found["initiatives", files.initiatives] = ""
    found |= {("provider", record.span.file): _of_provider(record) for record in providers}
    rows = tuple(DataRow(kind, file, digest) for (kind, file), digest in found.items() if file in content.digests)
    return as_they_are(rows, content, region, prepared, spec, provider)


def with_data_as_it_is(
    row: DocumentRow, content: Content, region: RegionContent, prepared: Prepared, provider: Provider | None
) -> DocumentRow:
    """The row of a document that was not assembled again, with the digests of its data as they are now."""
    spec = prepared.sources.documents[row.kind]
    return replace(row, data=as_they_are(row.data, content, region, prepared, spec, provider))


def as_they_are(
    rows: Iterable[DataRow],
    content: Content,
    region: RegionContent,
    prepared: Prepared,
    spec: DocumentSpec,
    provider: Provider | None,
) -> tuple[DataRow, ...]:
    """`rows` with the digests of what can change while the document stays as it is."""
    kinds = {path: kind for kind, path in region.files.documents.items()}

    edition = prepared.edition.id
    lots = [spec.lot] if spec.lot is not None else provider.lots if provider is not None else None
    initiative = provider.admission.initiative if provider is not None and provider.admission else ""

    def now(row: DataRow) -> DataRow:
        match row.kind:
            case "document":
                sha256 = _kept(content, row.file, "", lambda: _spec_values(region.documents.get(kinds[row.file])))
            case "pack":
                sha256 = _kept(content, row.file, edition, lambda: _pack_values(region, edition))
            case "rates":
                sha256 = _kept(content, row.file, f"{edition} {lots}", lambda: _rate_values(prepared, lots))
            case "initiatives":
                sha256 = _kept(content, row.file, initiative, lambda: _initiative_values(region, initiative))
            case _:
                return row
        return replace(row, sha256=sha256)

    return tuple(map(now, rows))


def _kept(content: Content, file: str, part: str, value: Callable[[], object]) -> str:
    """The digest of a part of a file, worked out once."""
    key = f"{file} {part}"
    if key not in content.values:
        content.values[key] = plain_digest(value())
    return content.values[key]


def _specs(region: RegionContent, prepared: Prepared, spec: DocumentSpec, document: Document) -> list[str]:
    """The kinds of document whose spec a document rests on, by name."""
    there = prepared.sources.documents
    cited = {name for block in (*document.body, *document.signature_pages) for name in of_block(block, _cited)}
    kinds = {spec.base, *(there[kind].base for kind in cited if kind in there)}
    kinds |= {spec.accession, spec.amends.document if spec.amends is not None else ""}
    for entry in region.pack.documents if region.pack is not None else ():
        kinds |= {annex.document for annex in entry.annexes if annex.bound and entry.document in kinds}
    return sorted(kinds & region.files.documents.keys())


def _cited(block: Block) -> frozenset[str]:
    """The documents that a block refers to."""
    inlines = inlines_with((block,), Held.ELSEWHERE)
    return frozenset(inline.document for inline in inlines if isinstance(inline, Reference))


def _named(prepared: Prepared, spec: DocumentSpec, file: str, names: Iterable[str]) -> object:
    """The parameters of a region that a document rests on."""
    scope = prepared.scopes[spec.kind]
    there = ((n, scope.places.get(n)) for n in sorted(names) if n in scope.values)
    return [[n, plain(scope.values[n])] for n, place in there if place is not None and place.file == file]


def _printed(region: Region) -> object:
    """What every document can print of a region."""
    signing = SigningProfile(region.signing.municipalities, multilateral=region.signing.multilateral)
    return plain(
        replace(
            region, parameters={}, editions=(), amends={}, checks={}, archive=None, governance=None, signing=signing
        )
    )


def _of_provider(record: Provider) -> str:
    """What a document can print of a provider; the rest is for the calendar, the register and the rules."""
    printed = replace(
        record, statements=(), extract=None, account=None, awards=(), rsin="", branch_number="", serves=(),
        serves_reason="",
    )  # fmt: skip
    return plain_digest(plain(printed))


def _spec_values(spec: DocumentSpec | None) -> object:
    """All that a spec says to who gets the document."""
    return plain(replace(spec, absent="")) if spec is not None else None


def _pack_values(region: RegionContent, edition: str) -> object:
    pack = region.pack
    return plain(replace(pack, sendings=tuple(s for s in pack.sendings if s.edition == edition))) if pack else None


def _rate_values(prepared: Prepared, lots: Iterable[int] | None) -> object:
    rates = prepared.sources.rates
    current = rates.on(prepared.edition.date) if rates is not None else None
    if rates is None or current is None:
        return None
    chosen = [one for one in current.lots if lots is None or one.lot in lots]
    return [rates.example, plain(replace(current, lots=tuple(chosen)))]


def _initiative_values(region: RegionContent, name: str) -> object:
    return [plain(one) for one in region.initiatives or () if not name or one.id == name]
