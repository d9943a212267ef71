"""R193: Een perceel met een eigen begindatum heeft een eigen bepaling over de looptijd.

De looptijd van de overeenkomst noemt de gewone begindatum. Begint een perceel op een andere dag, dan staat die dag in
de bijlage van dat perceel.

Fout:

    - {number: 4, name: Dyslexiezorg, kinds: [ambulant], starts_on: 2021-08-01}
    # en in de bijlage van perceel 4 staat 1 augustus 2021 nergens

Goed:

    Voor dit perceel begint de looptijd op 1 augustus 2021.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    start = view.fact(settings.text("start"))
    for lot in view.region.lots:
        if lot.starts_on is None or not isinstance(start, date) or lot.starts_on == start:
            continue
        day = long_date(lot.starts_on)
        own = [text for text in view.texts if text.spec.lot == lot.number] or list(view.texts)
        if not any(day in passage.text for text in own for passage in text.passages):
            message = f"perceel {lot.number} begint op een andere dag dan de overeenkomst, en geen bepaling zegt dat"
            yield Finding(message, lot.span, day, f"{day} in de bijlage van perceel {lot.number}")


RULE = SetRule(
    id="R193",
    severity=Severity.WARNING,
    scope=(Scope.PROFILE,),
    basis=(Basis.SOURCE,),
    settings=(Setting("start", "looptijd.start", "het feit met de gewone begindatum."),),
    check=_check,
)
