"""R106: Het cliëntperspectief is vertegenwoordigd in ieder initiatief en in de regiegroep.

Een veld dat gevuld is met "n.v.t." is niet gevuld. De regel vraagt een omschrijving van enkele woorden; of die
vertegenwoordiging deugt, beoordeelt een mens. Houdt het profiel de leden van de regiegroep bij (`governance`), dan is
er op de datum van iedere editie een zetel die aan haar naam te kennen is: van een cliëntenplatform, een ouder of een
ervaringsdeskundige.

Fout:

    client_perspective: n.v.t.

Goed:

    client_perspective: Twee ouders en een jongere met eigen ervaring beslissen mee in de werkgroep.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import any_of
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Side


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
    yield from _of_steering_group(view, settings)


def _of_steering_group(view: RegionView, settings: Settings) -> Iterator[Finding]:
    governance = view.region.governance
    seat = any_of(settings.texts("seats"), r"(?<!\w)(?:{})")
    if governance is None or seat is None:
        return
    for day in sorted({edition.date for edition in view.editions}):
        sitting = [m for m in governance.members if m.period.holds(day) and m.side is not Side.PROCESS]
        if sitting and not any(seat.search(member.seat) for member in sitting):
            message = f"in de regiegroep van {long_date(day)} is het cliëntperspectief niet vertegenwoordigd"
            hint = "een zetel van een cliëntenplatform, een ouder of een ervaringsdeskundige"
            yield Finding(message, governance.span, "; ".join(member.seat for member in sitting), hint)
            return


RULE = RegionRule(
    id="R106",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("words_min", 3, "zoveel woorden heeft een omschrijving ten minste."),
        Setting("empty", ("n.v.t", "nvt", "geen", "nog niet bekend", "-"), "wat er staat als er niets staat."),
        Setting(
            "seats",
            ("cliënt", "ervaringsdeskundig", "ouder", "jongere", "jeugdige", "familie", "naaste"),
            "waarmee een woord begint in de naam van een zetel die het cliëntperspectief inbrengt.",
        ),
    ),
    codes=(
        Held("SCH002", "`client_perspective`"),
        Held("SCH005", "`client_perspective`"),
    ),
    check=_check,
)
