"""R131: Van ieder jaar van de looptijd is vastgelegd dat het is geëvalueerd.

De evaluatie is een plicht, de herijking een mogelijkheid. De regel telt de jaren vanaf de start die op de datum van
de editie voorbij zijn, zodra het profiel herijkingen bijhoudt.

Fout:

    looptijd: {start: {value: 2023-01-01, source: convenant}}
    governance: {recalibrations: []}     # en een editie van 1 januari 2024

Goed:

    governance: {recalibrations: [{year: 2024, evaluated_on: 2023-06-21}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.covenant import covenant_kinds
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    start, recorded = view.fact(settings.text("start")), view.region.governance
    if recorded is None or not isinstance(start, date) or not covenant_kinds(view):
        return
    done = {one.evaluated_on.year for one in recorded.recalibrations if one.evaluated_on is not None}
    for year in range(start.year, view.edition.date.year):
        if year not in done:
            message = f"er is geen evaluatie vastgelegd van {year}"
            hint = ("voeg haar toe bij `governance.recalibrations`, met `evaluated_on`",)
            there = next((one.span for one in recorded.recalibrations if one.year == year + 1), recorded.span)
            yield Finding(message, there, str(year), "een evaluatie in ieder jaar", hint)


RULE = SetRule(
    id="R131",
    severity=Severity.WARNING,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    settings=(Setting("start", "looptijd.start", "het feit met de eerste dag."),),
    check=_check,
)
