"""R104: In een initiatief doen bij voorkeur een grotere en een kleinere gemeente mee.

Een voorkeur, dus een waarschuwing: wat in een stad werkt, werkt niet vanzelf in een dorp. De klasse is die van het
regioprofiel en wordt nooit afgeleid.

Fout:

    # twee grote gemeenten
    - {id: buurt, municipalities: ["0193", "0150"], …}

Goed:

    # de eerste is groot, de tweede klein
    - {id: buurt, municipalities: ["0193", "0148"], …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import covenant_kinds, running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    kinds = covenant_kinds(view)
    sizes = {m.code: m.size for m in view.region.municipalities}
    if not kinds or len(set(sizes.values())) < 2:
        return
    for initiative in running(view):
        there = {sizes[code] for code in initiative.municipalities if code in sizes}
        if len(there) == 1 and not settings.excepts(initiative.id):
            (only,) = there
            other = next(size for size in sorted(sizes.values()) if size != only)
            yield Finding(
                f"in het initiatief `{initiative.id}` zijn alle gemeenten {only}",
                initiative.place("municipalities"),
                ", ".join(initiative.municipalities),
                f"ook een gemeente van de klasse {other}",
                document=kinds[0],
                context=f"{initiative.id} {' '.join(initiative.municipalities)}",
            )


RULE = SetRule(
    id="R104",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    check=_check,
)
