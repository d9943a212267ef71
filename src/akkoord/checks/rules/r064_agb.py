"""R064: Een AGB-code heeft acht cijfers en is van de organisatie waarmee het contract is.

Met de AGB-code wordt gedeclareerd. Twee aanbieders met één code worden voor elkaar betaald; dat wordt bij het lezen
gezien, en ook dat de code acht cijfers heeft. Deze regel leest ook wat in een tekst staat. Of een code van een
praktijk of van een persoon is, zegt alleen het register van Vektis; dat is geen deel van een project. Een tekst die
zelf zegt dat zij van een behandelaar is, wordt gevonden.

Fout:

    met AGB-code 123456789

Goed:

    met AGB-code 01234567
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.digits import FIGURES, wrong_length
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity

_NUMBER = pattern_of(
    r"\bAGB(?:[- ]codes?)?(?:\s\([a-z]+\))?(?:\s+van\s+[^.;0-9]{1,40}?)?(?:\s+(?:is|zijn|luidt))?"
    rf":?\s+{FIGURES}",
    re.IGNORECASE,
)
_OF_A_PERSON = pattern_of(
    r"\b(?:persoonlijke\sAGB(?:[- ]code)?|AGB(?:[- ]code)?\svan\s(?:de|een|zijn|haar|iedere|elke)\s(?:\w+e\s)?"
    r"(?:behandelaar|regiebehandelaar|hoofdbehandelaar|hulpverlener|jeugdhulpverlener|zorgverlener|zorgprofessional|professional"
    r"|psycholoog|psychiater|orthopedagoog|therapeut|arts|medewerker|jeugdarts|huisarts))(?!\w)",
    re.IGNORECASE,
)
_DIGITS = 8


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    yield from wrong_length(passage, (_NUMBER,), "een AGB-code", _DIGITS, settings)
    for found in _OF_A_PERSON.finditer(passage.text):
        if not settings.excepts(found[0]):
            message = "een AGB-code van een persoon; verwacht: die van de organisatie waarmee het contract is"
            yield Finding(message, passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R064",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH002", "`agb`"),
        Held("SCH003", "`agb`"),
        Held("SCH005", "`agb`"),
        Held("SPC003", "AGB"),
    ),
    check=_check,
)
