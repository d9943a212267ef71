"""R071: Een organisatie bestaat op de dag waarop zij handelt, en een opvolger heeft een dag en een grond.

Wie is opgeheven, kan geen partij zijn. De regel kijkt of een organisatie die ophoudt een opvolger noemt die de dag
erna begint en een grond heeft, of een editie geen organisatie bij naam noemt die op die datum niet bestaat, en of
niemand na zijn laatste dag partij is of tekent. Wie de taak in een tekst krijgt met
`{{ uitvoeringsorganisatie.korte_naam }}`, is altijd die van de datum van de editie.

Fout:

    - {id: bureau, valid_until: 2025-12-31, …}                        # wie daarna?
    - {id: dienst, valid_from: 2026-02-01, …}

Goed:

    - {id: bureau, valid_until: 2025-12-31, successor: dienst, …}
    - {id: dienst, valid_from: 2026-01-01, ground: gemeenschappelijke regeling, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.dates import dates_in
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Organisation
from akkoord.spec.days import days_later

_ACTS = re.compile(
    r"(?<!\w)(?:(?:contract)?partij|(?:onder)?teken(?:t|en|de|d)?|ondertekening|getekend|sluit|vertegenwoordigt|verlengt|treedt\sop)(?!\w)",
    re.IGNORECASE,
)
"""What only somebody can do who is there."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    bodies = {body.id: body for body in view.region.organisations}
    for body in bodies.values():
        yield from _succeeded(body, bodies)
    day = view.edition.date
    now = {
        b.short_name for b in bodies.values() if b.valid_from <= day and (b.valid_until is None or day <= b.valid_until)
    }
    yield from _acting(view, settings)
    gone = [b for b in bodies.values() if b.short_name not in now]
    for text, passage in view.passages if gone else ():
        if text.sort not in (TextSort.AGREEMENT, TextSort.COVENANT):
            continue
        for body in gone:
            found = re.search(rf"(?<!\w)(?:{re.escape(body.name)}|{re.escape(body.short_name)})(?!\w)", passage.masked)
            if found is not None and not settings.excepts(found[0]):
                message = f"`{found[0]}` bestaat niet op {long_date(day)}"
                related = (Related(body.span, "de organisatie in het profiel"),)
                place = passage.place(found.start())
                yield Finding(message, place, found[0], "", (), related, passage.article, text.kind)


def _acting(view: SetView, settings: Settings) -> Iterator[Finding]:
    """A sentence in which an organisation is a party, or signs, on a day after its last."""
    for body in view.region.organisations:
        if body.valid_until is None:
            continue
        named = re.compile(rf"(?<!\w)(?:{re.escape(body.name)}|{re.escape(body.short_name)})(?!\w)")
        for text, passage in view.passages:
            for at, sentence in sentences_in(passage.text) if named.search(passage.text) else ():
                found, acts = named.search(sentence), _ACTS.search(sentence)
                later = any(_after(sentence, one.start, one.day, body.valid_until) for one in dates_in(sentence))
                if found is not None and acts is not None and later and not settings.excepts(found[0]):
                    message = (
                        f"`{found[0]}` is er sinds {long_date(body.valid_until)} niet meer, en kan dan geen partij zijn"
                    )
                    related = (Related(body.span, "de organisatie in het profiel"),)
                    place = passage.place(at + found.start())
                    yield Finding(message, place, found[0], "", (), related, passage.article, text.kind)


def _after(sentence: str, start: int, day: date | None, last: date) -> bool:
    """Whether a day is one after the last, or the last of which is said that this is what comes after it."""
    if day is None:
        return False
    return day > last or (day == last and sentence[:start].rstrip().lower().endswith("na"))


def _succeeded(body: Organisation, bodies: dict[str, Organisation]) -> Iterator[Finding]:
    if body.valid_until is None:
        return
    next_day = days_later(body.valid_until, 1)
    successor = bodies.get(body.successor)
    if not body.successor:
        message = f"`{body.id}` houdt op en noemt geen opvolger"
        yield Finding(message, body.span, body.id, hints=("voeg toe: `successor: …`",))
    elif successor is not None and successor.valid_from != next_day:
        message = f"de opvolger `{successor.id}` begint niet op de dag na het einde van `{body.id}`"
        related = (Related(body.span, f"`{body.id}`"),)
        yield Finding(message, successor.span, successor.valid_from.isoformat(), next_day.isoformat(), related=related)
    elif successor is not None and not successor.ground:
        message = f"de opvolger `{successor.id}` heeft geen grond"
        yield Finding(message, successor.span, successor.id, hints=("voeg toe: `ground: …`",))


RULE = SetRule(
    id="R071",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.PUBLIC,),
    codes=(
        Held("SCH002", "`valid_from` ontbreekt (bij `organisations`"),
        Held("SIG001"),
        Held("SPC030"),
        Held("SPC031"),
    ),
    check=_check,
)
