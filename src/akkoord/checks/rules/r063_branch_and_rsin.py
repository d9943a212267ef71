"""R063: Een vestigingsnummer heeft twaalf cijfers, en een RSIN negen die aan de elfproef voldoen.

Het laatste cijfer van een RSIN volgt uit de andere: een verschrijving valt zo op. Het aantal cijfers in de
gegevens wordt bij het lezen gezien; deze regel doet de elfproef, en leest ook de nummers in een tekst.

Fout:

    rsin: "123456789"

Goed:

    rsin: "123456782"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from akkoord.checks.digits import FIGURES, wrong_length
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_RSIN = pattern_of(rf"\bRSIN(?:-nummer)?(?:\s+is)?:?\s+{FIGURES}", re.IGNORECASE)
_BRANCH = pattern_of(rf"\bvestigingsnummer(?:\s+is)?:?\s+{FIGURES}", re.IGNORECASE)
_BRANCH_DIGITS = 12
_ELEVEN = "dit RSIN voldoet niet aan de elfproef"


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for provider in view.region_view.providers:
        if provider.rsin and not _eleven(provider.rsin) and not settings.excepts(provider.rsin):
            yield Finding(_ELEVEN, provider.place("rsin"), provider.rsin, provider=provider.id)
    for text, passage in view.passages:
        found = [
            *wrong_length(passage, (_RSIN,), "een RSIN", len(_WEIGHTS), settings),
            *wrong_length(passage, (_BRANCH,), "een vestigingsnummer", _BRANCH_DIGITS, settings),
        ]
        for written in _RSIN.finditer(passage.text):
            digits = re.sub(r"\D", "", written[1])
            if len(digits) == len(_WEIGHTS) and not _eleven(digits) and not settings.excepts(written[1]):
                found.append(Finding(_ELEVEN, passage.place(written.start(1)), written[1]))
        yield from (replace(one, document=text.kind, article=passage.article) for one in found)


def _eleven(digits: str) -> bool:
    """Whether the figures pass the test of eleven; a number of another length is no concern of it."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11 == 0


RULE = SetRule(
    id="R063",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH003", "`branch_number`"),
        Held("SCH005", "`branch_number`"),
        Held("SCH003", "`rsin`"),
        Held("SCH005", "`rsin`"),
    ),
    check=_check,
)
