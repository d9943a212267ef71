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

from collections.abc import Iterator

from akkoord.checks.covenant import running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    names = {i.name.casefold(): i for i in running(view) if not settings.excepts(i.name)}
    if not names:
        return
    for text in view.of(TextSort.AGREEMENT, TextSort.ANNEX):
        for passage in text.passages:
            words = passage.text.casefold()
            for name, initiative in names.items():
                if name in words:
                    yield Finding(
                        f"het lopende initiatief `{initiative.id}` staat ook in een overeenkomst",
                        passage.place(words.index(name)),
                        initiative.name,
                        "een initiatief dat is afgesloten zodra de overeenkomst het regelt",
                        (f"zet `end` van `{initiative.id}` op de dag voor de overeenkomst ingaat",),
                        (Related(initiative.place("name"), "hier loopt het initiatief nog"),),
                        article=passage.article,
                        document=text.kind,
                    )


RULE = SetRule(
    id="R109",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    check=_check,
)
