"""R002: Artikelen zijn doorlopend genummerd; wat ertussen is gekomen, heeft een letter.

Nummers worden geteld, nooit getypt, en kunnen dus niet dubbel zijn of overslaan. Wie in het documentbestand een nummer
opgeeft, doet een bewering: een ingevoegd artikel `14a` staat direct na 14, en een ander nummer is het getelde. Een
nummer dat iemand in de titel van een clausule typt, komt naast het getelde te staan; ook dat ziet de regel.

Fout:

    - article: [ro-bedrijfsvoering]   # na artikel 12
      number: 14a

Goed:

    - article: [ro-bedrijfsvoering]   # na artikel 14
      number: 14a
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, Held, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity

_TYPED = re.compile(
    r"\s*(?:(?:artikel|hoofdstuk|bijlage|paragraaf|art\.)\s+[0-9ivx]+[a-z]?\b|[0-9]+(?:(?:\.[0-9]+)+[.:)]?|[.:)])\s)",
    re.I,
)


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    found = _TYPED.match(passage.masked) if passage.title else None
    if found is not None and not settings.excepts(found[0].strip()):
        message = "een getypt nummer in een kop; verwacht: alleen de titel, want het nummer wordt geteld"
        yield Finding(message, passage.place(found.start()), found[0].strip(), hints=("haal het nummer uit de titel",))


RULE = PassageRule(
    id="R002",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PUBLIC,),
    codes=(
        Held("NUM002", "het artikel"),
        Held("NUM004"),
    ),
    check=_check,
)
