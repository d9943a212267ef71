"""R035: Een naam voor een groep partijen staat voor die groep, en voor geen andere.

Een systeempartij is een aanbieder die aan het convenant gebonden is. Gemeenten en de uitvoeringsorganisatie zijn
partij, geen systeempartij; een systeemaanbieder is alleen wie dat sub-perceel heeft. Wie de woorden door elkaar
gebruikt, weet niet meer wie een plicht heeft.

Fout:

    De systeempartijen (systeemaanbieders) en de gemeenten als systeempartij melden dit.

Goed:

    De systeempartijen en de gemeenten melden dit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    groups = "|".join(map(re.escape, settings.texts("groups")))
    others = "|".join(map(re.escape, settings.texts("not_in_group")))
    if not groups or not others:
        return
    group = settings.texts("groups")[0]
    between = r"(?:/|\(|\(of |of |oftewel |dan wel |, ook wel |c\.q\. )"
    same = rf"(?<!\w)({groups})(?:en|s)?\s*{between}\s*({groups})(?:en|s)?(?!\w)"
    for found in pattern_of(same, re.IGNORECASE).finditer(passage.masked):
        if found[1].casefold() != found[2].casefold():
            message = "twee namen voor groepen staan hier voor hetzelfde; verwacht: één naam"
            yield Finding(message, passage.place(found.start()), found[0].rstrip())
    wrong = rf"(?<!\w)(?:{others})\s(?:als|zijn|is een|zijn ook|is ook een)\s({groups})(?:en|s)?(?!\w)"
    for found in pattern_of(wrong, re.IGNORECASE).finditer(passage.masked):
        message = f"wie hier `{group}` heet, hoort niet bij die groep"
        yield Finding(message, passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R035",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "groups", ("systeempartij", "systeemaanbieder"), "namen voor groepen partijen, elk met een eigen betekenis."
        ),
        Setting(
            "not_in_group", ("gemeente", "gemeenten", "uitvoeringsorganisatie"), "wie in geen van die groepen hoort."
        ),
    ),
    check=_check,
)
