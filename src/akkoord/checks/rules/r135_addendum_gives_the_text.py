"""R135: Het addendum, uitgevoerd op de ondertekende tekst, geeft precies de doorlopende tekst.

Bij iedere build wordt het addendum bepaling voor bepaling uitgevoerd op de grondslag, en wordt de uitkomst regel voor
regel met de nieuwe tekst vergeleken: woorden, nummers en niveaus. Bij een verschil wordt het addendum niet gemaakt.

Fout:

    # het addendum wijzigt lid 2; in de doorlopende tekst is ook lid 3 anders

Goed:

    # het addendum wijzigt lid 2 en lid 3; de doorlopende tekst verschilt alleen daar
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R135",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    codes=(Held("ADD004"),),
)
