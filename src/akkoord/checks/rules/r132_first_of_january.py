"""R132: Wat is herijkt, gaat in op 1 januari, of het profiel zegt waarom niet.

Fout:

    recalibrations: [{year: 2025, effective_on: 2025-03-01}]

Goed:

    recalibrations: [{year: 2025, effective_on: 2025-03-01, reason: besluit BO van 5 december 2024}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for one in recorded.recalibrations if recorded is not None else ():
        if one.effective_on is not None and one.effective_on != date(one.year, 1, 1) and not one.reason:
            yield Finding(
                f"de herijking voor {one.year} gaat niet in op 1 januari",
                one.span,
                long_date(one.effective_on),
                long_date(date(one.year, 1, 1)),
                ("verbeter de datum, of schrijf bij `reason` waarom",),
            )


RULE = RegionRule(
    id="R132",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    check=_check,
)
