"""R154: Een zin is te volgen: geen "en/of", geen dubbele ontkenning, niet meer dan veertig woorden.

"En/of" laat open of beide nodig zijn. Twee ontkenningen samen zijn een bevestiging die niemand zo leest. En wie aan
het eind van een zin het begin kwijt is, leest er iets anders in.

Fout:

    De aanbieder levert het plan en/of het verslag, tenzij dat niet onmogelijk is.

Goed:

    De aanbieder levert het plan of het verslag, of beide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity

_AND_OR = pattern_of(r"(?<!\w)en\s?/\s?of(?!\w)", re.IGNORECASE)
_DOUBLE = pattern_of(
    r"(?<!\w)(?:niet|geen)\s(?:on(?:mogelijk|verenigbaar|aanvaardbaar|redelijk|nodig|waar|gebruikelijk|gegrond|wenselijk)|zonder)(?!\w)"
    r"|(?<!\w)niet\s(?:zo|het\sgeval|(?:is\s)?uitgesloten)\s?,?\sdat\s[^.;]{0,60}?\b(?:niet|geen)(?!\w)",
    re.I,
)
_WORD = re.compile(r"\w+(?:[-’'.,/]\w+)*|\ufffc+")
_SHOWN = 60


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    masked = passage.masked
    for found in _AND_OR.finditer(masked):
        message = "`en/of` laat open of beide nodig zijn; verwacht: `en`, `of`, of `a of b, of beide`"
        yield Finding(message, passage.place(found.start()), found[0])
    for found in _DOUBLE.finditer(masked):
        yield Finding("een dubbele ontkenning", passage.place(found.start()), found[0])
    most = settings.whole("words_max")
    for start, sentence in sentences_in(masked):
        words = len(_WORD.findall(sentence))
        if words > most:
            message = f"een zin van {words} woorden; verwacht: hoogstens {most}"
            shown = passage.text[start : start + _SHOWN].split(" ")
            yield Finding(
                message, passage.place(start), " ".join(shown[:-1]), hints=("maak er twee zinnen of een lijst van",)
            )


RULE = PassageRule(
    id="R154",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    switchable=True,
    settings=(Setting("words_max", 40, "zoveel woorden mag een zin hebben."),),
    check=_check,
)
