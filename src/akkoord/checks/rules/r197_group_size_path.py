"""R197: De weg naar kleinere groepen heeft een begin, een doel en een jaar.

"Van acht naar zes" is zonder jaar geen afspraak. De regel kijkt naar de feiten van het profiel, zodra een ervan er is.

Fout:

    groepsgrootte: {start: {value: 8, source: agenda}, doel: {value: 6, source: agenda}}

Goed:

    groepsgrootte: {start: {value: 8, …}, doel: {value: 6, …}, doel_jaar: {value: 2027, …}}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import minimum
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    names = {key: settings.text(key) for key in ("start", "target", "year")}
    values = {key: minimum(view, name) for key, name in names.items()}
    there = [names[key] for key, value in values.items() if value is not None]
    if not there:
        return
    for key, value in values.items():
        if value is None:
            message = f"de weg naar kleinere groepen mist `{names[key]}`"
            yield Finding(message, view.fact_place(there[0]), there[0], f"een waarde voor `{names[key]}`")
    for key, most in (("start", settings.whole("start_max")), ("target", settings.whole("target_max"))):
        value = values[key]
        if value is not None and value > most:
            message = f"`{names[key]}` is groter dan de afspraak toelaat"
            yield Finding(message, view.fact_place(names[key]), str(value), f"ten hoogste {most}")


RULE = SetRule(
    id="R197",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("start", "groepsgrootte.start", "het feit met de groepsgrootte aan het begin."),
        Setting("target", "groepsgrootte.doel", "het feit met de groepsgrootte als doel."),
        Setting("year", "groepsgrootte.doel_jaar", "het feit met het jaar waarin het doel is bereikt."),
        Setting("start_max", 8, "de grootste groep aan het begin."),
        Setting("target_max", 6, "de grootste groep als doel."),
    ),
    check=_check,
)
