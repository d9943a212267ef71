"""Who signs a document, in which order, in which field."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.diagnostics import Span
from akkoord.records import SignerRow
from akkoord.spec import Provider, Region, Representative
from akkoord.tree import Document, SignatureBlock, all_blocks

_PROVIDER, _MUNICIPALITY, _ORGANISATION = 1, 2, 3
"""The order in which the sorts of party sign."""


def signer_rows(document: Document, region: Region, providers: Sequence[Provider]) -> tuple[SignerRow, ...]:
    """A row for each place to sign, in the order of the pages; a letter has them under its text.

    `providers` are those that sign.

    `rank` counts from 1 within this copy: the provider before the municipalities before the
    organisation, and within a party the rank of its representatives. Who share a rank may
    sign in any order.
    """
    people = _representatives(region, providers)
    in_text = document.body if document.title_page is None else ()
    places = all_blocks((*in_text, *document.signature_pages))
    blocks = [b for b in places if isinstance(b, SignatureBlock)]
    order = [(_sort_of_party(b, document, providers), people[b.span].rank if b.span in people else 1) for b in blocks]
    ranks = {place: rank for rank, place in enumerate(sorted(set(order)), 1)}
    return tuple(_row(block, ranks[place]) for block, place in zip(blocks, order, strict=True))


def _sort_of_party(block: SignatureBlock, document: Document, providers: Sequence[Provider]) -> int:
    kind = document.meta.kind
    if any(block.field_name.startswith(f"{kind}-{provider.id}-") for provider in providers):
        return _PROVIDER
    return _MUNICIPALITY if block.field_name.startswith(f"{kind}-gemeente") else _ORGANISATION


def _representatives(region: Region, providers: Sequence[Provider]) -> dict[Span | None, Representative]:
    """All who can sign, by the place where they stand: a signature block keeps that place."""
    people = [
        *(person for provider in providers for person in provider.representatives),
        *(municipality.representative for municipality in region.municipalities),
        *(person for organisation in region.organisations for person in organisation.representatives),
    ]
    return {person.span: person for person in people}


def _row(block: SignatureBlock, rank: int) -> SignerRow:
    said = {row.label: row.value for row in block.rows}
    capacity = said.get("Hoedanigheid", "")
    return SignerRow(block.heading, said.get("Naam", ""), said.get("Functie", ""), capacity, rank, block.field_name)
