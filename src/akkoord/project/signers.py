"""Who signs a document, in which order, in which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from akkoord.assembly import Prepared, signing_providers
from akkoord.diagnostics import Span
from akkoord.records import PlacedField, SignerRow
from akkoord.signing import FieldPlan, Signatory
from akkoord.spec import Provider, Region, Representative, SigningProfile, SigningRoute, signers_of
from akkoord.tree import Document, SignatureBlock, Status, all_blocks

EXECUTIVE = "uitvoeringsorganisatie"
"""The role of who signs for the municipalities, and to whom a pack returns."""
_PROVIDER, _MUNICIPALITY, _ORGANISATION = 1, 2, 3
"""The order in which the sorts of party sign."""


def signer_rows(document: Document, region: Region, providers: Sequence[Provider]) -> tuple[SignerRow, ...]:
    """A row for each place to sign, in the order of the pages; a letter has them under its text.

    `providers` are those that sign: one, the members of a combination, or all that take part in one file.

    `rank` counts from 1 within this copy: the provider before the municipalities before the
    organisation, and within a party the rank of its representatives. Who share a rank may
    sign in any order, one after another on one file; then none of them locks it.
    """
    people = _representatives(region, providers)
    blocks, ids = _places(document), frozenset(provider.id for provider in providers)
    order = [(_sort_of_party(b, document, ids), people[b.span].rank if b.span in people else 1) for b in blocks]
    ranks = {place: rank for rank, place in enumerate(sorted(set(order)), 1)}
    last = max(ranks, default=None)
    alone = order.count(last) == 1 if last is not None else False
    return tuple(
        _row(block, ranks[place], locks=alone and place == last) for block, place in zip(blocks, order, strict=True)
    )


def party_of(field: str, kind: str) -> str:
    """The party, a provider by its id, that has the field `<kind>-<party>-<number>` in a document of this kind."""
    return field.removeprefix(f"{kind}-").rpartition("-")[0]


def field_plans(document: Document, signers: Sequence[SignerRow], profile: SigningProfile) -> tuple[FieldPlan, ...]:
    """The signature field of each who signs; none in a concept, and none where everybody signs on paper."""
    if document.status is not Status.READY or profile.route is SigningRoute.PAPER:
        return ()
    tooltips = {block.field_name: block.tooltip for block in _places(document)}
    return tuple(FieldPlan(row.field, tooltips[row.field], row.locks, profile.seed_values) for row in signers)


def with_places(signers: Iterable[SignerRow], fields: Iterable[PlacedField]) -> tuple[SignerRow, ...]:
    """The rows with where their fields are."""
    placed = {field.name: field for field in fields}
    return tuple(
        replace(row, page=placed[row.field].page, rectangle=placed[row.field].rectangle) if row.field in placed else row
        for row in signers
    )


def signatories_of(rows: Iterable[SignerRow], kind: str, people: Mapping[str, Representative]) -> tuple[Signatory, ...]:
    """Who signs a document, with what the manifest does not say; `people` are those of `people_of`."""
    return tuple(_signatory(row, people.get(row.field.removeprefix(f"{kind}-"))) for row in rows)


def people_of(region: Region, providers: Iterable[Provider], day: date) -> dict[str, Representative]:
    """All who can sign on that day, by the name of their field without the kind of document."""
    parties = {provider.id: provider.representatives for provider in providers}
    parties |= {f"gemeente-{town.code}": (town.representative,) for town in region.municipalities}
    parties |= {body.id: body.representatives for body in region.organisations}
    attorney = region.organisation(EXECUTIVE, day)
    parties |= {"gemeenten": attorney.representatives} if attorney is not None else {}
    return {
        f"{party}-{number}": person
        for party, persons in parties.items()
        for number, person in enumerate(signers_of(persons), 1)
    }


def addressees_of(prepared: Prepared, kind: str, provider: Provider | None) -> tuple[str, ...]:
    """Of whom an error in data holds back a document: its provider, or all that sign it on one file; "" is nobody."""
    if provider is not None:
        return (provider.id,)
    return ("", *(one.id for one in signing_providers(prepared, kind, None)))


def _signatory(row: SignerRow, person: Representative | None) -> Signatory:
    signatory = Signatory(row.field, row.party, row.name, row.function, row.capacity, row.rank, row.locks)
    if person is None:
        return signatory
    return replace(
        signatory,
        power=person.power,
        ground=person.ground,
        evidence=person.evidence,
        evidence_on=person.evidence_on,
        email=person.email,
        file=person.span.file,
    )


def _places(document: Document) -> list[SignatureBlock]:
    in_text = document.body if document.title_page is None else ()
    places = all_blocks((*in_text, *document.signature_pages))
    return [block for block in places if isinstance(block, SignatureBlock)]


def _sort_of_party(block: SignatureBlock, document: Document, providers: frozenset[str]) -> int:
    party = party_of(block.field_name, document.meta.kind)
    if party in providers:
        return _PROVIDER
    return _MUNICIPALITY if party.startswith("gemeente") else _ORGANISATION


def _representatives(region: Region, providers: Sequence[Provider]) -> dict[Span | None, Representative]:
    """All who can sign, by the place where they stand: a signature block keeps that place."""
    people = [
        *(person for provider in providers for person in provider.representatives),
        *(municipality.representative for municipality in region.municipalities),
        *(person for organisation in region.organisations for person in organisation.representatives),
    ]
    return {person.span: person for person in people}


def _row(block: SignatureBlock, rank: int, *, locks: bool) -> SignerRow:
    said = {row.label: row.value for row in block.rows}
    whole = said.get("Namens", "")  # the combination that one signs for
    capacity = "; ".join(filter(None, (f"namens {whole}" if whole else "", said.get("Hoedanigheid", ""))))
    return SignerRow(
        block.heading, said.get("Naam", ""), said.get("Functie", ""), capacity, rank, block.field_name, locks
    )
