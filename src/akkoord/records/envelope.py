"""The envelope: what a signing service is given along with the PDFs of a pack."""

from __future__ import annotations

from msgspec import Struct

from akkoord.records.placed_field import Rectangle

FORMAT = "akkoord-envelope/1"


class EnvelopeSigner(Struct, frozen=True):
    """A person who signs for a party. `email` "" is not known; `name` "" is filled in at signing."""

    id: str
    party: str
    name: str
    function: str
    email: str


class EnvelopeField(Struct, frozen=True):
    """A signature field of a document: whose, in which order, on which page (from 1) and where, in points."""

    name: str
    signer: str
    order: int
    capacity: str
    page: int
    rectangle: Rectangle
    locks: bool


class EnvelopeDocument(Struct, frozen=True):
    """A PDF of the pack in its place; without fields it goes along to be read."""

    file: str
    kind: str
    title: str
    version: str
    pages: int
    sha256: str
    fields: tuple[EnvelopeField, ...]


class Envelope(Struct, frozen=True):
    """A whole envelope; `return_by` "" is not known, `supersedes` 0 for no other pack."""

    pack: str
    number: int
    supersedes: int
    status: str
    route: str
    level: str
    return_by: str
    mailbox: str
    cover: EnvelopeDocument
    documents: tuple[EnvelopeDocument, ...]
    signers: tuple[EnvelopeSigner, ...]


def envelope_to_data(envelope: Envelope) -> dict[str, object]:
    """The envelope as plain data, as in `schemas/envelope.schema.json`; what is not known is null."""
    return {
        "format": FORMAT,
        "pack": envelope.pack,
        "number": envelope.number,
        "supersedes": envelope.supersedes or None,
        "status": envelope.status,
        "route": envelope.route,
        "level": envelope.level,
        "return_by": envelope.return_by or None,
        "mailbox": envelope.mailbox or None,
        "cover": _document(envelope.cover),
        "documents": [_document(document) for document in envelope.documents],
        "signers": [_signer(signer) for signer in envelope.signers],
    }


def _document(document: EnvelopeDocument) -> dict[str, object]:
    return {
        "file": document.file,
        "kind": document.kind,
        "title": document.title,
        "version": document.version,
        "pages": document.pages,
        "sha256": document.sha256,
        "to_sign": bool(document.fields),
        "fields": [_field(field) for field in document.fields],
    }


def _field(field: EnvelopeField) -> dict[str, object]:
    return {
        "name": field.name,
        "signer": field.signer,
        "order": field.order,
        "capacity": field.capacity,
        "page": field.page,
        "rectangle": list(field.rectangle),
        "locks": field.locks,
    }


def _signer(signer: EnvelopeSigner) -> dict[str, object]:
    return {
        "id": signer.id,
        "party": signer.party,
        "name": signer.name or None,
        "function": signer.function,
        "email": signer.email or None,
    }
