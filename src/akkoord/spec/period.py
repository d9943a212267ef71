"""From when until when something holds."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Period(Struct, frozen=True):
    """The first and the last day, both included; None for no bound."""

    first: date | None = None
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Whether there is a day that lies in both."""
        return not (_before(self.last, other.first) or _before(other.last, self.first))


ALWAYS = Period()


def _before(last: date | None, first: date | None) -> bool:
    return last is not None and first is not None and last < first
