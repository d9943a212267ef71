"""R108: Een initiatief vindt plaats in de regio, of het zegt waarom niet.

De regel zoekt in `location` de naam van een gemeente van de regio, of een plaats uit `places`. Staat er geen, dan
hoort er een reden bij: `border_case`.

Fout:

    location: Een boerderij in Elders.

Goed:

    location: Een boerderij net over de grens, in Elders.
    border_case: Het gezinshuis staat op één kilometer van de regio; besluit van de regiegroep van 5 juli 2023.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    inside = [m.name.casefold() for m in view.region.municipalities]
    inside += [place.casefold() for place in settings.texts("places") if place]
    for initiative in view.initiatives:
        place = initiative.location.casefold()
        if initiative.border_case:
            continue
        for home in initiative.homes if place else ():
            if not any(name in home.place.casefold() or home.place.casefold() in place for name in inside):
                message = f"een woonvorm van `{initiative.id}` staat niet in de regio"
                yield Finding(message, home.span, home.place, "een plaats van de regio, of de reden bij `border_case`")
        if any(name in place for name in inside):
            continue
        yield Finding(
            f"het initiatief `{initiative.id}` noemt geen plaats in de regio",
            initiative.place("location"),
            initiative.location or initiative.id,
            "een gemeente van de regio, of de reden bij `border_case`",
        )


RULE = RegionRule(
    id="R108",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("places", ("",), "namen van dorpen en wijken in de regio, naast die van de gemeenten."),),
    check=_check,
)
