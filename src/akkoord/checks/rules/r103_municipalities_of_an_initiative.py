"""R103: Ieder initiatief heeft genoeg gemeenten.

Het convenant zegt "meer dan één gemeente"; dat is hetzelfde als ten minste twee. De regel telt verschillende
gemeenten naar hun code.

Fout:

    - {id: buurt, municipalities: ["0166"], …}

Goed:

    - {id: buurt, municipalities: ["0166", "0193"], …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import covenant_kinds, minimum, running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    wanted, kinds = minimum(view, settings.text("minimum")), covenant_kinds(view)
    if wanted is None or not kinds:
        return
    names = {m.code: m.name for m in view.region.municipalities}
    for initiative in running(view):
        there = sorted({names[code] for code in initiative.municipalities if code in names})
        if len(there) < wanted:
            yield Finding(
                f"het initiatief `{initiative.id}` heeft {len(there)} van de ten minste {wanted} gemeenten",
                initiative.place("municipalities"),
                ", ".join(there) or "geen gemeente",
                f"ten minste {wanted} gemeenten",
                ("voeg een gemeente toe, of laat het initiatief eindigen met `end`",),
                document=kinds[0],
            )


RULE = SetRule(
    id="R103",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("minimum", "init_min_gemeenten", "het feit met het kleinste aantal gemeenten van een initiatief."),
    ),
    codes=(Held("SCH006", "`municipalities`", "initiatives.yaml"),),
    check=_check,
)
