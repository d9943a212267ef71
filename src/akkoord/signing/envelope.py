"""The envelope of a signature pack."""

from __future__ import annotations

from akkoord.records import Envelope, EnvelopeDocument, EnvelopeField, EnvelopeSigner
from akkoord.signing.signature_pack import PackedDocument, Signatory, SignaturePack

_Person = tuple[str, str, str, str]


def envelope_of(pack: SignaturePack, cover: PackedDocument) -> Envelope:
    """What a signing service is given. A person who signs more than once for one party is one signer."""
    facts = pack.facts
    people: dict[_Person, str] = {}
    for document in pack.documents:
        for signatory in document.signatories:
            people.setdefault(_person(signatory), f"s{len(people) + 1}")
    return Envelope(
        pack=f"{facts.region}/{facts.edition}/{facts.name}",
        number=pack.number,
        supersedes=pack.supersedes,
        status="ready" if pack.ready else "concept",
        route=facts.profile.route.value,
        level=facts.profile.level.value,
        return_by=facts.return_by.isoformat() if facts.return_by else "",
        mailbox=facts.mailbox,
        cover=_document(cover, people),
        documents=tuple(_document(document, people) for document in pack.documents),
        signers=tuple(EnvelopeSigner(key, *person) for person, key in people.items()),
    )


def _person(signatory: Signatory) -> _Person:
    return signatory.party, signatory.name, signatory.function, signatory.email


def _document(document: PackedDocument, people: dict[_Person, str]) -> EnvelopeDocument:
    fields = tuple(
        EnvelopeField(s.field, people[_person(s)], s.rank, s.capacity, s.page, s.rectangle, s.locks)
        for s in document.signatories
        if s.rectangle is not None
    )
    return EnvelopeDocument(
        document.file, document.kind, document.title, document.version, document.pages, document.sha256, fields
    )
