"""R141: Een doorlopende tekst zegt wanneer hij geldt, wat erin verwerkt is, en dat de ondertekende stukken binden.

Wie een doorlopende tekst voor de overeenkomst houdt, beroept zich op een stuk dat niemand tekende.

Fout:

    Dit is de doorlopende tekst van de Raamovereenkomst.

Goed:

    Dit is de doorlopende tekst, geldend {{ gewijzigd.geldig }}. Verwerkt is het {{ gewijzigd.addendum }}. De
    ondertekende stukken binden.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.spec import AmendingForm


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    amends = text.spec.amends
    if amends is None or amends.form is not AmendingForm.CONSOLIDATED:
        return
    said = " ".join((*_title_page(text), *(p.text for p in text.passages))).casefold()
    for name, meaning in _DEMANDS:
        words = settings.texts(name)
        if not any(word.casefold() in said for word in words):
            message = f"de doorlopende tekst zegt niet {meaning}"
            yield Finding(message, text.spec.span, text.kind, " of ".join(f'"{w}"' for w in words))


def _title_page(text: TextView) -> tuple[str, ...]:
    page = text.document.title_page
    return () if page is None else page.lines


_DEMANDS = (
    ("period", "van wanneer tot wanneer hij geldt"),
    ("merged", "welk addendum erin verwerkt is"),
    ("binding", "dat de ondertekende stukken binden"),
)


RULE = TextRule(
    id="R141",
    severity=Severity.WARNING,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    settings=(
        Setting("period", ("geldend van", "geldt van"), "woorden voor de geldigheid."),
        Setting("merged", ("verwerkt is", "verwerkt zijn"), "woorden voor wat erin verwerkt is."),
        Setting("binding", ("binden", "bindend"), "woorden voor wat bindt."),
    ),
    check=_check,
)
