"""R041: Een overeenkomst duurt met al haar verlengingen niet langer dan de langste looptijd.

Een verlenging na het uiterste einde is een nieuwe opdracht zonder aanbesteding. Bij het lezen van de gegevens wordt
elke verlenging gehouden tegen het eerste einde met het hoogste aantal jaren erbij. Dat het uiterste einde zelf de som
daarvan is, ziet R191; een getypte datum in een tekst, R040.

Fout:

    extensions: [{until: 2031-12-31, decision: besluit, notified_on: 2024-05-14}]

Goed:

    extensions: [{until: 2030-12-31, decision: besluit, notified_on: 2024-05-14}]
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R041",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.SOURCE,),
    codes=(Held("SPC082"),),
)
