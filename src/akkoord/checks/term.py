"""Terms that count in years from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def years_later(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes 28 where that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_earlier(day: date, months: int) -> date:
    """The same day so many months before; the last day of the month where that is not there."""
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
