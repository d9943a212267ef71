"""R044: Elke datum bestaat, en de naam van de dag past bij de datum.

Een datum die niet bestaat, is geen afspraak. Staat er een dag van de week bij die er niet bij hoort, dan weet niemand
welk van de twee bedoeld is. De regel leest elke datum die met dag, maand en jaar in een tekst staat, ook een
ingevulde, met het jaar voorop (`2023-02-30`) en met een afgekorte dag (`ma`), en elke dag van een maand zonder jaar.
Een datum waarvan de dag in woorden staat ("de dertigste februari") leest zij niet.

Fout:

    Partijen komen bijeen op maandag 21 april 2022.

Goed:

    Partijen komen bijeen op donderdag 21 april 2022.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from akkoord.checks.dates import dates_in, weekday_of
from akkoord.checks.dutch import WEEKDAYS
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import MONTHS

_LEAP_YEAR = 2024
_MONTHS = 12
_YEARLESS = pattern_of(rf"(?<![\w-])([0-9]{{1,2}})\s+({'|'.join(MONTHS)})(?!\w)(?!\s+[0-9]{{4}})", re.IGNORECASE)
_YEAR_FIRST = pattern_of(r"(?<![\w-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![\w-])")
_AFTER = re.compile(rf"\s*(?:\(\s*|,\s*(?:een\s+)?)({'|'.join(WEEKDAYS)})(?!\w)", re.IGNORECASE)


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for written in dates_in(passage.text):
        place = passage.place(written.start)
        if settings.excepts(written.text):
            continue
        after = _AFTER.match(passage.text, written.end)
        weekday = written.weekday or (after[1].lower() if after is not None else "")
        if written.day is None:
            yield Finding("deze datum bestaat niet", place, written.text)
        elif weekday and weekday != weekday_of(written.day):
            right = weekday_of(written.day)
            message = f"deze datum is geen {weekday}; verwacht: `{right}`, of een andere datum"
            shown = written.text if written.weekday or after is None else written.text + after[0]
            yield Finding(message, place, shown, right)
    for found in _YEAR_FIRST.finditer(passage.text):
        if not _is_day(*map(int, found.groups())) and not settings.excepts(found[0]):
            yield Finding("deze datum bestaat niet", passage.place(found.start()), found[0])
    for found in _YEARLESS.finditer(passage.text):
        if not _exists(int(found[1]), MONTHS.index(found[2].lower()) + 1) and not settings.excepts(found[0]):
            yield Finding("deze dag is er in geen enkel jaar", passage.place(found.start()), found[0])


def _exists(day: int, month: int) -> bool:
    """Whether some year has that day."""
    return 1 <= day <= monthrange(_LEAP_YEAR, month)[1]


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return year > 0 and 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


RULE = PassageRule(
    id="R044",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
