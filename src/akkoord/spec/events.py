"""What happens to a provider during a contract, each with its date: admission, exit, extension, statements."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from akkoord.diagnostics import Span


class Admission(Struct, frozen=True):
    """Admission to the covenant from `date` on: with an initiative from outside its lots, or later than the others.

    `initiative` is "" for a provider of a covenant lot.
    """

    date: date
    decision: str
    span: Span
    initiative: str = ""


class Exit(Struct, frozen=True):
    """Exit from the covenant: told in writing on `notified_on`, with `date` as the last day.

    `confirmed_on` is the date of the letter that confirms it, None as long as there is none.
    """

    notified_on: date
    decision: str
    date: date
    span: Span
    confirmed_on: date | None = None


class Extension(Struct, frozen=True):
    """Extension of the framework agreement up to and including `until`, told by letter on `notified_on`."""

    until: date
    decision: str
    notified_on: date
    span: Span


class Statement(Struct, frozen=True):
    """A statement or proof that a provider handed over. `valid_until` is its last day, None when it does not expire."""

    kind: str
    description: str
    issued_on: date
    span: Span
    valid_until: date | None = None
