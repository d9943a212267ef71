"""R161: Contactgegevens zijn van een functie, niet van een persoon.

Een mobiel nummer of een e-mailadres op naam is volgend jaar van een ander, en hoort niet in een openbaar stuk.
Gebruik de postbus van de functie.

Fout:

    Meldingen gaan naar j.jansen@gemeente.example of 06-12345678.

Goed:

    Meldingen gaan naar contractbeheer@gemeente.example.
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

_MOBILE = pattern_of(r"(?<![\d-])(?:\+31 ?6|0031 ?6|06)[- ]?(?:\d[- ]?){7}\d(?!\d)")
_NAMED = pattern_of(
    r"(?<![\w.-])[a-z](?:\.[a-z])*\.(?:(?:van|de|der|den|te|ten)\.?)*[a-z-]{2,}@[\w.-]+\w", re.IGNORECASE
)

_FIRST_NAMES = (
    *(
        "anna",
        "anne",
        "arjan",
        "bart",
        "bas",
        "bert",
        "carla",
        "daan",
        "dennis",
        "edwin",
        "ellen",
        "els",
        "emma",
        "eric",
    ),
    *("erik", "esther", "eva", "frank", "geert", "hans", "henk", "ilse", "ingrid", "jan", "jeroen", "joost", "karin"),
    *("kees", "laura", "lisa", "maria", "marieke", "mark", "martijn", "mieke", "paul", "peter", "petra", "piet", "rob"),
    *("ruud", "sandra", "sara", "saskia", "simone", "sophie", "thomas", "tim", "tom", "willem", "wim", "yvonne"),
)
_NAMED_IN_FULL = pattern_of(rf"(?<![\w.-])(?:{'|'.join(_FIRST_NAMES)})[._-][a-z.-]{{2,}}@[\w.-]+\w", re.IGNORECASE)


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in _MOBILE.finditer(passage.text):
        if not settings.excepts(found[0]):
            yield Finding("een mobiel nummer van een persoon", passage.place(found.start()), found[0])
    for found in (*_NAMED.finditer(passage.text), *_NAMED_IN_FULL.finditer(passage.text)):
        if not settings.excepts(found[0]):
            hint = "gebruik de postbus van de functie"
            yield Finding("een e-mailadres op naam", passage.place(found.start()), found[0], hints=(hint,))


RULE = PassageRule(
    id="R161",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
