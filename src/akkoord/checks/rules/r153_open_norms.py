"""R153: Een norm heeft een maat: geen "zo spoedig mogelijk", "in beginsel" of "etc.".

Wie een termijn of een uitzondering openlaat, laat haar aan de rechter. Soms is dat de bedoeling; dan wordt de
waarschuwing aanvaard, met de reden. Woorden die de wet zelf gebruikt en de rechter invult, zoals "onverwijld",
"tijdig" en "redelijke termijn", staan niet in de lijst; een regio voegt ze toe bij `words`.

Fout:

    De aanbieder reageert zo spoedig mogelijk.

Goed:

    De aanbieder reageert binnen vijf werkdagen.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.phrases import phrases_in
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in phrases_in(passage, settings.texts("words")):
        if not settings.excepts(found[0]):
            message = f"`{found[0]}` is een norm zonder maat; verwacht: een termijn, een aantal of een volledige lijst"
            yield Finding(message, passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R153",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    switchable=True,
    settings=(
        Setting(
            "words",
            (
                *("zo spoedig mogelijk", "zo snel mogelijk", "in beginsel", "in principe", "etc.", "et cetera"),
                *("enzovoort", "enzovoorts", "enz.", "e.d.", "en dergelijke", "te zijner tijd", "naar behoren"),
                *("zo veel mogelijk", "zoveel mogelijk", "waar mogelijk", "indien gewenst", "indien mogelijk"),
                *("zo spoedig als mogelijk", "zo snel als mogelijk", "zoveel als mogelijk", "zo mogelijk"),
                *("z.s.m.", "zsm", "op korte termijn", "op afzienbare termijn", "binnen afzienbare tijd", "spoedig"),
                *("voldoende", "adequaat", "adequate", "waar nodig", "indien nodig", "zo nodig", "naar vermogen"),
                *("in de regel", "doorgaans", "onder andere", "onder meer", "o.a.", "en zo voort", "en zo verder"),
                *("voor zover mogelijk", "zo goed mogelijk", "zo kort mogelijk", "zo vroeg mogelijk", "met spoed"),
                *("binnen een redelijke termijn", "binnen redelijke termijn", "binnen een redelijke tijd"),
                *("in voorkomende gevallen", "indien wenselijk", "waar wenselijk", "naar redelijkheid"),
            ),
            "woorden die een norm openlaten.",
        ),
    ),
    check=_check,
)
