"""R086: Voor hetzelfde werk geldt in elk perceel hetzelfde tarief.

Een functiegroep heeft één reëel tarief: dat volgt de professional, niet de sector. De regel vergelijkt van elke soort
hulp die het profiel noemt de rijen met dezelfde omschrijving over alle percelen van dezelfde ingangsdatum.

Fout:

    perceel 2: {code: 2-F1, description: Pedagogisch medewerker, amount: 54.82, …}
    perceel 4: {code: 4-F1, description: Pedagogisch medewerker, amount: 56.10, …}

Goed:

    perceel 4: {code: 4-F1, description: Pedagogisch medewerker, amount: 54.82, …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Rate


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    kinds = settings.texts("kinds")
    for rates in view.rates.sets if view.rates is not None else ():
        first: dict[tuple[str, str, str], tuple[int, Rate]] = {}
        for lot in rates.lots:
            for rate in lot.rows:
                if rate.kind not in kinds or settings.excepts(rate.code):
                    continue
                other_lot, other = first.setdefault(
                    (rate.kind, rate.description.casefold(), rate.unit), (lot.lot, rate)
                )
                if other.amount != rate.amount and other_lot != lot.lot:
                    message = (
                        f"`{rate.description}` heeft in perceel {lot.lot} een ander tarief dan in perceel {other_lot}"
                    )
                    related = (Related(other.place("amount"), f"perceel {other_lot}"),)
                    place = rate.place("amount")
                    yield Finding(message, place, str(rate.amount), str(other.amount), related=related, context=message)


RULE = RegionRule(
    id="R086",
    severity=Severity.WARNING,
    scope=(Scope.ANNEX,),
    basis=(Basis.SOURCE,),
    settings=(Setting("kinds", ("ambulant",), "de soorten hulp waarvan het tarief de professional volgt."),),
    check=_check,
)
