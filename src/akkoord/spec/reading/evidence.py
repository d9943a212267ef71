"""What parties showed, from the file of a provider."""

from __future__ import annotations

from akkoord.spec.evidence import Account, Award, Extract, Officer, PowerOfAttorney
from akkoord.spec.reading.record import Record


def read_award(record: Record) -> Award:
    """Lots awarded by one decision."""
    return Award(record.text("decision"), record.day("date"), record.wholes("lots"), record.span)


def read_account(record: Record) -> Account:
    """The bank account."""
    return Account(record.text("iban"), record.text("holder"), record.span, record.text("reason"))


def read_extract(record: Record) -> Extract:
    """The extract from the trade register."""
    return Extract(
        date=record.day("date"),
        legal_name=record.text("legal_name"),
        legal_form=record.text("legal_form"),
        seat=record.text("seat"),
        officers=tuple(Officer(r.text("name"), r.text("power"), r.span) for r in record.records("officers")),
        span=record.span,
    )


def read_power(record: Record) -> PowerOfAttorney:
    """A power of attorney to sign for the provider."""
    return PowerOfAttorney(
        name=record.text("name"),
        documents=record.texts("documents"),
        valid_from=record.day("valid_from"),
        span=record.span,
        valid_until=record.day_or_none("valid_until"),
        amount_max=record.whole("amount_max") or None,
    )
