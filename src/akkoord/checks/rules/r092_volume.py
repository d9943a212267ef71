"""R092: Er is geen gegarandeerd volume, en de maximale waarde is niet lager dan de raming.

Een raamovereenkomst met een maximum belooft geen afname: een getal als ondergrens is er toch een. En een maximum onder
de raming is op voordat de overeenkomst om is. De regel leest overeenkomsten en bijlagen, en de feiten van het profiel.

Fout:

    De gemeente wijst minimaal 20 trajecten per jaar toe.

Goed:

    De gemeente wijst toe wat nodig is; uit de raming volgt geen recht op afname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from akkoord.checks.dutch import NUMBERS
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    units = "|".join(map(re.escape, settings.texts("units")))
    volume = re.compile(
        rf"\b(?:minimaal|ten minste|minstens|gegarandeerd(?:e)?|garandeert|verzekerd van)\s+(?:\w+\s+)?"
        rf"(?:{_WORDS}|[0-9][0-9.]*)\s+(?:\w+e\s+)?(?:{units})\b",
        re.IGNORECASE,
    )
    promised = re.compile(
        r"(?<!geen )\b(?:gegarandeerde\s(?:omzet|afname|productie)|(?:omzet|afname|volume)garantie"
        r"|garandeert(?:\s\w+)?\seen\s(?:\w+\s)?(?:omzet|afname|volume))\b",
        re.IGNORECASE,
    )
    gives = re.compile("|".join(settings.texts("gives")), re.IGNORECASE)
    for text, passage in view.passages:
        if text.sort in (TextSort.AGREEMENT, TextSort.ANNEX):
            for at, sentence in sentences_in(passage.text):
                volumes = [*volume.finditer(sentence)] if gives.search(sentence) else []
                for found in (*volumes, *(() if volumes else promised.finditer(sentence))):
                    if not settings.excepts(found[0]):
                        message = "een gegarandeerd volume in een overeenkomst die geen afname belooft"
                        place = passage.place(at + found.start())
                        yield Finding(message, place, found[0], article=passage.article, document=text.kind)
    low, high = view.fact(settings.text("estimate")), view.fact(settings.text("maximum"))
    if isinstance(low, int | Decimal) and isinstance(high, int | Decimal) and high < low:
        place = view.fact_place(settings.text("maximum"))
        related = (Related(view.fact_place(settings.text("estimate")), "de raming"),)
        yield Finding("de maximale waarde is lager dan de raming", place, str(high), f"ten minste {low}", (), related)


RULE = SetRule(
    id="R092",
    severity=Severity.WARNING,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting("estimate", "overeenkomst.waarde.geraamd", "het feit met de geraamde waarde."),
        Setting("maximum", "overeenkomst.waarde.maximaal", "het feit met de maximale waarde."),
        Setting(
            "units",
            (
                "trajecten",
                "uren",
                "etmalen",
                "jeugdigen",
                "opdrachten",
                "toewijzingen",
                "plaatsen",
                "plekken",
                "bedden",
                "uur hulp",
                "uur jeugdhulp",
                "uur begeleiding",
                "uur behandeling",
            ),
            "waarin een volume telt.",
        ),
        Setting(
            "gives",
            (r"\bafname\b", r"\bneemt\b", r"\bkoopt\b", r"\bwijst\b", r"\bgarandeer", r"\bkrijgt\b", r"\bgeplaatst\b"),
            "woorden waaraan een toezegging te kennen is (reguliere expressies).",
        ),
    ),
    check=_check,
)
