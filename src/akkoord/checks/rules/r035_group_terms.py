"""R035: Een naam voor een groep partijen staat voor die groep, en voor geen andere.

Een systeempartij is een aanbieder die aan het convenant gebonden is. Gemeenten en de uitvoeringsorganisatie zijn
partij, geen systeempartij, ook niet onder hun naam uit het profiel; een systeemaanbieder is alleen wie dat sub-perceel
heeft. Wie de woorden door elkaar gebruikt, weet niet meer wie een plicht heeft.

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
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    groups = "|".join(map(re.escape, settings.texts("groups")))
    names = {name for body in text.region.organisations for name in (body.name, body.short_name) if name}
    others = "|".join(map(re.escape, (*settings.texts("not_in_group"), *sorted(names))))
    if not groups or not settings.texts("not_in_group"):
        return
    group = pattern_of(rf"(?<!\w)(?:{groups})", re.IGNORECASE)
    for passage in text.passages:
        if group.search(passage.text) is not None:
            yield from _wrong_in(passage, groups, others, settings)


def _wrong_in(passage: Passage, groups: str, others: str, settings: Settings) -> Iterator[Finding]:
    group = settings.texts("groups")[0]
    between = r"(?:/|\(|\(of |of |oftewel |ofwel |dan wel |, ook wel |, ook |c\.q\. |, dat wil zeggen |is een |zijn )"
    same = rf"(?<!\w)({groups})(?:en|s)?\s*{between}(?:de |alle |een )?({groups})(?:en|s)?(?!\w)"
    for found in pattern_of(same, re.IGNORECASE).finditer(passage.masked):
        if found[1].casefold() != found[2].casefold():
            message = "twee namen voor groepen staan hier voor hetzelfde; verwacht: één naam"
            yield Finding(message, passage.place(found.start()), found[0].rstrip(), article=passage.article)
    be = r"(?:als|zijn|is|gelden als|geldt als|treden op als|treedt op als|worden aangemerkt als|wordt aangemerkt als)"
    within = r"(?:waaronder|zoals|met inbegrip van|inclusief|onder wie)"
    for wrong in (
        rf"(?<!\w)(?:{others})\s{be}(?:\s(?:ook|mede|eveneens))?(?:\seen)?\s({groups})(?:en|s)?(?!\w)",
        rf"(?<!\w)(?:{others})(?:,|\sen|\sof)\s(?:de\s)?(?:andere|overige)\s({groups})(?:en|s)?(?!\w)",
        rf"(?<!\w)({groups})(?:en|s)?,?\s{within}\s(?:de\s|het\s)?(?:{others})(?!\w)",
    ):
        for found in pattern_of(wrong, re.IGNORECASE).finditer(passage.text):
            message = f"wie hier `{group}` heet, hoort niet bij die groep"
            yield Finding(message, passage.place(found.start()), found[0], article=passage.article)


RULE = TextRule(
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
