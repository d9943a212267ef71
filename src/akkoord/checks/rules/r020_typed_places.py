"""R020: Elke verwijzing naar een artikel, lid of hoofdstuk van de eigen set komt uit.

Een levende verwijzing (`[](#clausule)`) zonder doel wordt al bij het samenstellen geweigerd. Deze regel kijkt naar
verwijzingen die met de hand zijn getypt, met een nummer dat niemand bijhoudt. Verwijzingen naar een wet blijven
buiten beschouwing.

Fout:

    Partijen overleggen volgens artikel 21 lid 3.     (de overeenkomst heeft 20 artikelen)

Goed:

    Partijen overleggen volgens [](#ro-geschillen).
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.citations import citations_in, numbers_of
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, _settings: Settings) -> Iterator[Finding]:
    numbers = numbers_of(text)
    for passage in text.passages:
        for citation in citations_in(passage):
            own = not citation.external and not citation.of and citation.word.lower() not in ("bijlage", "eis")
            if own and not numbers.resolves(citation):
                message = "deze plaats is er in dit document niet"
                hint = "verwijs met `[](#clausule)`: dan volgt het nummer de tekst"
                place = passage.place(citation.start)
                yield Finding(message, place, citation.text, hints=(hint,), article=passage.article)


RULE = TextRule(
    id="R020",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
