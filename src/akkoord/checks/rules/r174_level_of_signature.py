"""R174: Het gevraagde niveau van de handtekening is ten minste dat wat voor deze stukken nodig is.

Een plaatje van een handtekening is geen geavanceerde handtekening (eIDAS-verordening, artikel 26). Het profiel vraagt
een niveau; deze regel houdt dat tegen het laagste dat mag. Welk niveau een gezette handtekening heeft, zegt `verify`.

Fout:

    signing: {municipalities: afzonderlijk, level: simple}

Goed:

    signing: {municipalities: afzonderlijk, level: advanced}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.spec import SignatureLevel

_ORDER = tuple(SignatureLevel)


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    least = SignatureLevel(settings.text("least"))
    there = view.region.signing.level
    if _ORDER.index(there) < _ORDER.index(least):
        place = view.region.place("signing.level")
        yield Finding("het niveau van de handtekeningen is te laag", place, there.value, f"{least.value} of hoger")


RULE = RegionRule(
    id="R174",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PUBLIC,),
    settings=(Setting("least", "advanced", "het laagste niveau dat mag: simple, advanced of qualified."),),
    codes=(
        Held("SCH002", "`signing`"),
        Held("SCH004", "`level`"),
    ),
    check=_check,
)
