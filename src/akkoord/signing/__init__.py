"""Signature packs: cover sheet, fields, envelope, signatures, and verification of what came back."""
