"""R029: Een nummer uit de eigen set staat er als levende verwijzing, zodat het na een invoeging blijft kloppen.

Wordt een artikel ingevoegd of vervalt er een, dan volgt een levende verwijzing vanzelf. Een getypt nummer wijst
daarna naar een andere tekst, zonder dat iemand iets heeft veranderd.

Fout:

    Over geschillen beslist de rechter volgens artikel 17.

Goed:

    Over geschillen beslist de rechter volgens [](#ro-geschillen).
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.citations import Citation, citations_in
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    titles = {t.casefold() for text in view.texts for t in (text.document.meta.title, text.document.meta.short_title)}
    numbers = {text.kind: text.numbers for text in view.texts}
    for text, passage in view.passages:
        if text.sort is TextSort.ADDENDUM:  # amendments name the numbers that stand in the signed text
            continue
        for citation in citations_in(passage):
            if citation.external or settings.excepts(citation.text):
                continue
            own = not citation.of and numbers[text.kind].resolves(citation) and citation.word.lower() != "eis"
            if own or citation.of.casefold() in titles:
                yield _typed(citation, text.kind)


def _typed(citation: Citation, kind: str) -> Finding:
    passage = citation.passage
    return Finding(
        "dit nummer is getypt; na een invoeging wijst het naar een andere tekst",
        passage.place(citation.start),
        citation.text,
        "een levende verwijzing",
        ("schrijf `[](#clausule)`, of `[](document#clausule)` voor een ander document",),
        article=passage.article,
        document=kind,
        context=passage.typed,
    )


RULE = SetRule(
    id="R029",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
