"""R062: Een KvK-nummer heeft acht cijfers, met zijn voorloopnullen.

Een nummer dat een rekenblad als getal las, is zijn nullen kwijt en hoort bij een ander of bij niemand. In de gegevens
staat het daarom tussen aanhalingstekens, en dat wordt bij het lezen gezien; deze regel leest ook de teksten.

Fout:

    ingeschreven onder KvK-nummer 1234567

Goed:

    ingeschreven onder KvK-nummer 01234567
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
    r"\bKvK(?:-nummers?| nummers?|-nr\.?)?(?:\s+van\s+[^.;0-9]{1,40}?)?(?:\s+(?:is|zijn|luidt|luiden))?"
    rf":?\s+{FIGURES}",
    re.IGNORECASE,
)
_REGISTERED = pattern_of(
    rf"\b(?:Kamer van Koophandel|KvK)\b(?!-)[^.;0-9]{{0,40}}\bnummer:?\s+{FIGURES}"
    r"(?!\s+in\s+het\s+handelsregister)",
    re.IGNORECASE,
)
_NUMBER_AT = pattern_of(
    rf"\bnummer\s(?:bij|van|in\shet\shandelsregister\svan)\s(?:de\s)?Kamer van Koophandel(?:\s+is)?:?\s+{FIGURES}",
    re.IGNORECASE,
)
_IN_REGISTER = pattern_of(
    rf"\b(?:nummer\s(?:in|van)\shet\shandelsregister|handelsregisternummer)(?:\s(?:is|luidt))?:?\s+{FIGURES}",
    re.IGNORECASE,
)
_DIGITS = 8


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    yield from wrong_length(
        passage, (_NUMBER, _REGISTERED, _NUMBER_AT, _IN_REGISTER), "een KvK-nummer", _DIGITS, settings
    )


RULE = PassageRule(
    id="R062",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH002", "`kvk`"),
        Held("SCH003", "`kvk`"),
        Held("SCH005", "`kvk`"),
        Held("SPC003", "KvK"),
        Held("SPC075", "KvK"),
    ),
    check=_check,
)
