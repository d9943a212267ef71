"""R080: Een aanbieder heeft een overeenkomst voor de percelen die hem gegund zijn, en voor geen andere.

Een perceel te veel is een opdracht zonder gunning, een te weinig een gunning zonder overeenkomst. De regel houdt
`lots` tegen alle gunningen van de aanbieder (`awards`) en tegen wat met een rechtsvoorganger is overgekomen. Zodra één
aanbieder van de regio gunningen heeft, heeft ieder ze. Staan de percelen niet op volgorde, dan is dat een waarschuwing:
`check --fix` zet ze goed.

Fout:

    lots: [2, 3]
    awards: [{decision: gunningsbesluit, date: 2022-10-14, lots: [2, 4]}]

Goed:

    lots: [2, 4]
    awards: [{decision: gunningsbesluit, date: 2022-10-14, lots: [2, 4]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.ordering import changing_places
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Provider


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    del settings
    for provider in view.providers:
        yield from _order(provider)
    if not any(provider.awards for provider in view.providers):
        return
    for provider in view.providers:
        if provider.awards:
            yield from _against(provider)
        elif not any(before.lots for before in provider.predecessors):
            message = f"van `{provider.id}` is geen gunning vastgelegd"
            hint = "voeg `awards` toe, met het besluit, de datum en de percelen"
            yield Finding(message, provider.place("lots"), _lots(provider.lots), hints=(hint,), provider=provider.id)


def _order(provider: Provider) -> Iterator[Finding]:
    if list(provider.lots) != sorted(provider.lots):
        places = [(str(lot), provider.place(f"lots.{index}")) for index, lot in enumerate(provider.lots)]
        right = [str(lot) for lot in sorted(provider.lots)]
        message = f"de percelen van `{provider.id}` staan niet op volgorde, en zo worden ze gedrukt"
        yield Finding(
            message,
            provider.place("lots"),
            _lots(provider.lots),
            ", ".join(right),
            provider=provider.id,
            severity=Severity.WARNING,
            moves=changing_places(places, right),
        )


def _against(provider: Provider) -> Iterator[Finding]:
    awarded = {lot for award in provider.awards for lot in award.lots}
    awarded |= {lot for before in provider.predecessors for lot in before.lots}
    related = (Related(provider.place("awards"), "de gunningen"),)
    expected = _lots(tuple(sorted(awarded)))
    for index, lot in enumerate(provider.lots):
        if lot not in awarded:
            message = f"perceel {lot} is niet aan `{provider.id}` gegund"
            place = provider.place(f"lots.{index}")
            yield Finding(message, place, str(lot), expected, related=related, provider=provider.id)
    for number, award in enumerate(provider.awards):
        for index, lot in enumerate(award.lots):
            if lot not in provider.lots:
                message = f"perceel {lot} is aan `{provider.id}` gegund en staat niet in de overeenkomst"
                place = provider.place(f"awards.{number}.lots.{index}")
                other = (Related(provider.place("lots"), "de percelen van de overeenkomst"),)
                yield Finding(message, place, str(lot), _lots(provider.lots), related=other, provider=provider.id)


def _lots(lots: tuple[int, ...]) -> str:
    return ", ".join(map(str, lots))


RULE = RegionRule(
    id="R080",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    codes=(Held("SPC010", "", "/providers/"),),
    check=_check,
)
