"""R105: De klasse van een gemeente past bij haar inwonertal.

De klasse wordt vastgelegd en nooit afgeleid: gepubliceerde indelingen wijken soms af van de grens die zij zelf
noemen. Noemt het profiel het inwonertal, dan vergelijkt de regel; het verschil is een waarschuwing, te aanvaarden
met de reden van de afwijking. Dat het aantal grote en kleine gemeenten klopt, bewaakt het profiel zelf
(`n_groot` en `n_klein` zijn beweringen).

Fout:

    grens_inwoners: {value: 30000, source: convenant}
    - {code: "0177", name: Voorbeeldstad, size: klein, inhabitants: 38364, …}

Goed:

    - {code: "0177", name: Voorbeeldstad, size: groot, inhabitants: 38364, …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import minimum
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("threshold")
    threshold = minimum(view, name)
    if threshold is None:
        return
    for municipality in view.region.municipalities:
        wanted = settings.text("large") if municipality.inhabitants > threshold else settings.text("small")
        if municipality.inhabitants and municipality.size != wanted:
            yield Finding(
                f"{municipality.name} is {municipality.size} en heeft {municipality.inhabitants} inwoners",
                municipality.span,
                municipality.size,
                f"{wanted}: de grens ligt bij {threshold} inwoners",
                ("verbeter `size` of `inhabitants`, of aanvaard het verschil met de reden",),
                (Related(view.fact_place(name), "hier staat de grens"),),
                context=f"{municipality.code} {municipality.size} {municipality.inhabitants}",
            )


RULE = SetRule(
    id="R105",
    severity=Severity.WARNING,
    scope=(Scope.PROFILE,),
    basis=(
        Basis.SOURCE,
        Basis.PUBLIC,
    ),
    settings=(
        Setting("threshold", "grens_inwoners", "het feit met het inwonertal waarboven een gemeente groot is."),
        Setting("large", "groot", "de klasse boven de grens."),
        Setting("small", "klein", "de klasse tot en met de grens."),
    ),
    codes=(Held("PRM002", "gemeenten"),),
    check=_check,
)
