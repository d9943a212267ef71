"""R160: Er staan geen gegevens van een jeugdige in: geen burgerservicenummer en geen geboortedatum van een persoon.

Een voorbeeld uit een dossier dat in een bijlage terechtkomt, is een datalek met handtekeningen eronder. Een getal
van negen cijfers dat aan de elfproef voldoet, telt als burgerservicenummer, tenzij erbij staat dat het een RSIN is.

Fout:

    Bijvoorbeeld voor jeugdige 123456782 (burgerservicenummer).

Goed:

    Bijvoorbeeld voor een jeugdige met twee begeleiders.
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

# Not among letters: in the digest of a file, of which a text prints all 64 figures, nine may stand that could be one.
_NINE = pattern_of(
    r"(?<![\w.,-])\d{9}(?!\w|[.,-]\d)|(?<!\d)\d{4}[. ]\d{2}[. ]\d{3}(?!\d)|(?<!\d)\d{3} \d{3} \d{3}(?!\d)"
)
_NAMED = pattern_of(
    r"\b(?:burgerservicenummer|BSN)(?:\s(?:is|van\s[^.;0-9]{1,40}))?:?\s+(\d[\d .]{7,11}\d)(?![\d])", re.IGNORECASE
)
_OTHER = re.compile(r"(?:RSIN|fiscaal nummer|btw)[^.;]{0,20}$", re.IGNORECASE)
_BORN = pattern_of(r"(?<!\w)(?:geboren|geboortedatum)(?: op)?:? \d{1,2}[- ](?:\d{1,2}|[a-z]+)[- ]\d{4}", re.IGNORECASE)

_FIGURES = 9


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in _NINE.finditer(passage.text):
        if (
            eleven_test(found[0])
            and not _OTHER.search(passage.text[: found.start()])
            and not settings.excepts(found[0])
        ):
            message = "dit is een burgerservicenummer, of kan het zijn"
            yield Finding(message, passage.place(found.start()), found[0], hints=("haal het weg",))
    for found in _NAMED.finditer(passage.text):
        told = any(other.start() == found.start(1) for other in _NINE.finditer(passage.text))
        if not told and sum(map(str.isdecimal, found[1])) == _FIGURES and eleven_test(found[1]):
            message = "dit is een burgerservicenummer"
            yield Finding(message, passage.place(found.start(1)), found[1], hints=("haal het weg",))
    for found in _BORN.finditer(passage.text):
        yield Finding(
            "de geboortedatum van een persoon", passage.place(found.start()), found[0], hints=("haal haar weg",)
        )


def eleven_test(number: str) -> bool:
    """Whether nine digits are a BSN or RSIN: 9a+8b+7c+6d+5e+4f+3g+2h-i is a multiple of 11."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


RULE = PassageRule(
    id="R160",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.LAW,),
    check=_check,
)
