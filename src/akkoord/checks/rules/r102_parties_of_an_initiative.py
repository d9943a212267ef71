"""R102: Ieder initiatief heeft genoeg systeempartijen, elk een andere rechtspersoon.

Twee vestigingen van één stichting zijn samen één partij: zij hebben hetzelfde KvK-nummer. Een deelnemer die geen
partij is bij het convenant telt niet mee.

Fout:

    - {id: buurt, providers: [voorbeeld-ster], …}

Goed:

    - {id: buurt, providers: [voorbeeld-ster, voorbeeld-opstap], …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import covenant_kinds, minimum, parties, running, taking_part
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    wanted, kinds = minimum(view, settings.text("minimum")), covenant_kinds(view)
    if wanted is None or not kinds:
        return
    all_parties = parties(view)
    unread = view.region_view.unread_providers
    for initiative in running(view):
        if not unread.isdisjoint(initiative.providers):
            continue
        there = taking_part(initiative, all_parties)
        if len(there) < wanted:
            yield Finding(
                f"het initiatief `{initiative.id}` heeft {len(there)} van de ten minste {wanted} systeempartijen",
                initiative.place("providers"),
                ", ".join(p.id for p in there) or "geen systeempartij",
                f"ten minste {wanted} systeempartijen, elk een andere rechtspersoon",
                ("voeg een systeempartij toe, of laat het initiatief eindigen met `end`",),
                document=kinds[0],
            )


RULE = SetRule(
    id="R102",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "minimum",
            "init_min_systeempartijen",
            "het feit met het kleinste aantal systeempartijen.",
        ),
    ),
    codes=(
        Held("SCH006", "`providers`", "initiatives.yaml"),
        Held("SPC020", "", "initiatives.yaml"),
    ),
    check=_check,
)
