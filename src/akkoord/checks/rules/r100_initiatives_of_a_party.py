"""R100: Iedere systeempartij doet mee aan ten minste zoveel initiatieven als het convenant vraagt.

Deelname is de inspanning waaraan een systeempartij wordt gehouden; wie te weinig initiatieven heeft, tekent een
afspraak die hij op dag één niet nakomt. De regel telt de initiatieven die op de datum van de editie niet zijn
afgelopen. Wie al op weg is maar nog tijd heeft (het feit `initiatieven_uiterlijk`), krijgt een waarschuwing.

Fout:

    min_init_systeempartij: {value: 2, source: convenant}
    # en één initiatief met `providers: [voorbeeld-ster]`

Goed:

    min_init_systeempartij: {value: 2, source: convenant}
    # en twee initiatieven met `providers: [voorbeeld-ster, …]`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.covenant import covenant_kinds, lacks_initiatives, minimum, parties, shortfall
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    wanted = minimum(view, settings.text("minimum"))
    if wanted is None or lacks_initiatives(view):
        return
    due = view.fact(settings.text("due"))
    weight = Severity.WARNING if isinstance(due, date) and view.edition.date <= due else None
    for party in parties(view):
        own = (i for i in view.region_view.initiatives if party.id in i.providers)
        how = f"voeg `{party.id}` toe bij `providers` van een initiatief in `initiatives.yaml`"
        short = shortfall(view, own, wanted, how)
        if short is not None:
            yield Finding(
                f"{party.legal_name} {short.message}",
                party.place("id"),
                short.found,
                short.expected,
                short.hints,
                short.related,
                document=covenant_kinds(view)[0],
                provider=party.id,
                severity=weight,
            )


RULE = SetRule(
    id="R100",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("minimum", "min_init_systeempartij", "het feit met het kleinste aantal initiatieven."),
        Setting(
            "due", "initiatieven_uiterlijk", "het feit met de laatste dag waarop een tekort nog een waarschuwing is."
        ),
    ),
    check=_check,
)
