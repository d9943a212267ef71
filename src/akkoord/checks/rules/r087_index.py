"""R087: Een nieuw tarief is het oude maal de index, afgerond zoals afgesproken, en de index heeft een bron en een jaar.

Wie 2,5% aankondigt en 3% toepast, betaalt te veel of te weinig aan iedereen. Bij het lezen wordt elk bedrag nagerekend:
het basisbedrag is dat van het jaar ervoor, en `amount` is dat maal één plus de index, afgerond op centen.

Fout:

    index: {percentage: 2.50, year: 2023, …}
    - {code: 2-F1, base: 50.00, amount: 51.50, …}

Goed:

    - {code: 2-F1, base: 50.00, amount: 51.25, …}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R087",
    severity=Severity.ERROR,
    scope=(Scope.ANNEX,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SPC050"),
        Held("SPC051", "× ("),
        Held("SPC055"),
        Held("SCH002", "`index`"),
        Held("SCH005", "`index`", "rates.yaml"),
    ),
)
