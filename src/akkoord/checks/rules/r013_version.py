"""R013: Elk stuk noemt zijn eigen versie, en die van een ander, zoals de editie haar geeft.

Welke versie een document in een editie heeft, staat één keer, in de editie, en komt zo in titelpagina, voet en
verwijzingen. Een versie die iemand typt, blijft staan bij de volgende. De regel leest "versie 1.0" op de titelpagina,
en achter of voor de titel van een document van de set ("versie 1.0 van de Raamovereenkomst").

Fout:

    lines: ["Versie 0.9"]     # de editie noemt 1.0

Goed:

    lines: ["Versie {{ versie }}"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity

_VERSION = pattern_of(r"(?<!\w)versie\s+([0-9]+(?:\.[0-9]+)+)", re.IGNORECASE)
_BETWEEN = r"\s*[,(]?\s*(?:van de\s+|van het\s+|in\s+)?versie\s+([0-9]+(?:\.[0-9]+)+)"
_AMENDING = (TextSort.ADDENDUM, TextSort.LETTER)
"""Texts that speak of versions that were: those of the edition before."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    related = (Related(view.edition.span, f"de versies van editie {view.edition.id}"),)
    versions = {text.document.meta.title: text.document.meta.version for text in view.texts}
    versions |= {text.document.meta.short_title: text.document.meta.version for text in view.texts}
    for text in view.texts:
        right = text.document.meta.version
        for words, place in text.cover if text.sort not in _AMENDING else ():
            for found in _VERSION.finditer(words):
                if found[1] != right:
                    message = f"dit document heeft in editie {view.edition.id} versie {right}"
                    yield Finding(message, place, found[0], f"versie {right}", related=related, document=text.kind)
    titles = "|".join(map(re.escape, sorted(filter(None, versions), key=len, reverse=True)))
    cited = pattern_of(rf"(?<!\w)({titles}){_BETWEEN}", re.IGNORECASE)
    before = pattern_of(rf"(?<!\w)versie\s+([0-9]+(?:\.[0-9]+)+)\s+van\s+(?:de|het)\s+({titles})(?!\w)", re.IGNORECASE)
    folded = {title.casefold(): version for title, version in versions.items()}
    for text, passage in view.passages:
        if not titles or text.sort in _AMENDING:
            continue
        named = [(found, 1, 2) for found in cited.finditer(passage.text)]
        named += [(found, 2, 1) for found in before.finditer(passage.text)]
        for found, title, version in named:
            right = folded[found[title].casefold()]
            if found[version] != right and not settings.excepts(found[0]):
                message = f"`{found[title]}` heeft in editie {view.edition.id} versie {right}"
                place = passage.place(found.start(version))
                yield Finding(message, place, found[version], right, (), related, passage.article, text.kind)


RULE = SetRule(
    id="R013",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(Held("DOC002"),),
    check=_check,
)
