"""R190: Ieder feit van het profiel zegt vanaf wanneer het geldt.

Een getal zonder begin geldt ook voor wat al getekend is. Dat ieder feit een bron noemt, bestaat waar een tekst het
afdrukt en de goede soort heeft, bewaken lezen en samenstellen zelf. Een feit dat wordt berekend,
heeft de datums van de feiten waaruit het volgt.

Fout:

    kgw_max: {value: 6, source: "Convenant, hoofdstuk 2"}

Goed:

    kgw_max: {value: 6, source: "Convenant, hoofdstuk 2", valid_from: 2023-01-01}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    for name, values in sorted(view.region.parameters.items()):
        for parameter in values:
            if parameter.value is not None and parameter.period.first is None and parameter.period.last is None:
                message = f"het feit `{name}` zegt niet vanaf wanneer het geldt"
                yield Finding(message, parameter.span, name, "een datum bij `valid_from`")


RULE = RegionRule(
    id="R190",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("EVA006"),
        Held("EVA001"),
        Held("SCH002", "`parameters`"),
        Held("SCH003", "`parameters`"),
    ),
    check=_check,
)
