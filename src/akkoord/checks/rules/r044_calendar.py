"""R044: Elke datum bestaat, en de naam van de dag past bij de datum.

Een datum die niet bestaat, is geen afspraak. Staat er een dag van de week bij die er niet bij hoort, dan weet niemand
welk van de twee bedoeld is. De regel leest elke datum die met dag, maand en jaar in een tekst staat, ook een ingevulde.

Fout:

    Partijen komen bijeen op maandag 21 april 2022.

Goed:

    Partijen komen bijeen op donderdag 21 april 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.dates import dates_in, weekday_of
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for written in dates_in(passage.text):
        place = passage.place(written.start)
        if settings.excepts(written.text):
            continue
        if written.day is None:
            yield Finding("deze datum bestaat niet", place, written.text)
        elif written.weekday and written.weekday != weekday_of(written.day):
            right = weekday_of(written.day)
            message = f"deze datum is geen {written.weekday}; verwacht: `{right}`, of een andere datum"
            yield Finding(message, place, written.text, right)


RULE = PassageRule(
    id="R044",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
