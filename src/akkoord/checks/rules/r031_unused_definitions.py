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
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    definitions = {d.clause: d for d in view.definitions}
    rest: list[str] = []
    for _, passage in view.passages:
        own = definitions.get(passage.clause.partition("@")[0])
        if own is None or not own.only:
            rest.append(passage.text)
    text = " ".join(rest).casefold()
    looked = [d for d in definitions.values() if d.only and not settings.excepts(d.term)]
    # Nearly every term stands there in one of its forms, so that no word needs to be brought back to its stem.
    left = [d for d in looked if not any(form.casefold() in text for form in d.forms)]
    used = {stem(word) for words in rest for word in _WORD.findall(words)} if left else set[str]()
    for definition in left:
        if not _is_used(definition, used):
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


def _is_used(definition: Definition, used: set[str]) -> bool:
    """Whether a term stands in another form, or begins a longer word; `used` are the stems of all words."""
    for form in definition.forms:
        own = stems(form)
        if own and all(part in used for part in own):
            return True
    single = [stems(form)[0] for form in definition.forms if len(stems(form)) == 1]
    return any(word.startswith(start) and len(start) > 4 for start in single for word in used)


RULE = SetRule(
    id="R031",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    needs=Needs.DOCUMENTS,
    check=_check,
)
