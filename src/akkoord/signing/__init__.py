"""Signature packs: fields, cover sheet, envelope; signatures, and what came back."""

from akkoord.signing.cover import cover_sheet
from akkoord.signing.envelope import envelope_of
from akkoord.signing.fields import FieldedPdf, FieldPlan, with_fields
from akkoord.signing.signature_pack import (
    Authority,
    PackedDocument,
    PackFacts,
    Signatory,
    SignaturePack,
    not_ready,
    packed_name,
)

__all__ = [
    "Authority",
    "FieldPlan",
    "FieldedPdf",
    "PackFacts",
    "PackedDocument",
    "Signatory",
    "SignaturePack",
    "cover_sheet",
    "envelope_of",
    "not_ready",
    "packed_name",
    "with_fields",
]
