"""R113: De regiegroep besluit niet over tarieven, en niet over wat geen begroting dekt.

Daarover besluit het Bestuurlijk Overleg. Staat zo'n onderwerp toch als besluit te boek, dan hoort het besluit van
het bestuur erbij.

Fout:

    - {date: 2023-06-07, subject: hoger tarief, kind: tarieven, outcome: aangenomen, …}

Goed:

    - {date: 2023-06-07, subject: hoger tarief, kind: tarieven, board_decision: BO van 1 juni 2023, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.spec import DecisionKind, Outcome

_RATE = re.compile(r"tarie(?:f|ven)(?!\w)", re.IGNORECASE)
"""A decision on a rate, of whatever kind it is said to be."""


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for decision in recorded.decisions if recorded is not None else ():
        of_rates = decision.kind is DecisionKind.RATES or _RATE.search(decision.subject) is not None
        beyond = of_rates or not decision.covered
        if beyond and decision.outcome is Outcome.ADOPTED and not decision.board_decision:
            why = "gaat over tarieven" if of_rates else "heeft geen dekking"
            yield Finding(
                f"het besluit van de regiegroep over {decision.subject} {why}",
                decision.span,
                decision.subject,
                "een besluit van het Bestuurlijk Overleg bij `board_decision`",
            )


RULE = RegionRule(
    id="R113",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    codes=(Held("SCH004", "`kind`", "region.yaml"),),
    check=_check,
)
