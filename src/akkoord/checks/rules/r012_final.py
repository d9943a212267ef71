"""R012: Een stuk dat definitief is, zegt nergens dat het een concept is.

Of een stuk definitief is, volgt uit de editie, en staat zo op de titelpagina. Een "CONCEPT" dat iemand er zelf bij
zette, blijft na ondertekening staan. De regel leest de titelpagina en de teksten van een vastgestelde editie. Dat elke
clausule daarin ook zelf is vastgesteld, wordt bij het lezen van de editie gezien.

Fout:

    lines: ["CONCEPT, versie {{ versie }}"]

Goed:

    lines: ["Versie {{ versie }}"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.library import ClauseStatus


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    if view.edition.status is ClauseStatus.CONCEPT:
        return
    marks = "|".join(map(re.escape, settings.texts("words")))
    related = (Related(view.edition.span, f"editie {view.edition.id} is vastgesteld"),)
    anywhere = pattern_of(rf"(?<!\w)(?:{marks})(?!\w)", re.IGNORECASE)
    for text in view.texts:
        for words, place in text.cover:
            for found in anywhere.finditer(words):
                message = "de titelpagina zegt dat dit definitieve stuk een concept is"
                yield Finding(message, place, found[0], related=related, document=text.kind)
    says = pattern_of(
        rf"(?<!\w)(?:dit|deze)(?:\s\w+)?\sis\s(?:nog\s)?(?:maar\s)?(?:slechts\s)?een\s(?:{marks})(?=[\s.,;:]|$)", re.I
    )
    mark = pattern_of(rf"(?<!\w)(?:{marks.upper()})(?!\w)|[\[(](?:{marks})(?: [^\])]*)?[\])]|^(?:{marks})$")
    for text, passage in view.passages:
        found = mark.search(passage.text.strip()) or says.search(passage.text)
        if found is not None and not settings.excepts(found[0]):
            message = "een definitief stuk dat zegt een concept te zijn"
            place = passage.place(passage.text.find(found[0]))
            yield Finding(message, place, found[0], "", (), related, passage.article, text.kind)


RULE = SetRule(
    id="R012",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("words", ("concept", "conceptversie", "ontwerp", "kladversie"), "woorden voor wat niet definitief is."),
    ),
    codes=(Held("LIB011"),),
    check=_check,
)
