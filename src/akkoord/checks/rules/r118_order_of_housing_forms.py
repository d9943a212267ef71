"""R118: Waar de vier woonvormen op een rij staan, staan zij in de afgesproken volgorde.

De volgorde loopt van duur naar goedkoop; wie haar omdraait, geeft een andere voorkeur aan. De regel kijkt naar
iedere alinea van het convenant die alle vormen uit `forms` noemt.

Fout:

    Woonvormen zijn een pleeggezin, een gezinshuis, een gezinsgroep en een kleinschalige voorziening.

Goed:

    Woonvormen zijn een kleinschalige voorziening, een gezinsgroep, een gezinshuis en een pleeggezin.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity

_ITEM = 60
"""An item that names a form is no longer."""


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.COVENANT:
        return
    forms = settings.texts("forms")
    yield from _listed(text, forms)
    for passage in text.passages:
        words = passage.text.casefold()
        places = [_first(words, form.casefold(), forms) for form in forms]
        if min(places) >= 0 and places != sorted(places):
            there = [form for _, form in sorted(zip(places, forms, strict=True))]
            yield Finding(
                "de woonvormen staan in een andere volgorde dan afgesproken",
                passage.place(min(places)),
                ", ".join(there),
                ", ".join(forms),
                article=passage.article,
            )


def _listed(text: TextView, forms: tuple[str, ...]) -> Iterator[Finding]:
    """The forms as items that follow each other in a list, each named by the last word that it is known by."""
    run: list[tuple[int, Passage]] = []
    for passage in text.passages:
        words = passage.text.casefold().strip(" ;.").split(" of ")[0]
        rank = next(
            (at for at, form in enumerate(forms) if len(words) <= _ITEM and _names(words, form.casefold())), None
        )
        run = [*run, (rank, passage)] if rank is not None else []
        ranks = [at for at, _ in run]
        if len(run) == len(forms) and sorted(ranks) == list(range(len(forms))) and ranks != sorted(ranks):
            message = "de woonvormen staan in een andere volgorde dan afgesproken"
            wrong = next(p for at, (one, p) in enumerate(run) if one != at)
            yield Finding(message, wrong.place(0), wrong.text, ", ".join(forms), article=wrong.article)


def _names(words: str, form: str) -> bool:
    """Whether an item names a form: by its only word, or by the first and last of several."""
    first, _, last = form.partition(" ")
    return words == form if not last else words.startswith(first) and words.endswith(last)


def _first(words: str, form: str, forms: tuple[str, ...]) -> int:
    """Where a form is first named, -1 for nowhere; not where it is the beginning of the name of another one."""
    longer = [f.casefold() for f in forms if f.casefold() != form and f.casefold().startswith(form)]
    at = words.find(form)
    while at >= 0 and any(words.startswith(other, at) for other in longer):
        at = words.find(form, at + 1)
    return at


RULE = TextRule(
    id="R118",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "forms",
            ("kleinschalige voorziening", "gezinsgroep", "gezinshuis", "pleeggezin"),
            "de woonvormen in de afgesproken volgorde.",
        ),
    ),
    check=_check,
)
