"""R031: Elke definitie wordt buiten de lijst gebruikt.

Een term die nergens staat, is overgebleven uit een ander stuk, of de tekst gebruikt een ander woord voor hetzelfde.
Meervoud, verkleinwoord, samenstelling en de vormen die de definitie zelf noemt, tellen als gebruik.

Fout:

    **Driemilieuvoorziening**: een voorziening voor wonen, school en vrije tijd.     (nergens gebruikt)

Goed:

    **Driemilieuvoorziening**: een voorziening voor wonen, school en vrije tijd.
    Artikel 5: verblijf in een driemilieuvoorziening duurt ten hoogste een jaar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.inflection import stem, stems
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    definitions = {d.clause: d for d in view.definitions}
    used: set[str] = set()
    rest: list[str] = []
    for _, passage in view.passages:
        defining = passage.clause.partition("@")[0]
        own = definitions.get(defining)
        if own is None or not own.only:
            rest.append(passage.text)
        used |= {stem(word) for word in _WORD.findall(passage.text) if own is None or not own.only}
    text = " ".join(rest).casefold()
    for definition in definitions.values():
        if definition.only and not settings.excepts(definition.term) and not _is_used(definition, used, text):
            message = f"de term `{definition.term}` wordt buiten de begrippen nergens gebruikt"
            yield Finding(
                message,
                definition.span,
                definition.term,
                hints=("haal de definitie weg, of gebruik de term",),
                article=definition.article,
                document=definition.kind,
                context=definition.meaning,
            )


def _is_used(definition: Definition, used: set[str], text: str) -> bool:
    for form in definition.forms:
        own = stems(form)
        if form.casefold() in text or (own and all(part in used for part in own)):
            return True
    single = [stems(form)[0] for form in definition.forms if len(stems(form)) == 1]
    return any(word.startswith(start) and len(start) > 4 for start in single for word in used)


RULE = SetRule(
    id="R031",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
