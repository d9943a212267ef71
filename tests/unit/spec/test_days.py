"""Counting from a day: what people mean by months and years, and never a day outside the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.spec.days import days_later, months_later, years_later

COUNTS = st.one_of(st.integers(-40, 40), st.integers(-(10**12), 10**12))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 3, 31), -1, date(2023, 2, 28)),
        (date(2023, 1, 15), -1, date(2022, 12, 15)),
        (date(2022, 12, 1), 1, date(2023, 1, 1)),
        (date(2024, 12, 31), -6, date(2024, 6, 30)),
        (date(9999, 12, 31), 1, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date):
    assert months_later(day, months) == later


def test_a_year_after_the_leap_day_is_28_february():
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.dates(), COUNTS)
def test_a_count_leads_to_the_day_that_it_names_or_to_the_end_of_the_calendar(day: date, count: int):
    try:
        assert days_later(day, count) == day + timedelta(days=count)
    except OverflowError:
        assert days_later(day, count) == (date.min if count < 0 else date.max)
    later = months_later(day, count)
    if date.min < later < date.max:
        assert (later.year - day.year) * 12 + later.month - day.month == count
        assert later.day <= day.day
    assert years_later(day, count) == months_later(day, 12 * count)


@given(st.dates(), COUNTS, COUNTS)
def test_a_larger_count_is_never_an_earlier_day(day: date, one: int, other: int):
    less, more = sorted((one, other))
    assert days_later(day, less) <= days_later(day, more)
    assert months_later(day, less) <= months_later(day, more)
