"""R068: Het uittreksel uit het handelsregister is niet ouder dan de regio vraagt.

Een bestuurder die een jaar geleden mocht tekenen, is misschien weg. De regel neemt de datum van het uittreksel, of van
het bewijsstuk bij een vertegenwoordiger, en de dag waarop het pakket van de editie wordt verstuurd (anders de datum van
de editie). Hoeveel maanden ertussen mogen liggen, staat in het profiel (`signing.register_extract_months`).

Een editie die een eerdere wijzigt, krijgt een opmerking in plaats van een fout. Ook wie een addendum tekent, moet dat
mogen. De partij is alleen al bekend, en haar bestand heeft één datum, voor alle edities samen: die van een nieuw
uittreksel zou ook op het voorblad van het eerdere pakket komen. Ga voor het verzenden na of wie tekent nog bevoegd is.

Fout:

    signing: {register_extract_months: 6, …}
    extract: {date: 2021-11-21, …}              # het pakket gaat op 16 december 2022

Goed:

    extract: {date: 2022-11-21, …}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Severity, Span
from akkoord.diagnostics.dutch import long_date
from akkoord.spec.days import months_later


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    del settings
    months = view.set.region.signing.register_extract_months
    pack, edition = view.set.region_view.pack, view.set.edition
    amends = edition.id in view.set.region.amends
    if months is None or not view.has(TextSort.AGREEMENT):
        return
    sending = pack.sending(edition.id) if pack is not None else None
    sent = sending.sent_on if sending is not None else edition.date
    oldest = months_later(sent, -months)
    for place, day in _dates(view):
        if day < oldest:
            message = f"het uittreksel is ouder dan {months} maanden op {long_date(sent)}, als het pakket gaat"
            expected = f"van {long_date(oldest)} of later"
            # Data have one extract for all editions: an error here would only go with a date wrong for the other.
            severity = Severity.NOTE if amends else None
            hints = ("ga na of wie tekent nog bevoegd is",) if amends else ()
            yield Finding(message, place, day.isoformat(), expected, hints, severity=severity)


def _dates(view: ProviderView) -> Iterator[tuple[Span, date]]:
    provider = view.provider
    if provider.extract is not None:
        yield provider.place("extract.date"), provider.extract.date
    for index, person in enumerate(provider.representatives):
        if person.evidence_on is not None and "uittreksel" in person.evidence.lower():
            yield provider.place(f"representatives.{index}.evidence_on"), person.evidence_on


RULE = ProviderRule(
    id="R068",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
