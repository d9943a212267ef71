"""R050: Het convenant is vastgesteld voor het ingaat, of zegt dat het terugwerkt.

Wat na de ingangsdatum is vastgesteld, bindt over de tijd daarvoor alleen als de tekst dat zegt. De regel houdt de dag
waarop elke clausule is goedgekeurd, en de dag die het profiel voor de vaststelling noemt, tegen de datum van de
editie. De woorden van een bepaling over terugwerkende kracht zijn een instelling.

Fout:

    Editie van 1 januari 2023; een clausule met `approved_on: 2023-02-23`.

Goed:

    Dit convenant werkt terug tot en met 1 januari 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import DATE, dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.library import ClauseStatus

_ADOPTED = pattern_of(
    rf"\bconvenant\b[^.;]{{0,60}}\bvastgesteld\b[^.;]{{0,30}}?\bop\s+({DATE})"
    rf"|\bconvenant\b[^.;]{{0,40}}?\bop\s+({DATE})[^.;]{{0,40}}?\bvastgesteld\b"
    rf"|\b(?:stelt|stelde|stellen|stelden)\b[^.;]{{0,60}}?\bconvenant\b[^.;]{{0,30}}?\bop\s+({DATE})[^.;]{{0,30}}?\bvast\b",
    re.IGNORECASE,
)


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.COVENANT or text.edition.status is ClauseStatus.CONCEPT:
        return
    words = settings.texts("retroactive")
    if any(word in passage.text.lower() for passage in text.passages for word in words):
        return
    limit = text.edition.date
    related = (Related(text.edition.span, f"de editie gaat in op {long_date(limit)}"),)
    hint = "neem een bepaling op over terugwerkende kracht, of stel een nieuwe versie vast die later ingaat"
    for clause in text.clauses:
        approved = clause.approved_on
        if approved is not None and approved > limit:
            message = f"`{clause.id}` is vastgesteld nadat het convenant inging, en de tekst werkt niet terug"
            expected = f"uiterlijk {long_date(limit)}"
            yield Finding(message, clause.span, approved.isoformat(), expected, (hint,), related)
    for passage in text.holding(_ADOPTED):
        for found in _ADOPTED.finditer(passage.text):
            written = next(filter(None, found.groups()))
            day = next(dates_in(written)).day
            if day is not None and day > limit:
                message = "het convenant is vastgesteld nadat het inging, en de tekst werkt niet terug"
                expected = f"uiterlijk {long_date(limit)}"
                place = passage.place(found.start() + found[0].index(written))
                yield Finding(message, place, written, expected, (hint,), related, passage.article)
    yield from _deadline(text, settings, limit)


def _deadline(text: TextView, settings: Settings, limit: date) -> Iterator[Finding]:
    """The profile says by when it must be adopted: not later than it takes effect."""
    parameter = text.region.parameter(settings.text("before"), limit)
    if parameter is None or not isinstance(parameter.value, date):
        return
    first = parameter.period.first or date.min
    if first <= limit < parameter.value:
        message = "de dag waarvoor het convenant moet zijn vastgesteld, ligt na de dag waarop het ingaat"
        related = (Related(text.edition.span, f"de editie gaat in op {long_date(limit)}"),)
        yield Finding(message, parameter.span, long_date(parameter.value), f"uiterlijk {long_date(limit)}", (), related)


RULE = TextRule(
    id="R050",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE, Basis.PUBLIC),
    settings=(
        Setting("before", "vaststellen_voor", "het feit met de dag waarvoor het convenant moet zijn vastgesteld."),
        Setting("retroactive", ("terugwerk", "werkt terug"), "woorden van een bepaling over terugwerkende kracht."),
    ),
    check=_check,
)
