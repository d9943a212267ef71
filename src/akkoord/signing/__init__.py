"""Signature packs: fields, cover sheet, envelope."""

from akkoord.signing.fields import FieldedPdf, FieldPlan, placed_fields, with_fields

__all__ = ["FieldPlan", "FieldedPdf", "placed_fields", "with_fields"]
