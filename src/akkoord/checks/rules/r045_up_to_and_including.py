"""R045: Het einde van een periode staat er als laatste dag, met "tot en met".

"Tot 31 december 2024" houdt op bij het begin van die dag: de laatste dag valt er dan buiten. Staat na "tot" de laatste
dag van een maand, dan is die dag zelf bijna altijd bedoeld. Waar echt de dag ervoor bedoeld is, staat die er met
"tot en met".

Fout:

    De overeenkomst loopt tot 31 december 2024.

Goed:

    De overeenkomst loopt tot en met 31 december 2024.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from akkoord.checks.dates import DATE, dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import MONTHS, long_date
from akkoord.spec.days import days_later

_UNTIL = pattern_of(rf"\b(?:tot|totdat)\s+(?:uiterlijk\s+)?({DATE})", re.IGNORECASE)


_END = pattern_of(
    r"\btot\s+(?:aan\s+)?(?:het\s+)?(?:einde?|ultimo)\s+(?:van\s+)?(?:" + "|".join(MONTHS) + r")\s+[0-9]{4}(?![0-9])",
    re.IGNORECASE,
)
"""`tot eind december 2024`, which is before its last day or after it."""


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in _UNTIL.finditer(passage.text) if "tot " in passage.text else ():
        day = next(dates_in(found[1])).day
        if day is not None and day.day == monthrange(day.year, day.month)[1] and not settings.excepts(found[0]):
            before = long_date(days_later(day, -1))
            yield Finding(
                "`tot` voor de laatste dag van een maand; verwacht: `tot en met`",
                passage.place(found.start()),
                found[0],
                f"tot en met {found[1]}",
                (f"schrijf `tot en met`; is de dag ervoor bedoeld, schrijf dan `tot en met {before}`",),
            )
    for found in _END.finditer(passage.text) if "tot " in passage.text else ():
        if not settings.excepts(found[0]):
            message = "`tot` voor het einde van een maand; verwacht: `tot en met`, met de laatste dag"
            yield Finding(message, passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R045",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
