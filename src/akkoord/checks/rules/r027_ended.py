"""R027: Geen tekst laat een wet of een organisatie optreden na haar einde.

Een organisatie die is opgeheven, kan niets meer ontvangen of tekenen. De organisaties komen uit het profiel, met
hun laatste dag; wetten die vervallen zijn, uit de instelling. Ook wie bij de editie nog bestaat, doet niets meer op een
latere dag dan zijn laatste.

Fout:

    Meldingen gaan naar Serviceteam Voorbeeld.     (opgeheven op 31 december 2025, in een editie van 2026)

Goed:

    Meldingen gaan naar {{ uitvoeringsorganisatie.korte_naam }}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity, Span
from akkoord.diagnostics.dutch import long_date


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    ended = dict(_ended(view, settings))
    gone = {name for name, (last, _) in ended.items() if last < view.edition.date}
    if not ended:
        return
    pattern = pattern_of(
        r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(ended, key=len, reverse=True)) + r")(?!\w)"
    )
    for text, passage in view.passages:
        for found in pattern.finditer(passage.text):
            last, where = ended[found[0]]
            if found[0] not in gone and not _acts_later(passage.text, found, last):
                continue
            related = (Related(where, "hier staat het einde"),) if where is not None else ()
            before = "de datum van deze editie" if found[0] in gone else "de dag waarop het hier iets doet"
            message = f"`{found[0]}` is er sinds {long_date(last)} niet meer, vóór {before}"
            hints = ("noem wie ervoor in de plaats kwam: `{{ uitvoeringsorganisatie.korte_naam }}`",) if related else ()
            place = passage.place(found.start())
            yield Finding(message, place, found[0], "", hints, related, passage.article, text.kind)


def _acts_later(text: str, found: re.Match[str], last: date) -> bool:
    """Whether the sentence has the name do something on a day after its last: `meldt dit op 1 maart 2026 aan …`."""
    start = max(text.rfind(stop, 0, found.start()) for stop in (". ", "; ", "\n")) + 1
    stops = [at for stop in (". ", "; ", "\n") if (at := text.find(stop, found.end())) >= 0]
    return any(one.day is not None and one.day > last for one in dates_in(text[start : min(stops, default=len(text))]))


def _ended(view: SetView, settings: Settings) -> Iterator[tuple[str, tuple[date, Span | None]]]:
    for body in view.region.organisations:
        if body.valid_until is not None:
            for name in {body.name, body.short_name} - {""}:
                yield name, (body.valid_until, body.span)
    for line in settings.texts("ended"):
        name, _, day = line.rpartition(" ")
        try:
            last = date.fromisoformat(day)
        except ValueError:
            continue
        yield name, (last, None)


RULE = SetRule(
    id="R027",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting(
            "ended",
            (
                *("Wet op de jeugdzorg 2014-12-31", "Bureau Jeugdzorg 2014-12-31", "AWBZ 2014-12-31"),
                *("Wet bescherming persoonsgegevens 2018-05-24", "Wbp 2018-05-24"),
                *("Kwaliteitswet zorginstellingen 2015-12-31", "Wet klachtrecht cliënten zorgsector 2015-12-31"),
                *("Wet bijzondere opnemingen in psychiatrische ziekenhuizen 2019-12-31", "Wet Bopz 2019-12-31"),
                *("Wet toelating zorginstellingen 2021-12-31", "WTZi 2021-12-31"),
                *("Wet openbaarheid van bestuur 2022-04-30", "Wob 2022-04-30"),
            ),
            "wetten en organisaties met hun laatste dag.",
        ),
    ),
    check=_check,
)
