"""R003: Het artikel waar een ander stuk voor geschillen naar verwijst, gaat over geschillen.

Het convenant verwijst voor geschillen naar een artikel van de raamovereenkomst. Komt er een artikel tussen, dan wijst
een getypt nummer naar een ander onderwerp. Het nummer uit het profiel wordt bij het samenstellen gehouden tegen het
levende nummer (`asserts`); deze regel leest of de titel van dat artikel het onderwerp noemt.

Fout:

    geschil_artikel: {value: 17, source: convenant}     # artikel 17: Toepasselijk recht

Goed:

    geschil_artikel: {value: 17, source: convenant}     # artikel 17: Geschillen
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Needs, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.tree import SectionKind, plain_text


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("article")
    number = view.fact(name)
    if number is None:
        return
    place = view.fact_place(name)
    for text in view.of(TextSort.AGREEMENT):
        articles = {s.number.cited: s for s in text.sections if s.kind is SectionKind.ARTICLE and s.number}
        right = next((n for n, s in articles.items() if _about(plain_text(s.title), settings)), "")
        hint = (f"geschillen staan in artikel {right}: verbeter `{name}`, of de volgorde",) if right else ()
        article = articles.get(str(number))
        if article is None:
            message = f"`{name}` is {number}, maar de overeenkomst heeft geen artikel {number}"
            yield Finding(message, place, str(number), right, hint, document=text.kind)
        elif not _about(plain_text(article.title), settings):
            title = plain_text(article.title)
            message = f"artikel {number} (`{name}`) gaat niet over geschillen"
            related = (Related(article.span, f"artikel {number}"),) if article.span is not None else ()
            yield Finding(message, place, title, right, hint, related, f"artikel {number}", text.kind)


def _about(title: str, settings: Settings) -> bool:
    return any(word in title.lower() for word in settings.texts("subject"))


RULE = SetRule(
    id="R003",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("article", "geschil_artikel", "het feit met het nummer van het artikel."),
        Setting("subject", ("geschil",), "woorden waaraan de titel van dat artikel te kennen is."),
    ),
    codes=(Held("PRM002", "#"),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
