"""R027: Geen tekst laat een wet of een organisatie optreden na haar einde.

Een organisatie die is opgeheven, kan niets meer ontvangen of tekenen. De organisaties komen uit het profiel, met
hun laatste dag; wetten die vervallen zijn, uit de instelling.

Fout:

    Meldingen gaan naar Serviceteam Voorbeeld.     (opgeheven op 31 december 2025, in een editie van 2026)

Goed:

    Meldingen gaan naar {{ uitvoeringsorganisatie.korte_naam }}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity, Span
from akkoord.diagnostics.dutch import long_date


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    ended = dict(_ended(view, settings))
    if not ended:
        return
    pattern = pattern_of(
        r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(ended, key=len, reverse=True)) + r")(?!\w)"
    )
    for text, passage in view.passages:
        for found in pattern.finditer(passage.text):
            last, where = ended[found[0]]
            related = (Related(where, "hier staat het einde"),) if where is not None else ()
            message = f"`{found[0]}` is er sinds {long_date(last)} niet meer, vóór de datum van deze editie"
            hints = ("noem wie ervoor in de plaats kwam: `{{ uitvoeringsorganisatie.korte_naam }}`",) if related else ()
            place = passage.place(found.start())
            yield Finding(message, place, found[0], "", hints, related, passage.article, text.kind)


def _ended(view: SetView, settings: Settings) -> Iterator[tuple[str, tuple[date, Span | None]]]:
    for body in view.region.organisations:
        if body.valid_until is not None and body.valid_until < view.edition.date:
            for name in {body.name, body.short_name} - {""}:
                yield name, (body.valid_until, body.span)
    for line in settings.texts("ended"):
        name, _, day = line.rpartition(" ")
        try:
            last = date.fromisoformat(day)
        except ValueError:
            continue
        if last < view.edition.date:
            yield name, (last, None)


RULE = SetRule(
    id="R027",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting(
            "ended",
            ("Wet op de jeugdzorg 2014-12-31", "Wet bescherming persoonsgegevens 2018-05-24", "AWBZ 2014-12-31"),
            "wetten en organisaties met hun laatste dag.",
        ),
    ),
    check=_check,
)
