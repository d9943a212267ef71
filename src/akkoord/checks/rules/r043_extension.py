"""R043: Een verlenging is op tijd en schriftelijk meegedeeld, en sluit aan op wat voorafging.

Zonder mededeling op tijd eindigt een overeenkomst vanzelf, en valt er niets meer te verlengen. Bij het lezen van de
gegevens wordt elke verlenging gehouden tegen de termijn van het profiel en tegen de verlenging ervoor.

Fout:

    extensions: [{until: 2026-12-31, decision: besluit, notified_on: 2024-11-14}]

Goed:

    extensions: [{until: 2026-12-31, decision: besluit, notified_on: 2024-05-14}]
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R043",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SPC017"),
        Held("SPC022", "`until`"),
        Held("SPC081", "meegedeeld"),
        Held("SCH002", "`extensions`"),
        Held("SCH005", "`extensions`"),
    ),
)
