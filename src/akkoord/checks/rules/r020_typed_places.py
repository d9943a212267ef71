"""R020: Elke verwijzing naar een artikel, lid of hoofdstuk van de eigen set komt uit.

Een levende verwijzing (`[](#clausule)`) zonder doel wordt al bij het samenstellen geweigerd. Deze regel kijkt naar
verwijzingen die met de hand zijn getypt, met een nummer dat niemand bijhoudt: artikel, lid en onderdeel, ook een lid of
onderdeel van het eigen artikel (`lid 7`, `onderdeel f van dit lid`) en leden in een rij (`artikel 3, leden 2 en 7`,
`artikel 3, tweede en zevende lid`). Verwijzingen naar een wet blijven buiten beschouwing.

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
from akkoord.checks.rule import Basis, Held, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity

_LID = pattern_of(
    rf"(?<![\w-])(?:lid\s(?P<lid>\d+)|(?P<ordinal>{'|'.join(ORDINALS)})\slid(?=\svan\s(?:dit\sartikel|artikel\s\d)))(?!\w)"
    r"(?:\svan\s(?:dit\sartikel|artikel\s(?P<article>\d+[a-z]?)(?!\w|[.:]\d)))?",
    re.IGNORECASE,
)
_RANK = "|".join(ORDINALS)
_ROW = pattern_of(
    r"(?<![\w-])(?:artikel\s(?P<article>\d+[a-z]?),?\s)?"
    rf"(?:leden\s(?P<leden>\d+(?:(?:,|\sen|\sof|\stot\sen\smet|\st/m)\s\d+)+)"
    rf"|(?P<ranks>(?:{_RANK})(?:(?:,|\sen|\sof|\stot\sen\smet)\s(?:{_RANK}))+)\s(?:lid|leden)"
    r")(?!\w)",
    re.IGNORECASE,
)
_ONE = re.compile(r"\d+|[a-zë]+", re.IGNORECASE)
_ITEM = pattern_of(
    r"(?<!\w)onderdeel\s(?P<item>[a-z]{1,2})\svan\s(?:dit\s(?:lid|artikel)|lid\s(?P<lid>\d+)(?!\w))", re.IGNORECASE
)
_OWN = re.compile(r"artikel (\d+[a-z]?)(?: lid (\d+)|, (\w+) lid)?")
_POINTED = re.compile(r",?\s(?:van\s)?artikel\s\d+[.:]\d")
_IS_NUMBER = re.compile(r"[.:]|\s[A-Z]")
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
    for passage in text.drawn(_naming_rows):
        yield from _rows(passage, text.numbers)
        yield from _items(passage, text.numbers)


def _naming_leden(passage: Passage) -> Iterable[Passage]:
    return () if _LID.search(passage.masked) is None else (passage,)


def _naming_rows(passage: Passage) -> Iterable[Passage]:
    return () if _ROW.search(passage.masked) is None and _ITEM.search(passage.masked) is None else (passage,)


def _rows(passage: Passage, numbers: Numbers) -> Iterator[Finding]:
    """Leden in a row: `artikel 3, leden 2 en 7`, `artikel 3, tweede en zevende lid`, `leden 2 en 7` of the own one."""
    for found in _ROW.finditer(passage.masked):
        article = found["article"] or _own(passage)[0]
        if (
            article not in numbers.articles
            or names_law(passage.masked[found.end() :])
            or _stands_in_a_law(passage, found)
        ):
            continue
        row = "leden" if found["leden"] else "ranks"
        if row == "ranks" and not found["article"]:
            continue  # `het eerste en tweede lid` may be of anything
        for one in _ONE.finditer(passage.masked, *found.span(row)):
            lid = one[0] if one[0].isdecimal() else str(ORDINALS.get(one[0].lower(), ""))
            if lid and not numbers.has(article, lid):
                yield _no_lid(passage, one, article)


def _stands_in_a_law(passage: Passage, found: re.Match[str]) -> bool:
    """Whether a reference that begins where this one does is to a law."""
    return any(c.external or c.of for c in citations_in(passage) if c.start == found.start())


def _items(passage: Passage, numbers: Numbers) -> Iterator[Finding]:
    """Onderdelen of the own lid or article: `onderdeel f van dit lid`."""
    article, own = _own(passage)
    for found in _ITEM.finditer(passage.masked):
        lid = found["lid"] or (own if found[0].endswith("lid") else "")
        if article in numbers.articles and numbers.has(article, lid) and not numbers.has(article, lid, found["item"]):
            message = f"dit onderdeel is er in artikel {article} niet"
            hint = "verwijs met `[](#clausule.lid.onderdeel)`: dan volgt de letter de tekst"
            yield Finding(message, passage.place(found.start()), found[0], hints=(hint,), article=passage.article)


def _own(passage: Passage) -> tuple[str, str]:
    """The article and the lid that a passage stands in, "" for none."""
    own = _OWN.match(passage.article)
    if own is None:
        return "", ""
    return own[1], own[2] or str(ORDINALS.get(own[3] or "", ""))


def _no_lid(passage: Passage, found: re.Match[str], article: str) -> Finding:
    message = f"dit lid is er in artikel {article} niet"
    hint = "verwijs met `[](#clausule.lid)`: dan volgt het nummer de tekst"
    return Finding(message, passage.place(found.start()), found[0], hints=(hint,), article=passage.article)


def _leden(passage: Passage, numbers: Numbers) -> Iterator[Finding]:
    """Leden that are named without their article before them: `lid 7`, `lid 7 van dit artikel`."""
    citations: list[Citation] | None = None
    for found in _LID.finditer(passage.masked):
        if citations is None:
            citations = list(citations_in(passage))
        article = found["article"] or _own(passage)[0]
        before = [c for c in citations if c.start < found.start()]
        if any(found.start() < c.start + len(c.text) for c in before) or _of_law(passage.masked[found.end() :]):
            continue  # a part of that reference, or of a law
        if found.start() == 0 and _IS_NUMBER.match(passage.masked, found.end()):
            continue  # the typed number of a lid itself, which is no reference
        if before and _follows(passage.masked, before[-1], found.start()):
            if before[-1].external or before[-1].of:
                continue
            article = before[-1].number
        lid = found["lid"] or str(ORDINALS[found["ordinal"].lower()])
        if article in numbers.articles and not numbers.has(article, lid):
            yield _no_lid(passage, found, article)


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
    codes=(
        Held("REF001"),
        Held("REF002"),
        Held("REF003"),
        Held("REF004"),
        Held("REF005"),
    ),
    check=_check,
)
