"""An indexed amount is exact to the cent, as reckoned in whole hundredths of cents."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from akkoord.diagnostics import Span
from akkoord.spec import Index, Rates, RateSet

PLACE = Span("rates.yaml", 1, 1)
CENTS = st.integers(1, 10**9)
HUNDREDTHS = st.integers(-10_000, 10_000)


def index(hundredths: int) -> Index:
    return Index(Decimal(hundredths).scaleb(-2), 2023, "voorbeeld", PLACE)


@given(CENTS, HUNDREDTHS)
def test_an_amount_is_rounded_half_up_to_cents(cents, hundredths):
    exact = cents * (10_000 + hundredths)  # in 1/10,000 cent; never below zero
    expected = Decimal((exact + 5_000) // 10_000).scaleb(-2)
    amount = index(hundredths).applied_to(Decimal(cents).scaleb(-2))
    assert amount == expected
    assert amount.as_tuple().exponent == -2


def test_the_set_of_a_day_is_the_one_that_began_last():
    sets = tuple(RateSet(date(year, 1, 1), index(0), (), PLACE) for year in (2025, 2023, 2024))
    rates = Rates(sets, False, PLACE)
    found = [rates.on(day) for day in (date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 31), date(2026, 7, 1))]
    assert [s.valid_from.year if s else None for s in found] == [None, 2023, 2024, 2025]
