"""R106: Bij ieder initiatief staat hoe het cliëntperspectief is vertegenwoordigd.

Een veld dat gevuld is met "n.v.t." is niet gevuld. De regel vraagt een omschrijving van enkele woorden; of die
vertegenwoordiging deugt, beoordeelt een mens.

Fout:

    client_perspective: n.v.t.

Goed:

    client_perspective: Twee ouders en een jongere met eigen ervaring beslissen mee in de werkgroep.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    for initiative in view.initiatives:
        words = initiative.client_perspective.split()
        empty = initiative.client_perspective.strip(" .").casefold() in {e.casefold() for e in settings.texts("empty")}
        if empty or len(words) < settings.whole("words_min"):
            yield Finding(
                f"bij het initiatief `{initiative.id}` staat niet hoe het cliëntperspectief is vertegenwoordigd",
                initiative.place("client_perspective"),
                initiative.client_perspective,
                "wie het cliëntperspectief inbrengt, en hoe",
            )


RULE = RegionRule(
    id="R106",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("words_min", 3, "zoveel woorden heeft een omschrijving ten minste."),
        Setting("empty", ("n.v.t", "nvt", "geen", "nog niet bekend", "-"), "wat er staat als er niets staat."),
    ),
    check=_check,
)
