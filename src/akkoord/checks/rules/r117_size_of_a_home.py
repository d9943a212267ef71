"""R117: Een kleinschalige woonvorm heeft niet meer jeugdigen dan de definitie toestaat.

Fout:

    kgw_max: {value: 6, source: convenant}
    homes: [{place: Hasselt, youths: 8}]

Goed:

    homes: [{place: Hasselt, youths: 6}]
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import minimum, running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("maximum")
    most = minimum(view, name)
    if most is None:
        return
    for initiative in running(view):
        for home in initiative.homes if initiative.task == settings.text("task") else ():
            if home.youths > most:
                yield Finding(
                    f"de woonvorm in {home.place} van `{initiative.id}` heeft meer jeugdigen dan mag",
                    home.span,
                    str(home.youths),
                    f"ten hoogste {most}",
                    related=(Related(view.fact_place(name), "hier staat het hoogste aantal"),),
                )


RULE = SetRule(
    id="R117",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("maximum", "kgw_max", "het feit met het hoogste aantal jeugdigen in een woonvorm."),
        Setting("task", "kgw", "de opgave van initiatieven met woonvormen."),
    ),
    check=_check,
)
