"""R115: Een uitstap uit het convenant is schriftelijk bevestigd voordat een volgende editie ingaat.

Datum en bericht zijn verplichte velden. De bevestiging legt de gevolgen vast: het hogere tarief vervalt de dag na de
laatste dag. Een tekst die mondeling laat uitstappen, is ook fout. Dat de tarieven die dag volgen, regelt het
samenstellen zelf.

Fout:

    exit: {notified_on: 2023-10-02, decision: besluit bestuur, date: 2023-12-31}

Goed:

    exit: {notified_on: 2023-10-02, decision: besluit bestuur, date: 2023-12-31, confirmed_on: 2023-10-16}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date

_LEAVES = pattern_of(r"(?<!\w)(?:uitstap\w*|uittre(?:edt|den|ding)|stapt\s[^.;]{0,30}uit)(?!\w)", re.IGNORECASE)
_ORAL = pattern_of(
    r"(?<!\w)(?<!niet )(?<!nooit )(?<!niet alleen )(?:mondeling(?:e)?|telefonisch(?:e)?)(?!\w)", re.IGNORECASE
)
_BESIDE = re.compile(r"(?<!\w)(?:(?<!of\s)schriftelijk(?!e?\sof\b)|toelicht|toegelicht)", re.IGNORECASE)
"""What is said beside an exit that is in writing, as an explanation; `schriftelijk of mondeling` leaves a choice."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for provider in view.region_view.providers:
        left = provider.exit
        if left is not None and left.confirmed_on is None and left.date < view.edition.date:
            yield Finding(
                "de uitstap is niet bevestigd, en de laatste dag is voorbij",
                left.span,
                long_date(left.date),
                "de datum van de brief bij `confirmed_on`",
                ("maak de uitstapbevestiging en verstuur haar",),
            )
    for text, passage in view.passages:
        for at, sentence in sentences_in(passage.masked) if _LEAVES.search(passage.masked) is not None else ():
            found = _ORAL.search(sentence)
            if found is not None and _LEAVES.search(sentence) is not None and _BESIDE.search(sentence) is None:
                place = passage.place(at + found.start())
                message = "een uitstap is schriftelijk"
                yield Finding(message, place, found[0], "schriftelijk", (), (), passage.article, text.kind)


RULE = SetRule(
    id="R115",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("SCH002", "`exit`"),
        Held("SCH005", "`exit`"),
        Held("SPC081", "gemeld op"),
        Held("SPC022", "`confirmed_on`"),
    ),
    check=_check,
)
