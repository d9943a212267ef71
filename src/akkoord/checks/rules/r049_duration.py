"""R049: Een duur in woorden is dezelfde als die in cijfers of in datums.

"Twee (3) jaar" en "twee jaar, van 1 januari 2023 tot en met 31 december 2025" zeggen elk twee dingen. De regel
vergelijkt een getal in woorden met dat tussen haakjes erachter, en een duur in jaren of maanden met de periode in
datums die er direct voor of achter staat.

Fout:

    Voor de duur van twee jaar, van 1 januari 2023 tot en met 31 december 2025.

Goed:

    Voor de duur van twee jaar, van 1 januari 2023 tot en met 31 december 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import DATE, WrittenPeriod, periods_in
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity
from akkoord.spec.days import days_later

_WORDS = "|".join(sorted((w for w in NUMBERS if w != "een"), key=len, reverse=True))
_TWICE = pattern_of(rf"(?<![\w-])({_WORDS})\s+\(([0-9]+)\)", re.IGNORECASE)
_LENGTH = rf"(?<![\w,.-])(?P<count>{_WORDS}|[0-9]{{1,2}})\s+(?P<unit>jaar|jaren|maand|maanden|week|weken|dagen)\b"
_UNIT = re.compile(r"jaar|jaren|maand|week|weken|dagen", re.IGNORECASE)
_BETWEEN = r"[^.;]{0,15}?"
_AHEAD = pattern_of(rf"{_LENGTH}{_BETWEEN}(?P<period>\b(?:van|vanaf)\s+{DATE}\s+tot)", re.IGNORECASE)
_BEHIND = pattern_of(
    rf"(?P<period>{DATE})\s*[,(]?\s*(?:dus|samen|een periode van|een duur van)?\s*{_LENGTH}", re.IGNORECASE
)


_YEARS_ONLY = pattern_of(
    rf"(?<![\w,.-])(?P<words>(?P<count>{_WORDS}|[0-9]{{1,2}})\sja(?:ar|ren))\b[^.;]{{0,25}}?\bvan\s(?P<first>[0-9]{{4}})\s"
    r"tot\sen\smet\s(?P<last>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
"""Years without days, of which the first and the last count."""


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    del settings
    text = passage.text
    for found in _TWICE.finditer(text) if "(" in text else ():
        if number_of(found[1]) != int(found[2]):
            message = "het getal in woorden is een ander dan dat in cijfers; verwacht: twee keer hetzelfde"
            yield Finding(message, passage.place(found.start()), found[0], found[1])
    for found in _YEARS_ONLY.finditer(text):
        if int(found["last"]) - int(found["first"]) + 1 != number_of(found["count"]):
            message = f"van {found['first']} tot en met {found['last']} is geen {found['words']}"
            yield Finding(message, passage.place(found.start()), found["words"])
    for period in periods_in(text) if _UNIT.search(text) else ():
        yield from _beside(passage, period)


def _beside(passage: Passage, period: WrittenPeriod) -> Iterator[Finding]:
    before = next((m for m in _AHEAD.finditer(passage.text) if m.start("period") < period.first.start < m.end()), None)
    after = next((m for m in _BEHIND.finditer(passage.text) if m.start() == period.last.start), None)
    found = before or after
    if found is None or period.days is None:
        return
    last = _last_of(period.days[0], number_of(found["count"]) or 0, found["unit"].lower())
    if last is not None and last != period.days[1]:
        words = f"{found['count']} {found['unit']}"
        message = f"van {period.first.text} tot en met {period.last.text} is geen {words}"
        yield Finding(message, passage.place(found.start("count")), words, f"een laatste dag op {last.isoformat()}")


def _last_of(day: date, count: int, unit: str) -> date | None:
    """The last day of so many years, months, weeks or days from `day` on; None outside the calendar."""
    if unit in ("week", "weken", "dagen"):
        return days_later(day, count * (1 if unit == "dagen" else 7) - 1)
    return _last(day, count * (1 if unit.startswith("maand") else 12))


def _last(day: date, months: int) -> date | None:
    """The last day of so many months from `day` on; None outside the calendar.

    Of a month that has no such day it is as many days into the next: that is how people count.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return days_later(date(year, month + 1, 1), day.day - 2) if year <= date.max.year else None


RULE = PassageRule(
    id="R049",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
