"""R186: De tekst van ieder bestand is de vastgestelde tekst.

Geen regel verdwijnt en geen getal verandert bij het maken. Bij iedere build worden DOCX en PDF teruggelezen door
andere programma's dan die ze schreven, en woord voor woord vergeleken met elkaar en met de samengestelde tekst:
nummers, tabellen in volgorde en voetnoten. Bij een verschil wordt het pakket niet vervangen.

Fout:

    # in de tekst staat "tien dagen", in de DOCX "elf dagen"

Goed:

    # DOCX, PDF en tekst zeggen hetzelfde
"""

from __future__ import annotations

from akkoord.checks.rule import Basis, Held, HeldRule, Scope
from akkoord.diagnostics import Severity

RULE = HeldRule(
    id="R186",
    severity=Severity.ERROR,
    scope=(Scope.FILE,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("PRF001"),
        Held("PRF002"),
        Held("PRF003"),
        Held("PRF004"),
    ),
)
