"""R089: De eenheid van een tarief past bij de soort hulp, en de soort hulp bij het perceel.

Ambulante hulp telt in uren, wonen en verblijf in etmalen. Een etmaaltarief voor hulp thuis is niet te declareren. Welke
soorten er zijn en in welke eenheden zij tellen, staat in het profiel bij `lot_kinds`.

Fout:

    lot_kinds: [{kind: ambulant, units: [uur, minuut]}]
    - {code: 2-F1, kind: ambulant, unit: etmaal, …}

Goed:

    - {code: 2-F1, kind: ambulant, unit: uur, …}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R089",
    severity=Severity.ERROR,
    scope=(Scope.ANNEX,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("SPC053"),
        Held("SPC054"),
    ),
)
