"""R133: Een addendum noemt zijn grondslag, en iedere plaats die het wijzigt staat in die tekst.

"De tarieven worden aangepast" wijzigt niets. Iedere bepaling van een addendum noemt artikel, lid of onderdeel met de
hele nieuwe tekst; staat die plaats niet in de ondertekende tekst, of wordt zij twee keer gewijzigd, dan wordt het
addendum niet gemaakt. Dat de grondslag een vastgestelde, eerdere editie is, hoort daarbij.

Fout:

    Artikel 7 lid 12 komt te luiden: …     # artikel 7 heeft elf leden

Goed:

    Artikel 7 lid 11 komt te luiden: …
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R133",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("ADD001"),
        Held("ADD002"),
        Held("ADD006"),
        Held("ADD020"),
        Held("ADD021"),
    ),
)
