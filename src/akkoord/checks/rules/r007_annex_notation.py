"""R007: Bijlagen hebben elk een eigen nummer, in één notatie.

Nummers van bijlagen worden geteld en staan overal hetzelfde. Wie er zelf een typt, kan een andere notatie kiezen:
"Bijlage 2" naast "Bijlage I" lijkt een andere bijlage. Een bijlage bij een wet houdt haar eigen nummer. De regel kijkt
naar bijlagen die er zijn, en `check --fix` schrijft hun nummer zoals de set; een bijlage die er in geen notatie is,
meldt R021.

Fout:

    De tarieven staan in Bijlage 2.     # de bijlagen heten Bijlage I, Bijlage II, …

Goed:

    De tarieven staan in [](#bijlage-tarieven).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from akkoord.checks.annexes import CITED, as_counted, numbers_of, reachable
from akkoord.checks.finding import Finding, Fix
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity, Span

_NOTATIONS = {"romeins": r"[IVXLC]+", "arabisch": r"[0-9]+", "letters": r"[A-Z]"}


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    notation = settings.text("notation")
    right = re.compile(_NOTATIONS.get(notation, r"\S+"))
    if not any(numbers_of(view, text) for text in view.texts):
        return
    for kind, article, words, place, own in _words(view):
        for found in CITED.finditer(words):
            if right.fullmatch(found[1]) or settings.excepts(found[0]):
                continue
            number = as_counted(found[1])
            if own is not None and number not in own:
                continue  # an annex that is not there at all is found by R021
            message = f"deze bijlage heeft een andere notatie dan de bijlagen van de set ({notation})"
            expected = f"Bijlage {number}" if notation == "romeins" else ""
            hint = "schrijf een levende verwijzing: die heeft altijd het nummer dat geldt"
            at = place(found.start())
            fix = None
            if expected and own is not None and at is not None and found[1].isdecimal():
                fix = Fix(at, found[0], f"{found[0][: -len(found[1])]}{number}")
            yield Finding(message, at, found[0], expected, (hint,), (), article, kind, fix=fix)


def _words(view: SetView) -> Iterator[tuple[str, str, str, Callable[[int], Span | None], frozenset[str] | None]]:
    """What an author typed, with the kind of its document, the article, and where each character stands.

    Last come the numbers of the annexes that it can speak of, None for a title: that names its own document.
    """
    for text in view.texts:
        for words, place in text.cover:
            yield text.kind, "", words, lambda _at, there=place: there, None
    known = {text.kind: reachable(view, text) for text in view.texts}
    for text, passage in view.passages:
        yield text.kind, passage.article, passage.masked, passage.place, known[text.kind]


RULE = SetRule(
    id="R007",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(Setting("notation", "romeins", "de notatie: `romeins`, `arabisch` of `letters`."),),
    codes=(Held("NUM002", "de bijlage"),),
    check=_check,
)
