"""R101: Iedere gemeente doet mee aan ten minste zoveel initiatieven als het convenant vraagt.

Ook de gemeenten gaan een inspanning aan. De regel telt de initiatieven die op de datum van de editie niet zijn
afgelopen; tot en met `initiatieven_uiterlijk` is een tekort een waarschuwing.

Fout:

    # de gemeente 0175 staat in geen enkel initiatief
    - {id: buurt, municipalities: ["0193", "0148"], …}

Goed:

    - {id: buurt, municipalities: ["0193", "0175"], …}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.covenant import covenant_kinds, lacks_initiatives, minimum, shortfall
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    wanted, kinds = minimum(view, settings.text("minimum")), covenant_kinds(view)
    if wanted is None or not kinds or lacks_initiatives(view):
        return
    due = view.fact(settings.text("due"))
    weight = Severity.WARNING if isinstance(due, date) and view.edition.date <= due else None
    for municipality in view.region.municipalities:
        own = (i for i in view.region_view.initiatives if municipality.code in i.municipalities)
        how = f'voeg `"{municipality.code}"` toe bij `municipalities` van een initiatief in `initiatives.yaml`'
        short = shortfall(view, own, wanted, how)
        if short is not None:
            yield Finding(
                f"de gemeente {municipality.name} {short.message}",
                municipality.span,
                short.found,
                short.expected,
                short.hints,
                short.related,
                document=kinds[0],
                severity=weight,
            )


RULE = SetRule(
    id="R101",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("minimum", "min_init_gemeente", "het feit met het kleinste aantal initiatieven."),
        Setting(
            "due", "initiatieven_uiterlijk", "het feit met de laatste dag waarop een tekort nog een waarschuwing is."
        ),
    ),
    check=_check,
)
