"""Subcontractors, a combination and predecessors from the file of a provider."""

from __future__ import annotations

from akkoord.spec.reading.record import Record
from akkoord.spec.relations import (
    Combination,
    CombinationSigning,
    Member,
    Predecessor,
    Subcontractor,
    Succession,
)


def read_subcontractor(record: Record) -> Subcontractor:
    """Who does a part of the work."""
    return Subcontractor(
        legal_name=record.text("legal_name"),
        kvk=record.text("kvk"),
        lots=record.wholes("lots"),
        services=record.text("services"),
        notified_on=record.day("notified_on"),
        valid_from=record.day("valid_from"),
        span=record.span,
        approved_on=record.day_or_none("approved_on"),
        valid_until=record.day_or_none("valid_until"),
        ground=record.text("ground"),
    )


def read_combination(record: Record) -> Combination:
    """The combination that the provider is the lead of."""
    return Combination(
        name=record.text("name"),
        lead=record.text("lead"),
        members=tuple(_member(r) for r in record.records("members")),
        joint=record.truth("joint_liability", default=False),
        signing=CombinationSigning(record.text("signing")),
        ground=record.text("ground"),
        valid_from=record.day("valid_from"),
        span=record.span,
        power_of_attorney=record.text("power_of_attorney"),
        valid_until=record.day_or_none("valid_until"),
    )


def _member(record: Record) -> Member:
    return Member(
        provider=record.text("provider"),
        kvk=record.text("kvk"),
        lots=record.wholes("lots"),
        span=record.span,
        valid_from=record.day_or_none("valid_from"),
        valid_until=record.day_or_none("valid_until"),
    )


def read_predecessor(record: Record) -> Predecessor:
    """Whose place the provider took."""
    return Predecessor(
        kind=Succession(record.text("kind")),
        legal_name=record.text("legal_name"),
        kvk=record.text("kvk"),
        effective_on=record.day("effective_on"),
        ground=record.text("ground"),
        span=record.span,
        provider=record.text("provider"),
        legal_form=record.text("legal_form"),
        seat=record.text("seat"),
        agb=record.text("agb"),
        lots=record.wholes("lots"),
        agreements=record.texts("agreements"),
    )
