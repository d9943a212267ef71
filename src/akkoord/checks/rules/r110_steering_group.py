"""R110: De regiegroep heeft niet meer leden dan afgesproken, en beide kanten zitten erin.

Wie het proces ondersteunt, telt niet mee en stemt niet. Een tekst noemt geen groter aantal. De regel telt op iedere
dag waarop een lid begint of een editie ingaat. Houdt het profiel geen leden bij, dan is dat één waarschuwing: dan is
er niets te tellen.

Fout:

    regiegroep_max: {value: 8, source: convenant}
    governance: {members: […]}     # negen zetels van gemeenten en aanbieders samen

Goed:

    governance: {members: […]}     # vier van gemeenten, vier van aanbieders, en één voor het proces
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.covenant import covenant_kinds, minimum
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Side, SteeringMember
from akkoord.spec.days import years_later

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"
_MEMBERS = pattern_of(
    rf"(?<!\w)regiegroep\s[^.;]{{0,60}}?(?<![\w.,-])({_WORDS})\s(?:\w+e\s)?(?:leden|vertegenwoordigers)(?!\w)"
    rf"|(?<![\w.,-])({_WORDS})\s(?:\w+e\s)?(?:leden|vertegenwoordigers)\s[^.;]{{0,40}}?regiegroep(?!\w)",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    most = minimum(view, settings.text("maximum"))
    if most is None or not covenant_kinds(view):
        return
    yield from _in_texts(view, settings.text("maximum"), most)
    recorded = view.region.governance
    members = () if recorded is None else tuple(m for m in recorded.members if m.side is not Side.PROCESS)
    if recorded is None or not members:
        message = "het profiel houdt de leden van de regiegroep niet bij, dus is hun aantal niet nagegaan"
        place = view.region.span if recorded is None else recorded.span
        yield Finding(message, place, hints=("noem ze bij `governance.members`",), severity=Severity.WARNING)
        return
    limit = Related(view.fact_place(settings.text("maximum")), "hier staat het grootste aantal")
    for day in _days(members, view.edition.date):
        yield from _on(day, [m for m in members if m.period.holds(day)], most, limit)


def _in_texts(view: SetView, name: str, most: int) -> Iterator[Finding]:
    """A text that gives the group more members than it may have."""
    related = (Related(view.fact_place(name), "hier staat het grootste aantal"),)
    for text, passage in view.passages:
        for found in _MEMBERS.finditer(passage.masked):
            group = 1 if found[1] else 2
            members = number_of(found[group])
            if members is not None and members > most:
                place, wanted = passage.place(found.start(group)), f"ten hoogste {most}"
                message = "een regiegroep met meer leden dan mag"
                yield Finding(message, place, found[group], wanted, (), related, passage.article, text.kind)


def _days(members: tuple[SteeringMember, ...], edition: date) -> list[date]:
    """The date of the edition, and each day in the year after it on which somebody begins."""
    end = years_later(edition, 1)
    begins = {m.period.first for m in members if m.period.first is not None and edition <= m.period.first < end}
    return sorted(begins | {edition})


def _on(day: date, there: list[SteeringMember], most: int, limit: Related) -> Iterator[Finding]:
    if not there:
        return
    last = max(there, key=lambda m: (m.period.first or date.min, m.span.line))
    if len(there) > most:
        message = f"op {long_date(day)} heeft de regiegroep {len(there)} leden"
        related = (limit, *(Related(m.span, "lid") for m in there if m is not last))
        yield Finding(message, last.span, last.seat, f"ten hoogste {most} leden", (), related)
    sides = {m.side for m in there}
    for side in (Side.MUNICIPALITIES, Side.PROVIDERS):
        if side not in sides:
            message = f"op {long_date(day)} zit niemand voor de {side.value} in de regiegroep"
            yield Finding(message, last.span, last.seat, f"ten minste één lid voor de {side.value}")


RULE = SetRule(
    id="R110",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("maximum", "regiegroep_max", "het feit met het grootste aantal leden van de regiegroep."),),
    check=_check,
)
