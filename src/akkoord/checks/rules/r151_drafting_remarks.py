"""R151: Er staan geen opmerkingen van de schrijver meer in de tekst.

Een zin tussen vierkante haken, een "let op" aan een collega of een vraag in de kantlijn hoort bij het schrijven. Na
ondertekening is het een bepaling.

Fout:

    Het tarief is integraal. [Dit hangt af van de keuze van het bestuur.]

Goed:

    Het tarief is integraal.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import MASK, Passage
from akkoord.checks.patterns import any_of, pattern_of
from akkoord.checks.rule import Basis, Held, PassageRule, Scope
from akkoord.checks.rules.r150_placeholders import BLANK
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity

_BRACKETS = pattern_of(r"\[[^\[\]]*\s[^\[\]]*\s[^\[\]]*\]")


_SHORT = pattern_of(
    r"[\[(]\s*(?:nog\s+)?(?:controleren|checken|nakijken|navragen|afstemmen|uitzoeken|aanpassen|bespreken)\s*[\])]"
    r"|(?<!\w)(?i:hier\snog\s(?:\w+\s){0,4}(?:toevoegen|invullen|aanvullen|opnemen|checken|invoegen))(?!\w)"
    r"|(?<!\w)(?i:deze\s(?:zin|alinea|passage)\s(?:kan\sweg|schrappen|verwijderen|verplaatsen))(?!\w)"
    r"|\{[^{}]*(?i:checken|nakijken|opmerking|let\sop:|todo)[^{}]*\}"
    r"|(?<!\w)NOOT:|(?<!\w)(?:PM|P\.M\.):|\{(?:>>|\+\+|--|~~|==)|(?<![\w.])@[A-Z][a-z]+\b"
)
"""A remark of a word or two, and one to somebody."""


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in _BRACKETS.finditer(passage.masked):
        if MASK not in found[0] and BLANK.search(found[0]) is None and not settings.excepts(found[0]):
            yield Finding("een opmerking tussen vierkante haken", passage.place(found.start()), found[0])
    for found in _SHORT.finditer(passage.masked):
        if not settings.excepts(found[0]):
            yield Finding("een opmerking van de schrijver", passage.place(found.start()), found[0])
    words = any_of(settings.texts("words"), r"(?<!\w)(?:{})")
    for found in words.finditer(passage.masked) if words is not None else ():
        if not settings.excepts(found[0]):
            yield Finding("een opmerking van de schrijver", passage.place(found.start()), found[0])


RULE = PassageRule(
    id="R151",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "words",
            (
                *("NB:", "N.B.:", "to do:", "todo:", "opmerking:", "commentaar:", "vraag aan ", "nog bespreken"),
                *(
                    "nog uitzoeken",
                    "nog afstemmen",
                    "check dit",
                    "noot voor de redactie",
                    "noot redactie",
                    "redactie:",
                    "noot auteur",
                    "nog controleren",
                    "tekstvoorstel:",
                    "vervalt?",
                ),
            ),
            "woorden waarmee een schrijver zichzelf of een ander iets zegt.",
        ),
    ),
    codes=(Held("MDN005", "HTML; verwacht"),),
    check=_check,
)
