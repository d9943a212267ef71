"""R064: Een AGB-code heeft acht cijfers en is van de organisatie waarmee het contract is.

Met de AGB-code wordt gedeclareerd. Twee aanbieders met één code worden voor elkaar betaald; dat wordt bij het lezen
gezien, en ook dat de code acht cijfers heeft. Deze regel leest ook wat in een tekst staat. Of een code van een
praktijk of van een persoon is, zegt alleen het register van Vektis; dat is geen deel van een project.

Fout:

    met AGB-code 123456789

Goed:

    met AGB-code 01234567
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity

_NUMBER = pattern_of(r"\bAGB(?:-code)?(?:\s+is)?:?\s+([0-9][0-9. ]*[0-9])(?![0-9])", re.IGNORECASE)
_DIGITS = 8


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in _NUMBER.finditer(passage.text):
        digits = re.sub(r"\D", "", found[1])
        if len(digits) != _DIGITS and not settings.excepts(found[1]):
            message = f"een AGB-code heeft {_DIGITS} cijfers; hier staan er {len(digits)}"
            yield Finding(message, passage.place(found.start(1)), found[1], f"{_DIGITS} cijfers")


RULE = PassageRule(
    id="R064",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        "SCH003",
        "SCH005",
        "SPC003",
    ),
    check=_check,
)
