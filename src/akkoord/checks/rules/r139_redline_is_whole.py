"""R139: Een redline toont iedere invoeging, doorhaling en verplaatsing: niets verandert zonder merkteken.

Van iedere redline wordt voor het schrijven bewezen dat alles verwerpen de oude en alles aanvaarden de nieuwe tekst
geeft. Een getal dat buiten de merktekens verandert, maakt dat bewijs onmogelijk; dan wordt de redline niet geschreven.

Fout:

    # "tien" werd "twaalf" in de gewone tekst, zonder merkteken

Goed:

    # "tien" staat doorgehaald, "twaalf" ingevoegd
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R139",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    codes=(Held("RDL010"),),
)
