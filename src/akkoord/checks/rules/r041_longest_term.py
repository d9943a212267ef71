"""R041: Een overeenkomst duurt met al haar verlengingen niet langer dan de langste looptijd.

Een verlenging na het uiterste einde is een nieuwe opdracht zonder aanbesteding. Bij het lezen van de gegevens wordt
elke verlenging gehouden tegen het eerste einde met het hoogste aantal jaren erbij. De regel leest ook een zin over
verlengen: het aantal jaren daarin, ook als aantal keren ("drie keer met twee jaar"), en de dag waarop zij eindigt. Dat
het uiterste einde zelf de som daarvan is, ziet R191; een getypte datum die in geen enkel feit staat, R040.

Fout:

    extensions: [{until: 2031-12-31, decision: besluit, notified_on: 2024-05-14}]

Goed:

    extensions: [{until: 2030-12-31, decision: besluit, notified_on: 2024-05-14}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import dates_in
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:{_WORDS}|[0-9]{{1,2}})"
_YEARS = pattern_of(
    rf"(?<![\w.,-])(?:(?P<times>{_COUNT})\s(?:keer|maal)\s(?:\w+\s){{0,5}}?)?(?P<years>{_COUNT})\s(?:jaar|jaren)(?!\w)",
    re.IGNORECASE,
)
_EXTENDS = pattern_of(r"\bverleng|\blangste\s+looptijd|\buiterste\s+eind", re.IGNORECASE)
_LENGTHENS = pattern_of(r"\bverleng", re.IGNORECASE)
_ABOUT = pattern_of(
    r"overeenkomst|convenant|looptijd|\bverlenging\sis\s(?:\w+\s)?mogelijk|\bverlengingen\sduren\ssamen", re.IGNORECASE
)
_NEAR = 60
"""So many characters at most stand between the years and what is extended by them."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    most, last = view.fact(settings.text("years")), view.fact(settings.text("last"))
    for text, passage in view.passages:
        if _EXTENDS.search(passage.text) is None:
            continue
        for at, sentence in sentences_in(passage.text):
            if _EXTENDS.search(sentence) is None or _ABOUT.search(sentence) is None:
                continue
            if isinstance(most, int):
                related = (Related(view.fact_place(settings.text("years")), "de langste verlenging"),)
                for found in _too_long(sentence, most):
                    message = f"dit is langer dan de langste verlenging, {most} jaar"
                    place = passage.place(at + found.start())
                    expected = f"ten hoogste {most} jaar"
                    yield Finding(message, place, found[0], expected, (), related, passage.article, text.kind)
            if isinstance(last, date):
                yield from _too_late(view, settings, (text.kind, passage), at, sentence, last)


def _too_long(sentence: str, most: int) -> Iterator[re.Match[str]]:
    """The years that a sentence extends by, where they are more than there can be."""
    extends = [found.start() for found in _LENGTHENS.finditer(sentence)]
    for found in _YEARS.finditer(sentence):
        years = (number_of(found["years"]) or 0) * (number_of(found["times"] or "1") or 1)
        near = any(abs(found.start() - at) <= _NEAR for at in extends)
        if near and years > most:
            yield found


def _too_late(
    view: SetView, settings: Settings, where: tuple[str, Passage], at: int, sentence: str, last: date
) -> Iterator[Finding]:
    kind, passage = where
    for written in dates_in(sentence):
        if written.day is not None and written.day > last and re.search(r"eindig|einde|loopt|tot en met", sentence):
            message = f"dit is na het uiterste einde, {long_date(last)}"
            related = (Related(view.fact_place(settings.text("last")), "het uiterste einde"),)
            place = passage.place(at + written.start)
            expected = f"uiterlijk {long_date(last)}"
            yield Finding(message, place, written.text, expected, (), related, passage.article, kind)


RULE = SetRule(
    id="R041",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("years", "looptijd.verlenging_max_jaren", "het feit met het hoogste aantal jaren van verlenging."),
        Setting("last", "looptijd.uiterste_eind", "het feit met de laatste dag na alle verlengingen."),
    ),
    codes=(Held("SPC082"),),
    check=_check,
)
