"""R115: Een uitstap uit het convenant is schriftelijk bevestigd voordat een volgende editie ingaat.

Datum en bericht zijn verplichte velden. De bevestiging legt de gevolgen vast: het hogere tarief vervalt de dag na de
laatste dag. Dat de tarieven die dag volgen, regelt het samenstellen zelf.

Fout:

    exit: {notified_on: 2023-10-02, decision: besluit bestuur, date: 2023-12-31}

Goed:

    exit: {notified_on: 2023-10-02, decision: besluit bestuur, date: 2023-12-31, confirmed_on: 2023-10-16}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    left = view.provider.exit
    if left is not None and left.confirmed_on is None and left.date < view.set.edition.date:
        yield Finding(
            "de uitstap is niet bevestigd, en de laatste dag is voorbij",
            left.span,
            long_date(left.date),
            "de datum van de brief bij `confirmed_on`",
            ("maak de uitstapbevestiging en verstuur haar",),
        )


RULE = ProviderRule(
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
