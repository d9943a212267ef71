"""R159: Wat op de ene plaats kan, is op de andere niet verplicht: bevoegdheid en plicht over één onderwerp zijn gelijk.

"Kan" geeft een bevoegdheid, "is verplicht" en de tegenwoordige tijd een plicht. Zegt het ene stuk dat er kan worden
herijkt, en het andere dat er jaarlijks wordt herijkt, dan heeft een partij met beide gelijk. De instelling noemt de
onderwerpen.

Fout:

    Bijlage: De afspraken kunnen jaarlijks worden herijkt.
    Convenant: De afspraken worden jaarlijks herijkt.

Goed:

    Bijlage en convenant: De afspraken kunnen jaarlijks worden herijkt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import is_absent, note_absent, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextView
from akkoord.diagnostics import Related, Severity

_POWER = pattern_of(r"(?<!\w)(?:kan|kunnen|mag|mogen)(?!\w)", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for subject in settings.texts("subjects"):
        powers: list[tuple[TextView, Passage, int, str]] = []
        duties: list[tuple[TextView, Passage, int, str]] = []
        for text, passage in view.passages:
            for at, words, may in _said_of(subject, passage):
                (powers if may else duties).append((text, passage, at, words))
        if powers and duties:
            other, at = duties[0][1], duties[0][2]
            text, passage, start, verb_text = powers[0]
            place = other.place(at)
            related = (Related(place, "hier gebeurt het altijd"),) if place is not None else ()
            message = "hier kan het, elders gebeurt het altijd"
            where = passage.place(start)
            yield Finding(message, where, verb_text, "", (), related, passage.article, text.kind, context=passage.typed)


def _said_of(subject: str, passage: Passage) -> Iterator[tuple[int, str, bool]]:
    """Each sentence that says `subject`: where, in which words, and whether it may be so or always is."""
    name = f"R159 {subject}"
    if is_absent(name, passage.masked):
        return
    there = False
    for start, sentence in sentences_in(passage.masked):
        verb = re.search(rf"(?<!\w)(?:{subject})(?!\w)", sentence, re.IGNORECASE)
        if verb is not None:
            there = True
            yield start + verb.start(), verb[0], _POWER.search(sentence) is not None
    if not there:
        note_absent(name, passage.masked)


RULE = SetRule(
    id="R159",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    switchable=True,
    settings=(
        Setting(
            "subjects",
            (r"herijkt|herijken|herijking(?=[^.;]{0,60}\bplaats)", "bijgesteld"),
            "werkwoorden waarvan kunnen en moeten gelijk zijn (reguliere expressie).",
        ),
    ),
    check=_check,
)
