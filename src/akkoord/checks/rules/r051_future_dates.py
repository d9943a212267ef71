"""R051: Wat als gebeurd vermeld staat, is gebeurd: een besluit, volmacht of akte heeft geen datum in de toekomst.

Een getekend stuk noemt alleen in de toekomst wat nog komt: het ingaan, een einde, een termijn. Een besluit van volgende
maand is een tikfout, of bestaat nog niet, en een versie draagt geen datum die nog komt. In een tekst en op een
titelpagina telt de datum van de editie als vandaag, in de gegevens die van
de laatste editie; wat een aanbieder overkomt, heeft zijn eigen datum, en het besluit erover is niet van later.

Fout:

    admission: {date: 2023-06-01, decision: besluit van 12 juni 2023}

Goed:

    admission: {date: 2023-06-01, decision: besluit van 12 mei 2023}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import DATE, dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity, Span
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Provider, Region

_EDITION = "de datum van de editie"
_SIGNED = (TextSort.AGREEMENT, TextSort.COVENANT, TextSort.ANNEX, TextSort.ADDENDUM)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    today = view.edition.date
    words = "|".join(settings.texts("happened"))
    happened = pattern_of(
        rf"(?:{words})(?:\s+(?:is|[0-9]+(?:\.[0-9]+)*))?(?:\s+(?:van|op|d\.d\.)|,)\s+({DATE})", re.IGNORECASE
    )
    for text in view.texts:
        for title, place in text.cover if text.sort in _SIGNED else ():
            yield from (_late(day, today, place, _EDITION, text.kind, "") for day, _ in _later(happened, title, today))
    for text, passage in view.passages:
        if text.sort in _SIGNED:
            for words_of_day, at in _later(happened, passage.masked, today):
                if not settings.excepts(words_of_day):
                    place = passage.place(at)
                    yield _late(words_of_day, today, place, _EDITION, text.kind, passage.article)
    last = max(view.region_view.days, default=today)
    for provider in view.region_view.providers:
        yield from _of_data(_events(provider, last), provider.id)
    yield from _of_data(_grounds(view.region, last), "")


def _later(happened: Pattern, text: str, today: date) -> Iterator[tuple[str, int]]:
    """The dates after `today` of what `text` says has happened, each with where it begins."""
    for found in happened.finditer(text):
        day = next(dates_in(found[1])).day
        if day is not None and day > today:
            yield found[1], found.start(1)


def _of_data(texts: Iterator[tuple[str, Span, date, str]], provider: str) -> Iterator[Finding]:
    for text, place, limit, what in texts:
        for written in dates_in(text):
            if written.day is not None and written.day > limit:
                found = _late(written.text, limit, place, what, "", "")
                yield Finding(found.message, place, written.text, found.expected, provider=provider)


def _late(words: str, limit: date, place: Span | None, what: str, document: str, article: str) -> Finding:
    message = f"deze datum ligt na {what}, {long_date(limit)}"
    return Finding(message, place, words, f"uiterlijk {long_date(limit)}", document=document, article=article)


def _events(provider: Provider, today: date) -> Iterator[tuple[str, Span, date, str]]:
    """The decisions and deeds of a provider, each with the last day on which it can have been taken."""
    if provider.admission is not None:
        place = provider.place("admission.decision")
        yield provider.admission.decision, place, provider.admission.date, "de toelating"
    if provider.exit is not None:
        yield provider.exit.decision, provider.place("exit.decision"), provider.exit.date, "de uitstap"
    for index, extension in enumerate(provider.extensions):
        place = provider.place(f"extensions.{index}.decision")
        yield extension.decision, place, extension.notified_on, "de mededeling"
    for index, one in enumerate(provider.subcontractors):
        if one.approved_on is not None:
            place = provider.place(f"subcontractors.{index}.ground")
            yield one.ground, place, one.approved_on, "de toestemming"
    for index, before in enumerate(provider.predecessors):
        place = provider.place(f"predecessors.{index}.ground")
        yield before.ground, place, before.effective_on, "de overgang"
    for index, person in enumerate(provider.representatives):
        place = provider.place(f"representatives.{index}.ground")
        yield person.ground, place, today, "de datum van de editie"
    if provider.combination is not None:
        begin = max(today, provider.combination.valid_from)
        yield provider.combination.ground, provider.place("combination.ground"), begin, "het begin van de combinatie"


def _grounds(region: Region, today: date) -> Iterator[tuple[str, Span, date, str]]:
    for municipality in region.municipalities:
        yield municipality.power_of_attorney, municipality.span, today, "de datum van de editie"
    for body in region.organisations:
        yield body.ground, body.span, max(today, body.valid_from), "het begin van de organisatie"


RULE = SetRule(
    id="R051",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting(
            "happened",
            (
                *("besluit", "vergadering", "brief", "memo", "nota", "akte", "volmacht", "advies", "verslag"),
                *("vastgesteld", "besproken", "ondertekend", "goedgekeurd", "versie"),
            ),
            "woorden voor een datum van iets dat gebeurd is.",
        ),
    ),
    check=_check,
)
