"""R111: Niemand zit langer in de regiegroep dan afgesproken.

De zittingstermijn houdt de vertegenwoordiging fris. Voor wie nog zit, telt de regel tot de datum van de editie. Ook
een tekst die een langere tijd noemt, wordt gevonden.

Fout:

    termijn_max_jaren: {value: 2, source: convenant}
    - {seat: wethouder, side: gemeenten, valid_from: 2023-03-01, valid_until: 2025-06-01}

Goed:

    - {seat: wethouder, side: gemeenten, valid_from: 2023-03-01, valid_until: 2025-02-28}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.covenant import covenant_kinds, minimum
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import MONTHS, long_date
from akkoord.spec import Side
from akkoord.spec.days import days_later, years_later

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"
_SITS = pattern_of(
    rf"(?<!\w)(?:lid|leden|vertegenwoordigers?|bestuurders?|wethouders?)\s(?:(?!regiegroep)[^.;]){{0,60}}?(?<![\w.,-])({_WORDS})\sjaar(?!\w)"
    r"(?:[^.;]{0,60}?(?:regiegroep|lid|vertegenwoordiger)(?!\w))?",
    re.IGNORECASE,
)
_SINCE = pattern_of(
    rf"(?<!\w)(?:sinds|vanaf)\s(?:([0-9]{{1,2}})\s({'|'.join(MONTHS)})\s)?([0-9]{{4}})\s[^.;]{{0,40}}?(?:lid|vertegenwoordiger)\s(?:van|in)"
    r"\sde\sregiegroep(?!\w)",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    most, recorded = minimum(view, settings.text("maximum")), view.region.governance
    if most is not None and covenant_kinds(view):
        yield from _in_texts(view, settings.text("maximum"), most)
    if most is None or recorded is None or not covenant_kinds(view):
        return
    for member in recorded.members:
        first = member.period.first
        if first is None or member.side is Side.PROCESS:
            continue
        limit = days_later(years_later(first, most), -1)
        last = member.period.last or view.edition.date
        if last > limit:
            message = f"`{member.seat}` zit langer dan {most} jaar in de regiegroep"
            yield Finding(message, member.span, long_date(last), f"tot en met {long_date(limit)}", context=message)


def _in_texts(view: SetView, name: str, most: int) -> Iterator[Finding]:
    """A text by which somebody sits in the group for longer than is agreed."""
    related = (Related(view.fact_place(name), "hier staat de langste tijd"),)
    for text, passage in view.passages:
        for found in _SITS.finditer(passage.masked):
            years = number_of(found[1])
            about = "regiegroep" in passage.text.lower() or "vertegenwoordiger" in found[0].lower()
            if about and years is not None and years > most:
                place, wanted = passage.place(found.start(1)), f"ten hoogste {most} jaar"
                message = "iemand zit langer in de regiegroep dan afgesproken"
                yield Finding(message, place, f"{found[1]} jaar", wanted, (), related, passage.article, text.kind)
        for found in _SINCE.finditer(passage.masked):
            first = _day(found)
            if first is not None and view.edition.date >= years_later(first, most):
                limit = days_later(years_later(first, most), -1)
                place, wanted = passage.place(found.start()), f"tot en met {long_date(limit)}"
                message = f"iemand zit langer dan {most} jaar in de regiegroep"
                yield Finding(message, place, found[0], wanted, (), related, passage.article, text.kind)


def _day(found: re.Match[str]) -> date | None:
    month = MONTHS.index(found[2].lower()) + 1 if found[2] else 1
    try:
        return date(int(found[3]), month, int(found[1] or 1))
    except ValueError:
        return None


RULE = SetRule(
    id="R111",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("maximum", "termijn_max_jaren", "het feit met de langste zittingsduur, in jaren."),),
    codes=(Held("SCH002", "`members`"),),
    check=_check,
)
