"""R112: De uitkomst van een besluit volgt uit de stemmen van beide kanten.

Iedere kant heeft één stem, en bij een gelijke stand is een voorstel verworpen.

Fout:

    - {date: 2023-06-07, subject: logeren, municipalities: voor, providers: tegen, outcome: aangenomen}

Goed:

    - {date: 2023-06-07, subject: logeren, municipalities: voor, providers: tegen, outcome: verworpen}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.spec import Outcome


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for decision in recorded.decisions if recorded is not None else ():
        both = (decision.municipalities, decision.providers) == ("voor", "voor")
        wanted = Outcome.ADOPTED if both else Outcome.REJECTED
        if decision.outcome is not wanted:
            yield Finding(
                f"het besluit over {decision.subject} volgt niet uit de stemmen: gemeenten "
                f"{decision.municipalities}, aanbieders {decision.providers}",
                decision.span,
                decision.outcome.value,
                wanted.value,
            )


RULE = RegionRule(
    id="R112",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("SCH002", "`decisions`"),
        Held("SCH004", "`decisions`"),
    ),
    check=_check,
)
