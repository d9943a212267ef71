"""Signature fields: what a place to sign is to become, and a PDF that has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from akkoord.records import PlacedField
from akkoord.spec import SeedValues


class FieldPlan(Struct, frozen=True):
    """A field to make: its name, what a screen reader says of it, whether its signature locks the whole file."""

    name: str
    tooltip: str
    locks: bool = False
    seed: SeedValues = SeedValues.NONE


class FieldedPdf(NamedTuple):
    """A PDF with its signature fields, in the order of the pages."""

    data: bytes
    fields: tuple[PlacedField, ...]


def with_fields(pdf: bytes, plans: Sequence[FieldPlan]) -> FieldedPdf:
    """`pdf` with a signature field in each marked place; the same bytes for the same input.

    A PDF without plans is given back as it is.

    Raises:
        AssertionError: a marked place has no plan, or a plan has not exactly one place; a bug of ours.
    """
    wanted = {plan.name: plan for plan in plans}
    assert len(wanted) == len(plans), "two fields with one name"  # noqa: S101  a bug of ours
    if not plans:
        return FieldedPdf(pdf, ())
    from akkoord.signing.fielding import fielded  # most documents have no place to sign

    return FieldedPdf(*fielded(pdf, wanted))
