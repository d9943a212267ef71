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
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.COVENANT:
        return
    forms = settings.texts("forms")
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
