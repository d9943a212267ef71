"""R132: Wat is herijkt, gaat in op 1 januari, of het profiel zegt waarom niet.

Fout:

    recalibrations: [{year: 2025, effective_on: 2025-03-01}]

Goed:

    recalibrations: [{year: 2025, effective_on: 2025-03-01, reason: besluit BO van 5 december 2024}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import MONTHS, long_date

_ABOUT = pattern_of(r"(?<!\w)(?:herij\w+|addendum)(?!\w)", re.IGNORECASE)
_CHANGES = pattern_of(r"(?<!\w)wijziging(?:en)?(?!\w)", re.IGNORECASE)
"""Of an addendum they are those of a recalibration; an agreement speaks of others too."""
_FROM = pattern_of(
    r"(?<!\w)(?:(?:gaat|gaan|treedt|treden)\s[^.;]{0,40}?(?<!\w)in(?:\swerking)?\s(?:op|per|met\singang\svan)"
    r"|(?:geldt|gelden)\s(?:vanaf|met\singang\svan|per))"
    rf"\s([0-9]{{1,2}})\s({'|'.join(MONTHS)})(?:\s([0-9]{{4}}))?(?!\w)",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    recorded = view.region.governance
    for one in recorded.recalibrations if recorded is not None else ():
        if one.effective_on is not None and one.effective_on != date(one.year, 1, 1) and not one.reason:
            yield Finding(
                f"de herijking voor {one.year} gaat niet in op 1 januari",
                one.span,
                long_date(one.effective_on),
                long_date(date(one.year, 1, 1)),
                ("verbeter de datum, of schrijf bij `reason` waarom",),
            )

    yield from _edition(view)
    for text, passage in view.passages:
        if text.sort in (TextSort.ADDENDUM, TextSort.COVENANT, TextSort.AGREEMENT):
            for at, sentence in sentences_in(passage.masked) if _FROM.search(passage.masked) is not None else ():
                for found in _FROM.finditer(sentence) if _of_recalibration(text.sort, sentence) else ():
                    if (int(found[1]), found[2].lower()) != (1, MONTHS[0]):
                        place, words = passage.place(at + found.start(1)), sentence[found.start(1) : found.end()]
                        message = "wat is herijkt, gaat in op 1 januari"
                        yield Finding(message, place, words, "1 januari", (), (), passage.article, text.kind)


def _of_recalibration(sort: TextSort, sentence: str) -> bool:
    changes = sort is TextSort.ADDENDUM and _CHANGES.search(sentence) is not None
    return changes or _ABOUT.search(sentence) is not None


def _edition(view: SetView) -> Iterator[Finding]:
    """An edition that amends an earlier one on another day, of which no recalibration says why."""
    recorded, day = view.region.governance, view.edition.date
    if recorded is None or not recorded.recalibrations or view.edition.id not in view.region.amends:
        return
    known = any(one.effective_on == day and one.reason for one in recorded.recalibrations)
    if (day.month, day.day) != (1, 1) and not known:
        message = f"de editie {view.edition.id} wijzigt een eerdere, en gaat niet in op 1 januari"
        hint = "verbeter de datum, of schrijf bij `recalibrations` met `reason` waarom"
        yield Finding(message, view.edition.span, day.isoformat(), "1 januari", (hint,))


RULE = SetRule(
    id="R132",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    check=_check,
)
