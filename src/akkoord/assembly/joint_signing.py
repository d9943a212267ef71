"""Who of the providers sign a document: each its own copy, or all that take part on one file."""

from __future__ import annotations

from akkoord.assembly.contractor import Contractor
from akkoord.assembly.preparation import Prepared
from akkoord.spec import DocumentSpec, Instrument, MultilateralSigning, Provider, Region


def in_one_file(spec: DocumentSpec, region: Region) -> bool:
    """Whether all parties sign a document on one file: that of the pack of the region."""
    signed = spec.instrument is Instrument.MULTILATERAL and spec.signature_pages is not None
    return signed and region.signing.multilateral is MultilateralSigning.SINGLE_FILE


def signing_providers(prepared: Prepared, kind: str, provider: Provider | None) -> tuple[Provider, ...]:
    """The providers with a page in the copy of `provider`, None for that of the parties of the region.

    Who accedes to a text has none: it signs the declaration of its accession instead. In one file stand all others
    that get the document, in the order of the register.
    """
    if provider is None:
        spec, sources = prepared.sources.documents[kind], prepared.sources
        if not in_one_file(spec, sources.region) or sources.model:
            return ()
        there = (one for one in sources.providers if one.id in prepared.parties[kind])
    else:
        there = iter((provider,))
    return tuple(one for one in there if not accession_of(prepared, kind, one))


def joint_parties(prepared: Prepared, kind: str) -> tuple[Contractor, ...]:
    """The providers that sign `kind` on one file, as they are on the date of the edition; none of any other text."""
    return tuple(prepared.party(kind, one) for one in signing_providers(prepared, kind, None))


def accession_of(prepared: Prepared, kind: str, provider: Provider) -> str:
    """The kind of the document by which `provider` is a party to `kind` and that it signs instead; "" for none."""
    specs = (spec for spec in prepared.sources.documents.values() if spec.accession == kind)
    return next((spec.kind for spec in specs if provider.id in prepared.parties[spec.kind]), "")
