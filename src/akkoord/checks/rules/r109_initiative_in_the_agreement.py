"""R109: Een initiatief dat gewone hulp werd, staat niet ook nog als lopend initiatief te boek.

Wie een initiatief in de raamovereenkomst opneemt, betaalt het voortaan als gewone hulp. Loopt het daarnaast door als
initiatief, dan wordt hetzelfde twee keer afgesproken. De regel zoekt de naam van een lopend initiatief in de
overeenkomsten en hun bijlagen.

Fout:

    # in de raamovereenkomst
    Opdrachtnemer biedt Logeren in de buurt aan als gewone hulp.
    # en in initiatives.yaml een lopend initiatief met die naam

Goed:

    - {id: logeren, name: Logeren in de buurt, end: 2023-12-31, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.covenant import running
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    named = [(_whole(i.name), i) for i in running(view) if not settings.excepts(i.name)]
    for text in view.of(TextSort.AGREEMENT, TextSort.ANNEX) if named else ():
        for passage in text.passages:
            for whole, initiative in named:
                found = whole.search(passage.text)
                if found is not None:
                    yield Finding(
                        f"het lopende initiatief `{initiative.id}` staat ook in een overeenkomst",
                        passage.place(found.start()),
                        found[0],
                        "een initiatief dat is afgesloten zodra de overeenkomst het regelt",
                        (f"zet `end` van `{initiative.id}` op de dag voor de overeenkomst ingaat",),
                        (Related(initiative.place("name"), "hier loopt het initiatief nog"),),
                        article=passage.article,
                        document=text.kind,
                    )


def _whole(name: str) -> Pattern:
    """A name as whole words, whatever its capitals and however many spaces part them."""
    words = r"\s+".join(map(re.escape, name.split()))
    return pattern_of(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE)


RULE = SetRule(
    id="R109",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    check=_check,
)
