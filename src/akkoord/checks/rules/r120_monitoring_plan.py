"""R120: De afspraken over monitoring verwijzen naar het beheersplan.

Het convenant doet dat voor alle initiatieven tegelijk, of ieder initiatief doet het bij `measure`. Zo meten alle
initiatieven hetzelfde, op hetzelfde moment.

Fout:

    Partijen volgen de voortgang van ieder initiatief.

Goed:

    Partijen volgen de voortgang van ieder initiatief volgens het beheersplan.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    covenants, plan = view.of(TextSort.COVENANT), settings.text("plan").casefold()
    if not covenants or any(plan in p.text.casefold() for text in covenants for p in text.passages):
        return
    without = [i for i in running(view) if plan not in i.measure.casefold()]
    if without:
        named = ", ".join(i.id for i in without)
        yield Finding(
            f"noch het convenant noch deze initiatieven meten volgens het {plan}",
            without[0].place("measure"),
            named,
            f"een verwijzing naar het {plan}, in het convenant of bij ieder initiatief",
            document=covenants[0].kind,
        )


RULE = SetRule(
    id="R120",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("plan", "beheersplan", "hoe het plan heet waarin staat wat wordt gemeten."),),
    check=_check,
)
