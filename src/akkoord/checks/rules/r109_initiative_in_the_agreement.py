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
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from akkoord.checks.covenant import running
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern, is_absent, name_of, note_absent, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    named = [(_whole(i.name), i) for i in running(view) if not settings.excepts(i.name)]
    fact = _named_in(tuple(whole for whole, _ in named))
    for text in view.of(TextSort.AGREEMENT, TextSort.ANNEX) if named else ():
        for passage, which, found in text.drawn(fact):
            initiative = named[which][1]
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


@lru_cache(8)
def _named_in(names: tuple[Pattern, ...]) -> Callable[[Passage], Iterable[tuple[Passage, int, re.Match[str]]]]:
    """Which of `names` stand in a passage, by their place in the row."""
    none_of_them = name_of("R109", *(whole.source for whole in names))

    def fact(passage: Passage) -> Iterator[tuple[Passage, int, re.Match[str]]]:
        if is_absent(none_of_them, passage.text):
            return
        there = [(which, found) for which, whole in enumerate(names) if (found := whole.search(passage.text))]
        if not there:
            note_absent(none_of_them, passage.text)
        yield from ((passage, which, found) for which, found in there)

    return fact


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
