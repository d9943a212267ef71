"""R158: Een brief is te lezen op niveau B1: korte zinnen, gewone woorden, weinig lijdende vormen.

Een brief bij een pakket zegt iemand wat hij moet doen. Wie hem twee keer moet lezen, doet het niet op tijd. De
regel kijkt alleen naar brieven; een contract mag preciezer zijn.

Fout:

    Teneinde de onderhavige overeenkomst te effectueren wordt u verzocht deze, na ondertekening, te doen retourneren.

Goed:

    Wilt u de overeenkomst tekenen en terugsturen?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.phrases import phrases_in
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity

_WORD = re.compile(r"\w+(?:[-’']\w+)*|\ufffc+")
_PASSIVE = pattern_of(
    r"(?<!\w)(?:word(?:t|en)|werd(?:en)?)\s(?:[\w-]+\s){0,6}?(?:ge|be|ver|ont|her)\w+(?:d|t|en)(?!\w)", re.I
)
_SHOWN = 60


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.LETTER:
        return
    passages = [p for p in text.passages if p.clause and not p.title]
    sentences = [(p, start, s) for p in passages for start, s in sentences_in(p.masked)]
    most = settings.whole("words_max")
    for passage, start, sentence in sentences:
        words = len(_WORD.findall(sentence))
        if words > most:
            shown = " ".join(passage.text[start : start + _SHOWN].split(" ")[:-1])
            message = f"een zin van {words} woorden in een brief; verwacht: hoogstens {most}"
            yield Finding(message, passage.place(start), shown, article=passage.article, context=sentence)
    for passage in passages:
        for found in phrases_in(passage, settings.texts("hard_words")):
            place = passage.place(found.start())
            yield Finding(
                "een woord dat niet op niveau B1 is", place, found[0], article=passage.article, context=passage.typed
            )
    passive = sum(bool(_PASSIVE.search(sentence)) for _, _, sentence in sentences)
    share = 100 * passive // max(len(sentences), 1)
    if len(sentences) >= settings.whole("sentences_min") and share > settings.whole("passive_max"):
        message = f"{share}% van de zinnen is lijdend; verwacht: hoogstens {settings.whole('passive_max')}%"
        yield Finding(message, passages[0].span, text.document.meta.short_title)


RULE = TextRule(
    id="R158",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    switchable=True,
    settings=(
        Setting("words_max", 28, "zoveel woorden mag een zin in een brief hebben."),
        Setting("passive_max", 40, "zoveel procent van de zinnen mag lijdend zijn."),
        Setting("sentences_min", 8, "vanaf zoveel zinnen wordt het lijdende deel geteld."),
        Setting(
            "hard_words",
            (
                *("teneinde", "alsmede", "desalniettemin", "derhalve", "onderhavig", "onderhavige", "effectueren"),
                *("dientengevolge", "mitsdien", "conform", "middels", "omtrent", "inzake", "retourneren", "aanvangen"),
                *("te dien einde", "uit hoofde van", "ingevolge", "hetgeen", "jegens"),
            ),
            "woorden die in een brief niet staan.",
        ),
    ),
    check=_check,
)
