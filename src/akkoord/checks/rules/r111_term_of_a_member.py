"""R111: Niemand zit langer in de regiegroep dan afgesproken.

De zittingstermijn houdt de vertegenwoordiging fris. Voor wie nog zit, telt de regel tot de datum van de editie.

Fout:

    termijn_max_jaren: {value: 2, source: convenant}
    - {seat: wethouder, side: gemeenten, valid_from: 2023-03-01, valid_until: 2025-06-01}

Goed:

    - {seat: wethouder, side: gemeenten, valid_from: 2023-03-01, valid_until: 2025-02-28}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import covenant_kinds, minimum
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Side
from akkoord.spec.days import days_later, years_later


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    most, recorded = minimum(view, settings.text("maximum")), view.region.governance
    if most is None or recorded is None or not covenant_kinds(view):
        return
    for member in recorded.members:
        first = member.period.first
        if first is None or member.side is Side.PROCESS:
            continue
        limit = days_later(years_later(first, most), -1)
        last = member.period.last or view.edition.date
        if last > limit:
            message = f"`{member.seat}` zit langer dan {most} jaar in de regiegroep"
            yield Finding(message, member.span, long_date(last), f"tot en met {long_date(limit)}", context=message)


RULE = SetRule(
    id="R111",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("maximum", "termijn_max_jaren", "het feit met de langste zittingsduur, in jaren."),),
    codes=(Held("SCH002", "`members`"),),
    check=_check,
)
