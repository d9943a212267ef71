"""R072: Een combinatie noemt haar penvoerder en al haar leden, en elk lid tekent of geeft een volmacht.

Wie niet bij de leden staat, is niet gebonden; wie niet tekent en geen volmacht gaf, ook niet. Dat de penvoerder een lid
is, elk lid een eigen bestand heeft en bij tekenen door de penvoerder de volmacht er staat, wordt bij het lezen gezien.

Fout:

    combination: {lead: voorbeeld-thuisbasis, signing: lead, …}     # geen power_of_attorney

Goed:

    combination: {lead: voorbeeld-thuisbasis, signing: lead, power_of_attorney: volmacht van 1 november 2022, …}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R072",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SPC074", "penvoerder"),
        Held("SPC074", "het lid "),
        Held("SPC076"),
        Held("SPC077"),
        Held("SCH002", "`combination`"),
        Held("SCH005", "`combination`"),
    ),
)
