"""What parties showed: the award, the extract from the trade register, an account, and who may sign for whom."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.spec.period import Period


class Award(Struct, frozen=True):
    """Lots awarded to a provider by a decision."""

    decision: str
    date: date
    lots: tuple[int, ...]
    span: Span


class Account(Struct, frozen=True):
    """The bank account of a provider. `reason` says why its `holder` is another than the provider."""

    iban: str
    holder: str
    span: Span
    reason: str = ""


class Officer(Struct, frozen=True):
    """A person whom the trade register names, with `power` "sole" or "joint"."""

    name: str
    power: str
    span: Span


class Extract(Struct, frozen=True):
    """An extract from the trade register, as it reads on `date`."""

    date: date
    legal_name: str
    legal_form: str
    seat: str
    officers: tuple[Officer, ...]
    span: Span


class PowerOfAttorney(Struct, frozen=True):
    """By what `name` may sign for a provider: kinds of document, and an amount in euro where it has a limit."""

    name: str
    documents: tuple[str, ...]
    valid_from: date
    span: Span
    valid_until: date | None = None
    amount_max: int | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return Period(self.valid_from, self.valid_until).holds(on)
