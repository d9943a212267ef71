"""R005: Geen artikel of kop is er alleen om een nummer bezet te houden.

"Gereserveerd" of "n.v.t." zegt niet wat is afgesproken en roept de vraag op wat er had moeten staan. Wat er niet is,
krijgt geen nummer; wat vervalt, heeft een versie met de status `vervallen` en houdt zo zijn nummer.

Fout:

    Artikel 9 Gereserveerd

Goed:

    Artikel 9 Onderaanneming (vervallen)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity

_OPEN = re.compile(
    r"(?:dit\s(?:artikel|lid|onderdeel|punt|hoofdstuk|nummer)\s(?:is|blijft)\s)?"
    r"(?:gereserveerd|vrijgehouden|opengehouden|leeg\sgelaten)(?:\s(?:voor|ten\sbehoeve\svan)\s[^.;]{1,60})?",
    re.IGNORECASE,
)
"""What keeps a number taken in a sentence: `Dit lid is gereserveerd voor later gebruik.`"""


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    words = passage.text.strip(" .[]()–-").lower()
    if _OPEN.fullmatch(words) or any(words == empty.strip(".") for empty in settings.texts("words")):
        message = "hier staat alleen dat er niets staat; verwacht: een afspraak, of geen artikel"
        hint = "haal het deel uit het document, of maak een versie met de status `vervallen`"
        yield Finding(message, passage.place(0), passage.text.strip(), hints=(hint,))


RULE = PassageRule(
    id="R005",
    severity=Severity.WARNING,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting(
            "words",
            ("gereserveerd", "n.v.t", "nvt", "niet van toepassing", "leeg", "blanco", "reserve"),
            "woorden die alleen een plaats bezet houden.",
        ),
    ),
    check=_check,
)
