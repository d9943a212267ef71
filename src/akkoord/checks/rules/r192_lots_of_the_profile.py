"""R192: Ieder perceel zegt welke soorten hulp erin zitten, of waarom het apart wordt ingekocht.

Uit de soorten hulp volgen de eenheden, de bekostiging en de bijlage. Een perceel zonder soorten is vergeten, of loopt
langs een andere weg: dan zegt `separate` welke.

Fout:

    - {number: 5, name: Ziekenhuiszorg}

Goed:

    - {number: 5, name: Ziekenhuiszorg, separate: eigen procedure, besluit van 2 februari 2021}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    known = {kind.kind for kind in view.region.lot_kinds}
    for lot in view.region.lots if known else ():
        if not lot.kinds and not lot.separate:
            yield Finding(
                f"perceel {lot.number} noemt geen soorten hulp, en niet dat het apart wordt ingekocht",
                lot.span,
                lot.name,
                f"`kinds` met een of meer van {', '.join(sorted(known))}, of `separate`",
            )


RULE = RegionRule(
    id="R192",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.SOURCE,),
    codes=(Held("SCH002", "`lots`", "region.yaml"),),
    check=_check,
)
