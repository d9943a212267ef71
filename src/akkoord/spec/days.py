"""Days counted from a day, within the calendar.

A profile may name the last day that there is (9999-12-31), or so many years that they lead beyond it. What would lie
outside the calendar is its nearest day, so that whoever compares days always has one to compare with.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_FIRST, _LAST = date.min.year * 12, date.max.year * 12 + 11


def days_later(day: date, count: int) -> date:
    """So many days later, or earlier when `count` is negative."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def months_later(day: date, count: int) -> date:
    """The same day so many months later, or earlier; the last of that month where it has no such day."""
    months = day.year * 12 + day.month - 1 + count
    if not _FIRST <= months <= _LAST:
        return date.min if count < 0 else date.max
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, count: int) -> date:
    """The same day so many years later, or earlier; 28 February for the 29th where that is not there."""
    return months_later(day, count * 12)
