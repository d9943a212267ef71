"""R007: Bijlagen hebben elk een eigen nummer, in één notatie.

Nummers van bijlagen worden geteld en staan overal hetzelfde. Wie er zelf een typt, kan een andere notatie kiezen:
"Bijlage 2" naast "Bijlage I" lijkt een andere bijlage. Een bijlage bij een wet houdt haar eigen nummer. Waar die
bijlage er is, schrijft `check --fix` het nummer zoals de set.

Fout:

    De tarieven staan in Bijlage 2.     # de bijlagen heten Bijlage I, Bijlage II, …

Goed:

    De tarieven staan in [](#bijlage-tarieven).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from akkoord.checks.annexes import CITED, numbers_of, roman
from akkoord.checks.finding import Finding, Fix
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity, Span

_NOTATIONS = {"romeins": r"[IVXLC]+", "arabisch": r"[0-9]+", "letters": r"[A-Z]"}
_MOST = 40


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    notation = settings.text("notation")
    right = re.compile(_NOTATIONS.get(notation, r"\S+"))
    numbers = {number for text in view.texts for number in numbers_of(view, text)}
    if not numbers:
        return
    for kind, article, words, place in _words(view):
        for found in CITED.finditer(words):
            if not right.fullmatch(found[1]) and not settings.excepts(found[0]):
                message = f"deze bijlage heeft een andere notatie dan de bijlagen van de set ({notation})"
                expected = f"Bijlage {roman(int(found[1]))}" if _as_roman(found[1], notation) else ""
                hint = "schrijf een levende verwijzing: die heeft altijd het nummer dat geldt"
                at = place(found.start())
                fix = None
                if expected and at is not None and roman(int(found[1])) in numbers:
                    fix = Fix(at, found[0], f"{found[0][: -len(found[1])]}{roman(int(found[1]))}")
                yield Finding(message, at, found[0], expected, (hint,), (), article, kind, fix=fix)


def _words(view: SetView) -> Iterator[tuple[str, str, str, Callable[[int], Span | None]]]:
    """What an author typed, with the kind of its document, the article, and where each character stands."""
    for text in view.texts:
        for words, place in text.cover:
            yield text.kind, "", words, lambda _at, there=place: there
    for text, passage in view.passages:
        yield text.kind, passage.article, passage.masked, passage.place


def _as_roman(number: str, notation: str) -> bool:
    return notation == "romeins" and number.isdecimal() and int(number) < _MOST


RULE = SetRule(
    id="R007",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(Setting("notation", "romeins", "de notatie: `romeins`, `arabisch` of `letters`."),),
    codes=("NUM002",),
    check=_check,
)
