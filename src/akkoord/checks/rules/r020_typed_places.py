"""R020: Elke verwijzing naar een artikel, lid of hoofdstuk van de eigen set komt uit.

Een levende verwijzing (`[](#clausule)`) zonder doel wordt al bij het samenstellen geweigerd. Deze regel kijkt naar
verwijzingen die met de hand zijn getypt, met een nummer dat niemand bijhoudt: artikel, lid en onderdeel, en ook een lid
van het eigen artikel (`lid 7`). Verwijzingen naar een wet blijven
buiten beschouwing.

Fout:

    Partijen overleggen volgens artikel 21 lid 3.     (de overeenkomst heeft 20 artikelen)

Goed:

    Partijen overleggen volgens [](#ro-geschillen).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from akkoord.checks.citations import Citation, Numbers, citations_in, names_law, singular
from akkoord.checks.dutch import ORDINALS
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity

_LID = pattern_of(
    rf"(?<![\w-])(?:lid\s(?P<lid>\d+)|(?P<ordinal>{'|'.join(ORDINALS)})\slid(?=\svan\s(?:dit\sartikel|artikel\s\d)))(?!\w)"
    r"(?:\svan\s(?:dit\sartikel|artikel\s(?P<article>\d+[a-z]?)(?!\w|[.:]\d)))?",
    re.IGNORECASE,
)
_OWN = re.compile(r"artikel (\d+[a-z]?)")
_POINTED = re.compile(r",?\s(?:van\s)?artikel\s\d+[.:]\d")
_AND = re.compile(r"\s?(?:,|en|of|t/m|tot en met)?\s?")


def _check(text: TextView, _settings: Settings) -> Iterator[Finding]:
    for citation in text.drawn(citations_in):
        own = not citation.external and not citation.of and singular(citation.word) not in ("bijlage", "eis")
        if own and not text.numbers.resolves(citation):
            message = "deze plaats is er in dit document niet"
            hint = "verwijs met `[](#clausule)`: dan volgt het nummer de tekst"
            passage = citation.passage
            yield Finding(message, passage.place(citation.start), citation.text, hints=(hint,), article=passage.article)
    for passage in text.drawn(_naming_leden):
        yield from _leden(passage, text.numbers)


def _naming_leden(passage: Passage) -> Iterable[Passage]:
    return () if _LID.search(passage.masked) is None else (passage,)


def _leden(passage: Passage, numbers: Numbers) -> Iterator[Finding]:
    """Leden that are named without their article before them: `lid 7`, `lid 7 van dit artikel`."""
    citations: list[Citation] | None = None
    for found in _LID.finditer(passage.masked):
        if citations is None:
            citations = list(citations_in(passage))
        own = _OWN.match(passage.article)
        article = found["article"] or (own[1] if own is not None else "")
        before = [c for c in citations if c.start < found.start()]
        if any(found.start() < c.start + len(c.text) for c in before) or _of_law(passage.masked[found.end() :]):
            continue  # a part of that reference, or of a law
        if found.start() == 0 and passage.masked.startswith(":", found.end()):
            continue  # the typed number of a lid itself, which is no reference
        if before and _follows(passage.masked, before[-1], found.start()):
            if before[-1].external or before[-1].of:
                continue
            article = before[-1].number
        lid = found["lid"] or str(ORDINALS[found["ordinal"].lower()])
        if article in numbers.articles and not numbers.has(article, lid):
            message = f"dit lid is er in artikel {article} niet"
            hint = "verwijs met `[](#clausule.lid)`: dan volgt het nummer de tekst"
            yield Finding(message, passage.place(found.start()), found[0], hints=(hint,), article=passage.article)


def _of_law(after: str) -> bool:
    """Whether a lid is one of a law: no article of a contract has a number with a point."""
    return _POINTED.match(after) is not None or names_law(after)


def _follows(text: str, citation: Citation, start: int) -> bool:
    """Whether what begins at `start` goes on with a reference: `artikel 3 lid 2 en lid 5`."""
    return _AND.fullmatch(text[citation.start + len(citation.text) : start]) is not None


RULE = TextRule(
    id="R020",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
