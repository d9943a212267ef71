"""R085: Elk tarief heeft een code, een eenheid, een bedrag en een ingangsdatum, en elke code staat er één keer.

Twee bedragen voor één code op één dag maken een declaratie onbeslisbaar. Een bedrag is groter dan nul en heeft twee
decimalen: `60` en `60.5` zijn vaker een verschrijving dan een bedrag. Dit wordt bij het lezen van `rates.yaml` gezien.

Fout:

    - {code: 2-F1, kind: ambulant, description: hulp, unit: uur, base: 50, amount: 51.00}

Goed:

    - {code: 2-F1, kind: ambulant, description: hulp, unit: uur, base: 50.00, amount: 51.00}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R085",
    severity=Severity.ERROR,
    scope=(Scope.ANNEX,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH001", "`rows`"),
        Held("SCH002", "`rows`"),
        Held("SCH002", "`valid_from`", "rates.yaml"),
        Held("SCH003", "`rows`"),
        Held("SCH005", "`rows`"),
        Held("SCH007", "`rows`"),
        Held("RTE001"),
        Held("SPC002", "de tariefcode"),
    ),
)
