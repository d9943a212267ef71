"""R040: Begin en einde van de looptijd zijn overal die van het profiel.

Een datum die iemand in een tekst heeft getypt, blijft staan als de looptijd verandert. De regel leest in overeenkomsten
en convenanten elke zin die zegt wanneer de overeenkomst begint, loopt of eindigt, en houdt elke hele datum daarin tegen
de feiten van het profiel. Na "tot" zonder "en met" telt de dag ervoor.

Fout:

    Deze overeenkomst gaat in op 1 januari 2022.

Goed:

    Deze overeenkomst gaat in op {{ looptijd.start | datum }}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec.days import days_later

_FROM = pattern_of(r"(?:\bvan|\bvanaf|\bingang van|\b(?:gaat|begint|treedt)(?: \w+)* op)\s+$", re.IGNORECASE)
_UNTIL = pattern_of(r"(?:\btot en met|\bt/m|\btot|\beindigt(?: uiterlijk)?(?: op)?)\s+$", re.IGNORECASE)
_PLAIN_UNTIL = pattern_of(r"\btot\s+$", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    starts = _days(view, settings.texts("starts"))
    ends = _days(view, settings.texts("ends"))
    if not starts and not ends:
        return
    about = re.compile("|".join(settings.texts("about")), re.IGNORECASE)
    says = re.compile("|".join(settings.texts("says")), re.IGNORECASE)
    latest = max(ends, default=date.max)
    itself = _itself(view)
    for text, passage in view.passages:
        if passage.title:
            continue
        of_it = text.sort in (TextSort.AGREEMENT, TextSort.COVENANT)
        for at, sentence in sentences_in(passage.text if of_it else passage.masked):
            if about.search(sentence) and says.search(sentence) if of_it else itself.search(sentence):
                for finding in _dates(view, passage, at, sentence, starts, ends):
                    if not _is_extension(sentence, finding.found, latest) and not settings.excepts(finding.found):
                        yield _of(finding, text.kind, passage.article)


def _itself(view: SetView) -> Pattern:
    """A sentence of another text that says of the agreement or the covenant when it begins or ends."""
    of_them = [text for text in view.texts if text.sort in (TextSort.AGREEMENT, TextSort.COVENANT)]
    names = {name for text in of_them for name in (text.kind, text.document.meta.short_title) if name}
    words = "|".join(map(re.escape, sorted(names))) or r"(?!)"
    return pattern_of(
        rf"(?:^|[,:]\s|dat\s)(?:de|het|deze|dit|uw)\s(?:{words})\s(?:loopt|eindigt|begint|geldt|gaat\sin)(?!\w)",
        re.IGNORECASE,
    )


def _is_extension(sentence: str, found: str, latest: date) -> bool:
    """Whether a day is one after all extensions, in a sentence about them: R041 tells of those."""
    day = next(dates_in(found)).day
    return "verleng" in sentence.lower() and day is not None and day > latest


def _dates(
    view: SetView, passage: Passage, at: int, sentence: str, starts: dict[date, str], ends: dict[date, str]
) -> Iterator[Finding]:
    for written in dates_in(sentence):
        before = sentence[: written.start]
        day = written.day
        if day is None:
            continue
        if _PLAIN_UNTIL.search(before) and not day.day > 1:
            day = days_later(day, -1)
        wanted = starts if _FROM.search(before) else ends if _UNTIL.search(before) else starts | ends
        if wanted and day not in wanted:
            name = next(iter(wanted.values()))
            expected = " of ".join(map(long_date, wanted))
            message = f"deze datum is niet die van het profiel; verwacht: {expected}"
            related = (Related(view.fact_place(name), f"hier staat `{name}`"),)
            hint = f"schrijf `{{{{ {name} | datum }}}}`"
            place = passage.place(at + written.start)
            yield Finding(message, place, written.text, expected, (hint,), related)


def _of(finding: Finding, kind: str, article: str) -> Finding:
    return Finding(
        finding.message,
        finding.span,
        finding.found,
        finding.expected,
        finding.hints,
        finding.related,
        article,
        kind,
    )


def _days(view: SetView, names: tuple[str, ...]) -> dict[date, str]:
    days: dict[date, str] = {}
    for name in names:
        day = view.fact(name)
        if isinstance(day, date):
            days.setdefault(day, name)
    return days


RULE = SetRule(
    id="R040",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("starts", ("looptijd.start",), "de feiten met een eerste dag."),
        Setting("ends", ("looptijd.eind", "looptijd.uiterste_eind"), "de feiten met een laatste dag."),
        Setting("about", ("overeenkomst", "convenant"), "woorden waaraan een zin over de overeenkomst te kennen is."),
        Setting(
            "says",
            (
                "looptijd",
                r"\bloopt\b",
                r"\blopen\b",
                r"\bgeldt (?:van|tot)",
                r"\beindigt\b",
                r"\bgaat (?:\w+ )?in\b",
                "in werking",
                "ingangsdatum",
                r"\bbegint\b",
            ),
            "woorden die zeggen wanneer (reguliere expressies).",
        ),
    ),
    check=_check,
)
