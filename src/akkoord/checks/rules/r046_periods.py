"""R046: Een periode begint voor zij eindigt, en een termijn ligt niet na waar zij voor dient.

In de gegevens wordt dat bij het lezen gezien: een einde voor een begin, een antwoord na de vergadering. In teksten
kijkt de regel naar elke periode met twee hele datums, en naar "uiterlijk … voor …" met twee datums. Zij kijkt ook of
tarieven zijn meegedeeld voor zij ingaan.

Fout:

    De proef duurt van 1 maart 2024 tot en met 31 december 2023.

Goed:

    De proef duurt van 1 maart 2023 tot en met 31 december 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.dates import DATE, dates_in, periods_in
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import MONTHS, long_date

_BEFORE = pattern_of(
    rf"\b(?:uiterlijk|voor|vóór)\s+(?:op\s+)?({DATE})(?:,|\s+ingediend|\s+ontvangen)?[^.;]{{0,60}}?"
    rf"\b(?:voor|vóór)\s+(?:de|het)\s+\w+\s+(?:van|op)\s+({DATE})",
    re.IGNORECASE,
)


_MONTHS = pattern_of(
    rf"\b(?:van|vanaf)\s+({'|'.join(MONTHS)})\s+([0-9]{{4}})\s+tot(?:\s+en\s+met|\s+aan)?\s+({'|'.join(MONTHS)})\s+([0-9]{{4}})"
    r"(?![0-9])",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    del settings
    for text, passage in view.passages:
        for found in _in_text(passage):
            yield Finding(
                found.message,
                found.span,
                found.found,
                found.expected,
                article=passage.article,
                document=text.kind,
            )
    for rates in view.region_view.rates.sets if view.region_view.rates is not None else ():
        if rates.announced_on is not None and rates.announced_on > rates.valid_from:
            begin = long_date(rates.valid_from)
            message = f"de tarieven zijn meegedeeld na de dag waarop zij ingaan, {begin}"
            related = (Related(rates.span, "de tarieven"),)
            yield Finding(message, rates.span, long_date(rates.announced_on), f"uiterlijk op {begin}", related=related)


def _in_text(passage: Passage) -> Iterator[Finding]:
    for period in periods_in(passage.text):
        if period.days is not None and period.days[1] < period.days[0]:
            words = passage.text[period.first.start : period.last.end]
            message = "deze periode eindigt voor zij begint"
            yield Finding(message, passage.place(period.first.start), words, f"een einde na {period.first.text}")
    for found in _MONTHS.finditer(passage.text):
        if (int(found[4]), MONTHS.index(found[3].lower())) < (int(found[2]), MONTHS.index(found[1].lower())):
            message = "deze periode eindigt voor zij begint"
            words = f"een einde na {found[1]} {found[2]}"
            yield Finding(message, passage.place(found.start(1)), passage.text[found.start(1) : found.end()], words)
    for found in _BEFORE.finditer(passage.text):
        deadline, event = (next(dates_in(found[group])).day for group in (1, 2))
        if deadline is not None and event is not None and deadline > event:
            message = "deze termijn ligt na de dag waar zij voor dient"
            yield Finding(message, passage.place(found.start(1)), found[1], f"uiterlijk op {long_date(event)}")


RULE = SetRule(
    id="R046",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SPC022"),
        Held("SPC071", "geldt tot en met"),
    ),
    check=_check,
)
