"""R004: Leden zijn doorlopend genummerd, en een artikel met één lid heeft geen lidnummer.

Ook de nummers van leden en onderdelen worden geteld. Een cijfer of letter die iemand vóór een zin typt, staat naast het
getelde nummer of doet alsof, en verwijzingen vinden het niet. Dieper dan subonderdelen is er geen nummer meer.

Fout:

    Opdrachtnemer meldt:
    3) een incident;

Goed:

    1. Opdrachtnemer meldt:
       1. een incident;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, Held, PassageRule, Scope
from akkoord.checks.settings import Settings
from akkoord.diagnostics import Severity
from akkoord.tree import Role

_TYPED = re.compile(
    r"(?:(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]|\((?:[0-9]{1,2}|[a-z]|[ivx]{1,4})\)|[0-9]{1,2}[°º]"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?|lid\s+[0-9]{1,2}(?:[.:]|(?=\s+(?-i:[A-Z]))))\s+(?=\S)",
    re.IGNORECASE,
)


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    found = _TYPED.match(passage.masked) if not passage.title and passage.role is Role.BODY else None
    if found is not None and not settings.excepts(found[0].strip()):
        message = "een getypt nummer of een getypte letter vóór de tekst; verwacht: een genummerde lijst"
        hint = "schrijf elk lid en onderdeel als `1.`; het nummer wordt geteld"
        yield Finding(message, passage.place(0), found[0].strip(), hints=(hint,))


RULE = PassageRule(
    id="R004",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PUBLIC,),
    codes=(
        Held("NUM001"),
        Held("MDN029"),
    ),
    check=_check,
)
