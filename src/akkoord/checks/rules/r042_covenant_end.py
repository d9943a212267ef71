"""R042: Een partij is aan het convenant gebonden zolang haar raamovereenkomst loopt, niet langer.

Het convenant volgt de raamovereenkomst. Eindigt die van een aanbieder eerder, dan eindigt ook zijn deelname: een
uitstap, een toelating of een initiatief na die dag bindt niemand meer. Het einde van een raamovereenkomst is dat van
het profiel, of van de laatste verlenging die is meegedeeld. Heeft het convenant in het profiel een eigen einde, dan is
dat voor elke partij hetzelfde als dat van haar raamovereenkomst.

Fout:

    looptijd: {eind: {value: 2024-12-31, source: nota}}
    initiatives.yaml: {providers: [voorbeeld-a, voorbeeld-b], end: 2026-12-31, …}

Goed:

    extensions: [{until: 2026-12-31, decision: besluit, notified_on: 2024-05-14}]
    initiatives.yaml: {providers: [voorbeeld-a, voorbeeld-b], end: 2026-12-31, …}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, ProviderRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Related, Severity, Span
from akkoord.diagnostics.dutch import long_date


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("end")
    first_end = view.set.fact(name)
    if not isinstance(first_end, date) or not view.has(TextSort.COVENANT):
        return
    provider, extensions = view.provider, view.provider.extensions
    end = max((first_end, *(e.until for e in extensions)))
    why = provider.place(f"extensions.{len(extensions) - 1}") if extensions else view.set.fact_place(name)
    own = settings.text("covenant_end")
    covenant_end = view.set.fact(own) if own else None
    if isinstance(covenant_end, date) and covenant_end != end:
        yield _differs(
            "het convenant eindigt op een andere dag dan het einde", view.set.fact_place(own), covenant_end, end, why
        )
    for what, place, day in _days(view):
        if day > end:
            yield _differs(what, place, day, end, why)


def _days(view: ProviderView) -> Iterator[tuple[str, Span, date]]:
    provider = view.provider
    if provider.admission is not None:
        place = provider.place("admission.date")
        yield "de aanbieder is toegelaten na het einde", place, provider.admission.date
    if provider.exit is not None:
        yield "de aanbieder stapt uit na het einde", provider.place("exit.date"), provider.exit.date
    for initiative in view.set.region_view.initiatives:
        if provider.id in initiative.providers:
            what = f"het initiatief `{initiative.id}` loopt door na het einde"
            yield what, initiative.place("end"), initiative.end


def _differs(what: str, place: Span, there: date, end: date, why: Span) -> Finding:
    message = f"{what} van de raamovereenkomst, {long_date(end)}"
    related = (Related(why, "daar eindigt de raamovereenkomst"),)
    return Finding(message, place, long_date(there), f"uiterlijk {long_date(end)}", related=related)


RULE = ProviderRule(
    id="R042",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("end", "looptijd.eind", "het feit met de laatste dag van de raamovereenkomst."),
        Setting("covenant_end", "", "het feit met een eigen einde van het convenant, als dat er is."),
    ),
    check=_check,
)
