"""R194: Voor iedere gemeente en ieder perceel is er ten minste één aanbieder.

In een regio waar aanbieders kiezen voor welke gemeenten zij werken, kan een gat ontstaan dat in geen enkele
overeenkomst te zien is. De regel telt zodra één aanbieder `serves` heeft.

Fout:

    # perceel 3 heeft één aanbieder, met `serves: ["0193"]`; de andere gemeenten hebben niemand

Goed:

    # een tweede aanbieder van perceel 3 werkt voor alle gemeenten
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    providers = view.region_view.providers
    if not any(p.serves for p in providers):
        return
    for lot in view.region.lots:
        there = [p for p in providers if lot.number in p.lots]
        without = [m for m in view.region.municipalities if not any(not p.serves or m.code in p.serves for p in there)]
        if without and not lot.separate:
            names = ", ".join(m.name for m in without)
            message = f"perceel {lot.number} heeft niet in iedere gemeente een aanbieder"
            yield Finding(message, lot.span, names, "ten minste één aanbieder voor iedere gemeente")


RULE = SetRule(
    id="R194",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
