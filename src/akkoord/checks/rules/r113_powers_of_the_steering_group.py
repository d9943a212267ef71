"""R113: De regiegroep besluit niet over tarieven, en niet over wat geen begroting dekt.

Daarover besluit het Bestuurlijk Overleg. Staat zo'n onderwerp toch als besluit te boek, dan hoort het besluit van
het bestuur erbij. Ook een zin die haar zo’n besluit geeft, wordt gevonden.

Fout:

    - {date: 2023-06-07, subject: hoger tarief, kind: tarieven, outcome: aangenomen, …}

Goed:

    - {date: 2023-06-07, subject: hoger tarief, kind: tarieven, board_decision: BO van 1 juni 2023, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.spec import DecisionKind, Outcome

_RATE = re.compile(r"tarie(?:f|ven)(?!\w)", re.IGNORECASE)
"""A decision on a rate, of whatever kind it is said to be."""
_UNCOVERED = re.compile(r"(?<!\w)(?:zonder|geen)\s(?:\w+\s)?(?:dekking|begroting)(?!\w)", re.IGNORECASE)
_SETS = r"(?:besluit|beslist|bepaalt|wijzigt|verhoogt|verlaagt|stelt(?!\s[^.;]*\bvoor\b))"
_OTHERWISE = r"\b(?:niet|geen|behalve|advies|advise(?:ert|ren)|voorstel(?:t|len)?|voor\ste\sstellen)\b"
"""Words after which what follows is what somebody else decides, or nobody."""
_DECIDES = pattern_of(
    rf"(?<!\w)regiegroep\s(?:\w+\s){{0,2}}?{_SETS}\s(?!niet|nooit|geen)(?:(?!{_OTHERWISE})[^.;]){{0,60}}?"
    r"(?:tarie(?:f|ven)(?!\w)|zonder\s(?:\w+\s)?(?:dekking|begroting)(?!\w)|waarvoor\sgeen\sdekking)"
    r"|(?<!\w)tarie(?:f|ven)(?!\w)(?:(?!\bniet\b)[^.;]){0,60}?\b(?:wordt|worden|zijn|is)\s(?:(?!niet\b)\w+\s){0,3}?door\sde\sregiegroep"
    r"\s(?:\w+\s){0,2}?(?:vastgesteld|bepaald|besloten|gewijzigd|verhoogd|verlaagd)",
    re.IGNORECASE,
)
"""A sentence by which the steering group decides on rates, or on what no budget covers."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for decision in recorded.decisions if recorded is not None else ():
        of_rates = decision.kind is DecisionKind.RATES or _RATE.search(decision.subject) is not None
        beyond = of_rates or not decision.covered or _UNCOVERED.search(decision.subject) is not None
        if beyond and decision.outcome is Outcome.ADOPTED and not decision.board_decision:
            why = "gaat over tarieven" if of_rates else "heeft geen dekking"
            yield Finding(
                f"het besluit van de regiegroep over {decision.subject} {why}",
                decision.span,
                decision.subject,
                "een besluit van het Bestuurlijk Overleg bij `board_decision`",
            )
    for text, passage in view.passages:
        for at, sentence in sentences_in(passage.masked):
            for found in _DECIDES.finditer(sentence):
                message = "de regiegroep besluit niet over tarieven, en niet zonder dekking"
                place = passage.place(at + found.start())
                wanted = "een besluit van het Bestuurlijk Overleg"
                yield Finding(message, place, found[0], wanted, (), (), passage.article, text.kind)


RULE = SetRule(
    id="R113",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    codes=(Held("SCH004", "`kind`", "region.yaml"),),
    check=_check,
)
