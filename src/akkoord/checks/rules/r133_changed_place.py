"""R133: Een addendum noemt zijn grondslag, en iedere plaats die het wijzigt staat in die tekst.

"De tarieven worden aangepast" wijzigt niets. Iedere bepaling van een addendum noemt artikel, lid of onderdeel met de
hele nieuwe tekst; staat die plaats niet in de ondertekende tekst, of wordt zij twee keer gewijzigd, dan wordt het
addendum niet gemaakt. Een zin die zegt dát iets wordt aangepast, zonder de nieuwe tekst, is ook fout. Dat de
grondslag een vastgestelde, eerdere editie is, hoort daarbij.

Fout:

    Artikel 7 lid 12 komt te luiden: …     # artikel 7 heeft elf leden

Goed:

    Artikel 7 lid 11 komt te luiden: …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, TextRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity

_SAID = (
    r"(?:[Dd]e|[Hh]et|[Aa]lle)?\s?(?:\w+\s){0,2}?(?:tarie(?:f|ven)|bedrag(?:en)?|looptijd|definities?|bepaling(?:en)?|afspra(?:ak|ken)|termijn(?:en)?"
    r"|(?:artikel|bijlage|hoofdstuk|punt|eis|lid)\s[\w.]+(?:\slid\s\w+)?)"
    r"(?:\s(?:van|in|uit)\s[^.;:,]{1,60}?)?\s(?:wordt|worden|is|zijn)\s(?:\w+\s){0,2}?(?:aangepast|gewijzigd|herzien|geactualiseerd|aangevuld)\.?"
)
_CHANGED = pattern_of(_SAID, re.IGNORECASE)
_WHOLE = re.compile(_SAID, re.IGNORECASE)
"""A whole sentence that says that something changes, and not into what."""


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.ADDENDUM:
        return
    for passage in text.holding(_CHANGED):
        for at, sentence in sentences_in(passage.masked):
            if _WHOLE.fullmatch(sentence.strip()) and not settings.excepts(sentence.strip()):
                message = "dit zegt niet wat de nieuwe tekst wordt"
                hint = "noem de plaats, en schrijf de hele nieuwe tekst"
                place = passage.place(at)
                yield Finding(message, place, sentence.strip(), "", (hint,), article=passage.article)


RULE = TextRule(
    id="R133",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("ADD001"),
        Held("ADD002"),
        Held("ADD006"),
        Held("ADD020"),
        Held("ADD021"),
    ),
    check=_check,
)
