"""R071: Een organisatie bestaat op de dag waarop zij handelt, en een opvolger heeft een dag en een grond.

Wie is opgeheven, kan geen partij zijn. De regel kijkt of een organisatie die ophoudt een opvolger noemt die de dag erna
begint en een grond heeft, en of een editie geen organisatie bij naam noemt die op die datum niet bestaat. Wie de taak
in een tekst krijgt met `{{ uitvoeringsorganisatie.korte_naam }}`, is altijd die van de datum van de editie.

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

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Organisation
from akkoord.spec.days import days_later


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    bodies = {body.id: body for body in view.region.organisations}
    for body in bodies.values():
        yield from _succeeded(body, bodies)
    day = view.edition.date
    now = {
        b.short_name for b in bodies.values() if b.valid_from <= day and (b.valid_until is None or day <= b.valid_until)
    }
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
        Held("SIG001"),
        Held("SPC030"),
        Held("SPC031"),
    ),
    check=_check,
)
