"""R037: Een afkorting is bij het eerste gebruik voluit geschreven.

"KPI", "SPUK" en "GI" zijn voor wie het stuk maakt gewone woorden, en voor wie tekent niet. Een afkorting is bekend
als zij tussen haakjes achter haar woorden staat, een vorm van een term is, of in de instelling staat.

Fout:

    De aanbieder rapporteert over de KPI.

Goed:

    De aanbieder rapporteert over de kritieke prestatie-indicatoren (KPI). Een KPI ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_ABBREVIATION = re.compile(r"(?<![\w.’'/-])(?<![0-9]{2} )[A-Z]{2,6}(?:’s)?(?![\w’'])")
_ROMAN = re.compile(r"[IVXLC]+")
_EXPLAINED = re.compile(r"\(([A-Z]{2,6})(?:’s)?\)|([A-Z]{2,6})(?:-\w+)? \([a-z]")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    names = [
        view.region.name,
        *(b.short_name for b in view.region.organisations),
        *(b.name for b in view.region.organisations),
    ]
    names += [form for d in view.definitions for form in d.forms]
    known = {word for name in names for word in _ABBREVIATION.findall(name)} | set(settings.texts("known"))
    for _, passage in view.passages:
        known |= {one or other for one, other in _EXPLAINED.findall(passage.text)}
    said: set[str] = set()
    for text, passage in view.passages:
        for found in _ABBREVIATION.finditer(passage.masked):
            word = found[0].removesuffix("’s")
            if word in known or word in said or _ROMAN.fullmatch(word) or settings.excepts(word):
                continue
            said.add(word)
            message = "deze afkorting is nergens voluit geschreven"
            hint = f"schrijf bij het eerste gebruik de woorden, met `({word})` erachter"
            place = passage.place(found.start())
            yield Finding(message, place, word, hints=(hint,), article=passage.article, document=text.kind)


RULE = SetRule(
    id="R037",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting(
            "known",
            (
                *("AGB", "AVG", "BIG", "BTW", "BV", "BW", "CBS", "EU", "EUR", "GGD", "GGZ", "IBAN", "ICT", "ISO"),
                *("KvK", "LVB", "NEN", "NL", "NV", "PDF", "SHA", "SKJ", "TLS", "UTC", "VNG", "VOG", "VWS", "XML"),
            ),
            "afkortingen die iedereen kent.",
        ),
    ),
    needs=Needs.DOCUMENTS,
    check=_check,
)
