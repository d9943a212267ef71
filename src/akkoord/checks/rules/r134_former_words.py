"""R134: Wat een addendum vervangt, staat letterlijk in de geldende tekst.

Een addendum dat "tien dagen" vervangt in een tekst waar "tien werkdagen" staat, is op een concept gemaakt. Woorden die
worden vervangen, staan precies één keer op de genoemde plaats.

Fout:

    In artikel 8 lid 2 wordt "binnen tien dagen na ontvangst" vervangen door …   # er staat "binnen tien werkdagen"

Goed:

    In artikel 8 lid 2 wordt "binnen tien werkdagen na ontvangst" vervangen door …
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R134",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    codes=(Held("ADD003"),),
)
