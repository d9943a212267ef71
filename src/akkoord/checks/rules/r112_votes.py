"""R112: De uitkomst van een besluit volgt uit de stemmen van beide kanten.

Iedere kant heeft één stem, en bij een gelijke stand is een voorstel verworpen. Dat geldt voor de besluiten in het
profiel, voor de feiten daarover, en voor zinnen in het convenant.

Fout:

    - {date: 2023-06-07, subject: logeren, municipalities: voor, providers: tegen, outcome: aangenomen}

Goed:

    - {date: 2023-06-07, subject: logeren, municipalities: voor, providers: tegen, outcome: verworpen}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity
from akkoord.spec import Outcome

_COUNT = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"
_SIDES = r"(?:gemeenten|aanbieders|systeempartijen)"
_TIE = pattern_of(
    r"(?<!\w)(?:stak(?:en|ing)\b|stemmen\sgelijk\b|gelijke?\s(?:stand|aantal\sstemmen|stemmen)\b"
    r"|(?:1|een|één)\s?(?:[-–—]|tegen)\s?(?:1|een|één)\b)",
    re.IGNORECASE,
)
_ADOPTED = pattern_of(r"(?<!\w)(?<!niet )(?:aangenomen|aanvaard|goedgekeurd)(?!\w)", re.IGNORECASE)
_REJECTED = re.compile(
    r"(?<!\w)(?:verworpen|afgewezen|niet\s(?:\w+\s){0,3}?(?:aangenomen|aanvaard|goedgekeurd))(?!\w)", re.IGNORECASE
)
"""What a tie comes to: a sentence that also says when a proposal is adopted is right with it."""
_VOTES = pattern_of(
    rf"(?<!\w)(?:{_SIDES}\s(?:hebben|krijgen)|(?:hebben|krijgen)\s(?:\w+\s)?{_SIDES})\s(?:\w+\s){{0,2}}?(?P<votes>{_COUNT})"
    r"\s(?:\w+e\s)?stem(?:men)?(?!\w)",
    re.IGNORECASE,
)
_EACH = pattern_of(
    r"(?<!\w)(?:iedere|elke|ieder|elk)\s(?:gemeente|aanbieder|systeempartij|lid)\s(?:[^.;,]{0,40}\s)?heeft\s(?:een|één|zijn|haar)"
    r"\s(?:eigen\s)?stem(?!\w)",
    re.IGNORECASE,
)
_CASTING = pattern_of(
    r"(?<!\w)(?<!geen )(?:(?:doorslaggevende|beslissende)\sstem|stem\s[^.;]{0,60}?"
    r"(?:geeft\sde\sdoorslag|(?:is|geldt\sals)\s(?:doorslaggevend|beslissend)))(?!\w)",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for decision in recorded.decisions if recorded is not None else ():
        both = (decision.municipalities, decision.providers) == ("voor", "voor")
        wanted = Outcome.ADOPTED if both else Outcome.REJECTED
        if decision.outcome is not wanted:
            yield Finding(
                f"het besluit over {decision.subject} volgt niet uit de stemmen: gemeenten "
                f"{decision.municipalities}, aanbieders {decision.providers}",
                decision.span,
                decision.outcome.value,
                wanted.value,
            )
    yield from _in_facts(view, settings)
    for text, passage in view.passages:
        if text.sort in (TextSort.COVENANT, TextSort.ADDENDUM):
            for at, sentence in sentences_in(passage.masked):
                for start, words, message, wanted in _said(sentence):
                    place = passage.place(at + start)
                    yield Finding(message, place, words, wanted, (), (), passage.article, text.kind)


def _in_facts(view: SetView, settings: Settings) -> Iterator[Finding]:
    for name in settings.texts("votes"):
        votes = view.fact(name)
        if isinstance(votes, int) and not isinstance(votes, bool) and votes != 1:
            yield Finding("iedere kant heeft één stem", view.fact_place(name), str(votes), "1")
    tie = view.fact(settings.text("tie"))
    if isinstance(tie, str) and _ADOPTED.search(tie) is not None:
        message = "bij een gelijke stand is een voorstel niet aangenomen"
        yield Finding(message, view.fact_place(settings.text("tie")), tie, Outcome.REJECTED.value)


def _said(sentence: str) -> Iterator[tuple[int, str, str, str]]:
    """What a sentence says of votes that cannot be: where, in which words, what of it, and what is expected."""
    adopted = _ADOPTED.search(sentence)
    if adopted is not None and _TIE.search(sentence) is not None and _REJECTED.search(sentence) is None:
        message = "bij een gelijke stand is een voorstel niet aangenomen"
        yield adopted.start(), adopted[0], message, Outcome.REJECTED.value
    for found in _VOTES.finditer(sentence):
        if number_of(found["votes"]) != 1:
            yield found.start(), found[0], "iedere kant heeft één stem", "één stem"
    for found in _EACH.finditer(sentence):
        yield found.start(), found[0], "iedere kant heeft samen één stem", "één gezamenlijke stem"
    for found in _CASTING.finditer(sentence):
        yield found.start(), found[0], "geen stem gaat voor: bij een gelijke stand is een voorstel verworpen", ""


RULE = SetRule(
    id="R112",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("votes", ("stemmen.gemeenten", "stemmen.aanbieders"), "de feiten met het aantal stemmen van een kant."),
        Setting("tie", "stemmen.bij_staken", "het feit met de uitkomst bij een gelijke stand."),
    ),
    codes=(
        Held("SCH002", "`decisions`"),
        Held("SCH004", "`decisions`"),
    ),
    check=_check,
)
