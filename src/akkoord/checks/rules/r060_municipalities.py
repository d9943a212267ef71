"""R060: Waar de gemeenten worden opgesomd of geteld, zijn het die van het profiel.

Een gemeente die in een getypte lijst ontbreekt, is geen partij. De regel vindt een alinea die meer dan de helft van de
gemeenten met naam typt en er een mist, en een getypt aantal gemeenten dat niet het aantal van het profiel is.

Fout:

    De elf gemeenten: Noorddorp, Oostdorp, …     # Zuiddorp ontbreekt

Goed:

    De {{ gemeenten | aantal_in_woorden }} gemeenten: {{ gemeenten | namen | opsomming }}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted((w for w in NUMBERS if w != "een"), key=len, reverse=True))
_COUNT = pattern_of(rf"(?<!\w)(?:de|alle)\s+({_WORDS}|[0-9]{{1,3}})\s+gemeenten\b", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    names = [municipality.name for municipality in view.region.municipalities]
    related = (Related(view.region.place("municipalities"), "de gemeenten van het profiel"),)
    for text, passage in view.passages:
        if text.sort not in (TextSort.AGREEMENT, TextSort.COVENANT):
            continue
        typed = passage.masked
        there = [name for name in names if name in typed and _whole(name).search(typed)]
        missing = [name for name in names if name not in there]
        if missing and len(there) * 2 > len(names) and not all(settings.excepts(name) for name in missing):
            message = f"in deze opsomming van gemeenten ontbreekt {' en '.join(missing)}"
            at = min(typed.find(name) for name in there)
            first = next(name for name in there if typed.startswith(name, at))
            hint = "schrijf `{{ gemeenten | namen | opsomming }}`"
            place = passage.place(at)
            yield Finding(message, place, first, ", ".join(names), (hint,), related, passage.article, text.kind)
        for found in _COUNT.finditer(passage.text):
            if number_of(found[1]) != len(names):
                message = f"het profiel heeft {len(names)} gemeenten"
                place = passage.place(found.start(1))
                yield Finding(message, place, found[1], str(len(names)), (), related, passage.article, text.kind)


def _whole(name: str) -> Pattern:
    return pattern_of(rf"(?<!\w){re.escape(name)}(?!\w)")


RULE = SetRule(
    id="R060",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.SOURCE,),
    check=_check,
)
