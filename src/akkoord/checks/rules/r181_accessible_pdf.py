"""R181: Iedere PDF is voor te lezen: met titel, taal, koppen in volgorde, kopcellen, beschrijvingen en bladwijzers.

Wie een stuk laat voorlezen, hoort alleen wat erin is vastgelegd. Zonder taal klinkt het met de verkeerde uitspraak,
zonder structuur als één lange regel, en zonder kopcellen is een tabel een rij losse getallen. De regel leest de
structuur van iedere PDF in het pakket; of een beschrijving goed zegt wat een afbeelding toont, beoordeelt een mens.

Fout:

    # een PDF die uit een ander programma is afgedrukt: zonder taal en zonder structuur

Goed:

    # een PDF van `build`: getagd, met titel, taal en bladwijzers
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    del settings
    # Only who looks at packs needs the library behind it, which is slow to load.
    from akkoord.readers.pdf.tagging import lacks

    language = view.set.region.language
    for name in view.files:
        if name.endswith(".pdf"):
            for lack in lacks(view.read(name), language):
                message = f"wie deze PDF laat voorlezen, mist: {lack}"
                hint = "maak het bestand opnieuw met `build`; wat een ander programma maakte, hoort niet in het pakket"
                yield Finding(message, Span(f"{view.place}/{name}"), str(lack), "", (hint,))


RULE = PackRule(
    id="R181",
    severity=Severity.WARNING,
    scope=(Scope.FILE,),
    basis=(Basis.LAW,),
    check=_check,
)
