"""Terms that count in years from a day."""

from __future__ import annotations

from datetime import date


def years_later(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes 28 where that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
