"""R073: Elke onderaannemer heeft toestemming, een omschrijving van de hulp en een KvK-nummer.

Zonder toestemming werkt iemand die niemand heeft beoordeeld; zonder nummer weet niemand wie het is. Een onderaannemer
zonder toestemming komt in geen overeenkomst, en dat wordt bij het lezen gemeld; een nummer en de hulp zijn verplicht.

Fout:

    subcontractors: [{legal_name: Voorbeeld B.V., kvk: "00000101", notified_on: 2022-10-03, …}]

Goed:

    subcontractors: [{…, notified_on: 2022-10-03, approved_on: 2022-11-14, ground: besluit, …}]
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R073",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SPC073"),
        Held("SCH002", "`subcontractors`"),
        Held("SCH005", "`services`"),
    ),
)
