"""R063: Een vestigingsnummer heeft twaalf cijfers, en een RSIN negen die aan de elfproef voldoen.

Het laatste cijfer van een RSIN volgt uit de andere: een verschrijving valt zo op. Het aantal cijfers wordt bij het
lezen gezien; deze regel doet de elfproef.

Fout:

    rsin: "123456789"

Goed:

    rsin: "123456782"
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    for provider in view.providers:
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, provider.rsin, strict=False))
        if provider.rsin and total % 11 and not settings.excepts(provider.rsin):
            message = "dit RSIN voldoet niet aan de elfproef"
            yield Finding(message, provider.place("rsin"), provider.rsin, provider=provider.id)


RULE = RegionRule(
    id="R063",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=("SCH005",),
    check=_check,
)
