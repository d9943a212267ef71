"""R023: Verwijzingen hebben overal dezelfde vorm: die van het profiel.

De ene clausule schrijft "artikel 3 lid 2 onder a", de andere "art. 3.2" of "artikel 3, tweede lid, sub a". Dat
leest als slordigheid, en wie zoekt vindt de helft. Een levende verwijzing heeft vanzelf de goede vorm.

Fout:

    Zie art. 3 lid 2 sub b.

Goed:

    Zie artikel 3 lid 2 onder b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.citations import names_law
from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.spec import ReferenceStyle

_SHORT = {"art.": "artikel", "artt.": "artikelen", "sub": "onder", "hfst.": "hoofdstuk", "bijl.": "bijlage"}
_WORDS = pattern_of(r"(?<!\w)(?:(?:artt?|hfst|bijl)\.(?=\s\d)|sub(?=\s[a-z](?![\w-])))", re.IGNORECASE)
_RANK = re.compile(
    r"(?<=\d), ?(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende) lid", re.IGNORECASE
)
_LID = re.compile(r"(?<=\d) lid \d+")


def _check(text: TextView, _settings: Settings) -> Iterator[Finding]:
    other = _RANK if text.region.references is ReferenceStyle.LID else _LID
    wanted = "artikel 3 lid 2" if text.region.references is ReferenceStyle.LID else "artikel 3, tweede lid"
    for passage in text.passages:
        for found in _WORDS.finditer(passage.masked):
            yield _short(passage, found)
        for found in other.finditer(passage.masked):
            if names_law(passage.masked[found.end() :]):
                continue  # a law is cited as its own text is
            message = f"deze vorm van verwijzen is niet die van het profiel; verwacht: zoals `{wanted}`"
            yield Finding(message, passage.place(found.start()), found[0].strip(" ,"), article=passage.article)


def _short(passage: Passage, found: re.Match[str]) -> Finding:
    place, whole = passage.place(found.start()), _SHORT[found[0].lower()]
    if found[0][0].isupper():
        whole = whole.capitalize()
    fix = Fix(place, found[0], whole) if place is not None else None
    context = passage.typed
    return Finding(
        "een verwijzing is voluit geschreven", place, found[0], whole, article=passage.article, context=context, fix=fix
    )


RULE = TextRule(
    id="R023",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    switchable=True,
    check=_check,
)
