"""R107: Een initiatief heeft een opdracht van de regiegroep, en mensen en middelen.

Begin, einde, meting en opgave zijn verplichte velden. Zonder opdracht is een initiatief een voornemen; een opdracht
van na de eerste dag is achteraf gegeven. Ontbreken alleen mensen en middelen, dan is dat een waarschuwing.

Fout:

    - {id: buurt, start: 2023-03-01, end: 2024-02-29, …}     # geen `commissioned_on`

Goed:

    - {id: buurt, start: 2023-03-01, end: 2024-02-29, commissioned_on: 2023-02-15, means: Vier hulpverleners., …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    for initiative in view.initiatives:
        named = f"het initiatief `{initiative.id}`"
        given = initiative.commissioned_on
        if given is None:
            hint = ("voeg `commissioned_on: …` toe",)
            yield Finding(f"{named} heeft geen opdracht van de regiegroep", initiative.span, initiative.id, hints=hint)
        elif given > initiative.start:
            yield Finding(
                f"de opdracht voor {named} is van na de eerste dag",
                initiative.place("commissioned_on"),
                long_date(given),
                f"{long_date(initiative.start)} of eerder",
            )
        if not initiative.means:
            message, hint = f"{named} noemt geen mensen en middelen", ("voeg `means: …` toe",)
            yield Finding(message, initiative.span, initiative.id, hints=hint, severity=Severity.WARNING)


RULE = RegionRule(
    id="R107",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("SCH002", "", "initiatives.yaml"),
        Held("SCH004", "`task`", "initiatives.yaml"),
        Held("SCH005", "", "initiatives.yaml"),
    ),
    check=_check,
)
