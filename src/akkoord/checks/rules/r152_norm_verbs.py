"""R152: Een bepaling staat in de tegenwoordige tijd, zonder "dienen te" en "moeten".

"Opdrachtnemer meldt" is een plicht; "Opdrachtnemer dient te melden" zegt hetzelfde met een woord meer, en laat
ruimte voor de vraag of het een advies is. Waar een plicht benoemd wordt, is het "is verplicht".

Fout:

    De aanbieder dient een incident te melden.

Goed:

    De aanbieder meldt een incident.
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

_NORM = pattern_of(
    r"(?<!\w)(?:(?:dient|dienen)(?=(?:(?!\bom\b)[^.;:])*?\bte\b)|moet|moeten|behoor(?:t|en)(?=\s+(?!tot\b)(?:\w+\s+){0,2}te\b))(?!\w)",
    re.IGNORECASE,
)


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    if passage.title:
        return
    for found in _NORM.finditer(passage.masked):
        after = passage.text[found.end() :].lstrip().lower()
        if not settings.excepts(found[0]) and not after.startswith(settings.texts("not_before")):
            message = f"`{found[0]}` in een bepaling; verwacht: de tegenwoordige tijd, of `is verplicht`"
            yield Finding(message, passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R152",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    switchable=True,
    settings=(Setting("not_before", ("worden verstaan",), "woorden waarvoor het woord geen norm is."),),
    check=_check,
)
