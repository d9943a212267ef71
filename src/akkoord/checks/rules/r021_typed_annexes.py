"""R021: Elke bijlage die een tekst noemt, is er.

Een document noemt zijn bijlagen met een nummer. Wie het nummer typt, noemt er soms een die nooit is gemaakt. Ook
"bijl.", "annex" en "appendix" tellen. Een bijlage die er wel is, maar met een nummer in een andere notatie, meldt
alleen R007.

Fout:

    De definities staan in bijlage XV.     (de set eindigt bij bijlage VI)

Goed:

    De definities staan in [](#bijlage-definities).
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.annexes import as_counted, reachable, titles_of
from akkoord.checks.citations import citations_in, singular
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.rules import r007_annex_notation as r007
from akkoord.checks.settings import Settings, settings_of
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, _settings: Settings) -> Iterator[Finding]:
    roman_ones = settings_of(r007.RULE, view.region, view.edition.date).text("notation") == "romeins"
    by_title = {title.casefold(): text for text in view.texts for title in titles_of(text)}
    for text in view.texts:
        own = reachable(view, text)
        for citation in text.drawn(citations_in):
            if singular(citation.word) != "bijlage" or citation.external:
                continue
            other = by_title.get(citation.of.casefold()) if citation.of else text
            if other is None:
                continue
            known = own if other is text else reachable(view, other)
            number = as_counted(citation.number) if roman_ones else citation.number.upper()
            if number not in known:
                yield Finding(
                    "deze bijlage is er niet",
                    citation.passage.place(citation.start),
                    citation.text,
                    ", ".join(sorted(known)),
                    ("verwijs met `[](#bijlage)` naar de bijlage die u bedoelt, of voeg haar toe",),
                    article=citation.passage.article,
                    document=text.kind,
                )


RULE = SetRule(
    id="R021",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    codes=(
        Held("REF001", "`bijlage-"),
        Held("REF002", "`bijlage-"),
    ),
    check=_check,
)
