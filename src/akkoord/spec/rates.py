"""The rates of a region as values: `contracts/<region>/rates.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct, field

from akkoord.diagnostics import Placed, Span

_CENT = Decimal("0.01")


class Index(Struct, frozen=True):
    """By how many percent the rates of `year` differ from those of the year before, and who says so."""

    percentage: Decimal
    year: int
    source: str
    span: Span

    @property
    def factor(self) -> Decimal:
        """1 + index."""
        return 1 + self.percentage / 100

    def exactly(self, base: Decimal) -> Decimal:
        """`base` × (1 + index), in euro, not rounded."""
        return base * self.factor

    def applied_to(self, base: Decimal) -> Decimal:
        """`base` × (1 + index), in euro, rounded half up to cents."""
        return self.exactly(base).quantize(_CENT, ROUND_HALF_UP)


class Rate(Placed, frozen=True):
    """A row of a rate table; amounts in euro, exact to the cent.

    `base` is the amount before indexation, `amount` the rate, `higher_amount` the rate of those
    who take part in the covenant, None where there is no such rate. `kind` is a sort of help of
    the lot. `places` has where each value stands by its key.
    """

    ASIDE = frozenset({"places"})

    code: str
    kind: str
    description: str
    unit: str
    base: Decimal
    amount: Decimal
    higher_amount: Decimal | None
    span: Span
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, key: str) -> Span:
        """Where the value of a key stands; the whole row where that is not known."""
        return self.places.get(key, self.span)


class LotRates(Struct, frozen=True):
    """The rates of one lot; `span` is the place of its number."""

    lot: int
    rows: tuple[Rate, ...]
    span: Span


class RateSet(Struct, frozen=True):
    """All rates from a day on, until the next set.

    `announced_on` is the date of the letter that tells them, None when there is none.
    """

    valid_from: date
    index: Index
    lots: tuple[LotRates, ...]
    span: Span
    announced_on: date | None = None

    def of(self, lot: int) -> tuple[Rate, ...]:
        """The rates of a lot, () when it has none."""
        return next((rates.rows for rates in self.lots if rates.lot == lot), ())


class Rates(Struct, frozen=True):
    """The rates of a region, set after set. `example` marks amounts and names that are example data."""

    sets: tuple[RateSet, ...]
    example: bool
    span: Span

    def on(self, day: date) -> RateSet | None:
        """The set that applies on `day`, None when that is before the first."""
        begun = [rates for rates in self.sets if rates.valid_from <= day]
        return max(begun, key=lambda rates: rates.valid_from, default=None)
