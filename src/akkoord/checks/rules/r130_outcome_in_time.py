"""R130: De uitkomst van de herijking is zoveel volle maanden voor het nieuwe jaar bekend als is afgesproken.

Drie volle maanden voor 1 januari is uiterlijk 30 september: wie op 1 oktober kiest, geeft één dag te weinig. Eén dag
te laat is een waarschuwing, later een fout.

Fout:

    recalibrations:
      - {year: 2025, evaluated_on: 2024-06-19, outcome_on: 2024-11-15, effective_on: 2025-01-01}

Goed:

    recalibrations:
      - {year: 2025, evaluated_on: 2024-06-19, outcome_on: 2024-09-30, effective_on: 2025-01-01}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from akkoord.checks.covenant import minimum
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import MONTHS, long_date
from akkoord.spec.days import days_later, months_later

_ON = rf"(?:op|vóór|voor|tot|uiterlijk|per)\s([0-9]{{1,2}})\s({'|'.join(MONTHS)})(?:\s([0-9]{{4}}))?"
_KNOWN_ON = (
    pattern_of(rf"\buitkomst\b[^.;]{{0,80}}?\b{_ON}\s[^.;]{{0,60}}?\bbekend\b", re.IGNORECASE),
    pattern_of(rf"\buitkomst\b[^.;0-9]{{0,80}}?\bbekend\b[^.;0-9]{{0,30}}?\b{_ON}(?!\w)", re.IGNORECASE),
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    lead, recorded = minimum(view, settings.text("lead_months")), view.region.governance
    if lead is not None:
        yield from _in_texts(view, lead)
    if lead is None or recorded is None:
        return
    for one in recorded.recalibrations:
        last = days_later(months_later(date(one.year, 1, 1), -lead), -1)
        if one.outcome_on is not None and one.outcome_on > last:
            late = Severity.WARNING if one.outcome_on == days_later(last, 1) else None
            yield Finding(
                f"de uitkomst van de herijking voor {one.year} is te laat bekend",
                one.span,
                long_date(one.outcome_on),
                f"{long_date(last)} of eerder",
                context=f"{one.year} {one.outcome_on}",
                severity=late,
            )


def _in_texts(view: SetView, lead: int) -> Iterator[Finding]:
    """A day that is typed as the last on which the outcome is known, and comes too late for the year after it."""
    for text, passage in view.passages:
        for found in chain.from_iterable(known.finditer(passage.masked) for known in _KNOWN_ON):
            year = int(found[3] or view.edition.date.year)
            last = days_later(months_later(date(year + 1, 1, 1), -lead), -1)
            month = MONTHS.index(found[2].lower()) + 1
            if (month, int(found[1])) > (last.month, last.day):
                message = f"de uitkomst van de herijking is dan te laat bekend; verwacht: {long_date(last)} of eerder"
                words = passage.text[found.start(1) : found.end(3) if found[3] else found.end(2)]
                late = Severity.WARNING if (month, int(found[1])) == _after(last) else None
                place = passage.place(found.start(1))
                yield Finding(message, place, words, article=passage.article, document=text.kind, severity=late)


def _after(last: date) -> tuple[int, int]:
    day = days_later(last, 1)
    return day.month, day.day


RULE = SetRule(
    id="R130",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    settings=(Setting("lead_months", "herijking_vooraf_maanden", "het feit met het aantal volle maanden."),),
    codes=(Held("SCH002", "`recalibrations`"),),
    check=_check,
)
