"""R066: Een postcode bestaat: vier cijfers die niet met 0 beginnen, een spatie en twee letters.

De lettercombinaties SA, SD en SS zijn nooit uitgegeven. Een verkeerde postcode in het adres van een partij maakt een
aangetekende brief onbestelbaar. De regel kijkt naar de adressen van aanbieders en organisaties.

Fout:

    address: {street: Voorbeeldstraat 1, postcode: 8000 SA, place: Voorbeeldstad}

Goed:

    address: {street: Voorbeeldstraat 1, postcode: 8000 GA, place: Voorbeeldstad}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R066",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=("SCH005",),
)
