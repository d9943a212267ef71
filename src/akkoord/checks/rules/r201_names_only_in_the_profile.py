"""R201: In een clausule staat geen naam van de regio of van een gemeente: die komt uit het profiel.

Een getypte naam blijft staan wanneer de regio verandert, of wanneer een ander de clausule overneemt. Wat een feit
invult, telt niet. Dat ook het programma geen regio bij naam kent, bewaakt het zelf.

Fout:

    De jeugdhulp in Voorbeeldregio volgt deze visie.

Goed:

    De jeugdhulp in {{ regio }} volgt deze visie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    names = {text.region.name, *(m.name for m in text.region.municipalities)}
    words = pattern_of(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    for passage in (p for p in text.passages if p.clause):
        for found in words.finditer(passage.masked):
            place = passage.place(found.start())
            # what stands in a YAML file fills a name in, or is a name
            if place is not None and place.file.endswith(".md") and not settings.excepts(found[0]):
                yield Finding(
                    f"`{found[0]}` is getypt; verwacht: een feit van het profiel",
                    place,
                    found[0],
                    "een naam als `{{ regio }}`",
                    article=passage.article,
                )


RULE = TextRule(
    id="R201",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
