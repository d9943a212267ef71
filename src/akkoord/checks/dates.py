"""Dates as a Dutch text writes them, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from akkoord.checks.dutch import WEEKDAYS
from akkoord.checks.patterns import pattern_of
from akkoord.diagnostics.dutch import MONTHS
from akkoord.spec.days import days_later

_SHORT_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3, "sept": 9}
_SHORT_WEEKDAYS = {name[:2]: name for name in WEEKDAYS}
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)}|(?:{'|'.join(_SHORT_WEEKDAYS)})(?!\w)\.?)"
_NAME = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(sorted(_SHORT_MONTHS, key=len, reverse=True))})\.?(?!\w))"
DATE = (
    rf"(?<![\w-])(?:{_WEEKDAY},?\s+(?:de\s+)?)?"
    rf"(?:[0-9]{{1,2}}(?:e|ste|de)?\s+{_NAME}\s+[0-9]{{4}}"
    r"|[0-9]{1,2}(?:-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{4})(?![\w-])"
)
"""A whole date, in words or in figures, with the weekday that stands before it."""

_WRITTEN = pattern_of(
    rf"(?<![\w-])(?:(?P<weekday>{_WEEKDAY}),?\s+(?:de\s+)?)?"
    rf"(?P<day>[0-9]{{1,2}})(?:(?:e|ste|de)?\s+(?P<name>{_NAME})\s+|(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign))"
    r"(?P<year>[0-9]{4})(?![\w-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[0-9]{4}")
_PERIOD = pattern_of(rf"\b(?:van|vanaf)\s+({DATE})\s+(tot(?:\s+en\s+met)?|t/m)\s+({DATE})", re.IGNORECASE)


class WrittenDate(Struct, frozen=True):
    """A date at characters `start` to `end` of a text; `day` None is a day that the calendar has not."""

    start: int
    end: int
    text: str
    day: date | None
    weekday: str = ""


class WrittenPeriod(Struct, frozen=True):
    """`van … tot en met …`; `whole` is whether the second day belongs to it, as it does after "tot en met"."""

    first: WrittenDate
    last: WrittenDate
    whole: bool

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of it, None where the calendar has one of them not."""
        if self.first.day is None or self.last.day is None:
            return None
        return self.first.day, self.last.day if self.whole else days_later(self.last.day, -1)


def dates_in(text: str) -> Iterator[WrittenDate]:
    """Every whole date in `text`, from front to back."""
    if _YEAR.search(text) is not None:
        for found in _WRITTEN.finditer(text):
            month = int(found["month"]) if found["month"] else _month(found["name"].lower().rstrip("."))
            day = _day(int(found["year"]), month, int(found["day"]))
            weekday = (found["weekday"] or "").lower().rstrip(".")
            yield WrittenDate(found.start(), found.end(), found[0], day, _SHORT_WEEKDAYS.get(weekday, weekday))


def periods_in(text: str) -> Iterator[WrittenPeriod]:
    """Every period in `text` of which both days are written in full."""
    if "tot" in text or "t/m" in text:
        for found in _PERIOD.finditer(text):
            first, last = (next((d for d in dates_in(text) if d.start == found.start(group)), None) for group in (1, 3))
            if first is not None and last is not None:
                yield WrittenPeriod(first, last, found[2].lower() != "tot")


def weekday_of(day: date) -> str:
    """`maandag`."""
    return WEEKDAYS[day.weekday()]


def _month(name: str) -> int:
    return MONTHS.index(name) + 1 if name in MONTHS else _SHORT_MONTHS[name]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
