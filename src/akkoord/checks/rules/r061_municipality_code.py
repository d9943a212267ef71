"""R061: De code van een gemeente heeft vier cijfers, en is van één gemeente.

De CBS-code is waaraan elk ander systeem een gemeente kent, met voorloopnul. Of een code bij de naam hoort, staat in de
lijst van het CBS, die geen deel is van een project: dat kijkt wie het profiel maakt één keer na. Een code die twee
gemeenten hebben, of die een initiatief noemt en die er niet is, wordt bij het lezen gezien.

Fout:

    - {code: "123", name: Noorddorp, …}

Goed:

    - {code: "0123", name: Noorddorp, …}
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R061",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.PUBLIC,),
    codes=(
        Held("SCH003", "`code`"),
        Held("SCH005", "`code`"),
        Held("SPC002", "de gemeentecode"),
        Held("SPC021"),
    ),
)
