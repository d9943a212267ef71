"""R023: Verwijzingen hebben overal dezelfde vorm: die van het profiel.

De ene clausule schrijft "artikel 3 lid 2 onder a", de andere "art. 3.2" of "artikel 3, tweede lid, sub a". Dat
leest als slordigheid, en wie zoekt vindt de helft. Een levende verwijzing heeft vanzelf de goede vorm.

Fout:

    Zie art. 3 lid 2 sub b.

Goed:

    Zie artikel 3 lid 2 onder b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from akkoord.checks.citations import names_law
from akkoord.checks.dutch import ORDINALS
from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.spec import ReferenceStyle

_SHORT = {
    "art.": "artikel",
    "art": "artikel",
    "artt.": "artikelen",
    "sub": "onder",
    "hfst.": "hoofdstuk",
    "bijl.": "bijlage",
    "hfst": "hoofdstuk",
}
_WORDS = pattern_of(
    r"(?<!\w)(?:(?:artt?|hfst|bijl)\.(?=\s?\d)|(?:art|hfst)(?=\s\d)|sub(?=\s[a-z](?![\w-])))", re.IGNORECASE
)
_RANKS = rf"(?:{'|'.join(ORDINALS)}|\d+(?:e|de|ste))\slid"
_POINTED = r"(?<!\w)(?:artikel|art\.?)\s\d+\.\d+[a-z]?(?![\w.]*\w)"
_OTHER = {
    ReferenceStyle.LID: pattern_of(
        rf"{_POINTED}|(?<=\d),?\s{_RANKS}|{_RANKS}(?=,?\svan\sartikel)|lid\s\d+(?=,?\svan\sartikel\s\d)"
        r"|(?<=artikel\s\d),\slid\s\d+|(?<=artikel\s\d\d),\slid\s\d+|(?<=\d),?\sonderdeel\s[a-z](?![\w-])",
        re.IGNORECASE,
    ),
    ReferenceStyle.AANWIJZINGEN: pattern_of(rf"{_POINTED}|(?<=\d),?\slid\s\d+", re.IGNORECASE),
}
"""What a region that cites in the one style does not write."""
_LAW_BEFORE = re.compile(
    r"(?:wet(?:boek)?|besluit|regeling|verordening|AVG|BW|Awb|Wmo)(?:\s\d{4})?[\s,(:]*$", re.IGNORECASE
)


def _check(text: TextView, _settings: Settings) -> Iterator[Finding]:
    return text.drawn(_IN_STYLE[text.region.references])


def _other_than(style: ReferenceStyle, passage: Passage) -> Iterator[Finding]:
    wanted = "artikel 3 lid 2" if style is ReferenceStyle.LID else "artikel 3, tweede lid"
    others = tuple(_OTHER[style].finditer(passage.masked))
    for found in _WORDS.finditer(passage.masked):
        if not any(other.start() <= found.start() < other.end() for other in others):  # one reference, one finding
            yield _short(passage, found)
    for found in others:
        if names_law(passage.masked[found.end() :]) or _LAW_BEFORE.search(passage.masked[: found.start()]):
            continue  # a law is cited as its own text is
        message = f"deze vorm van verwijzen is niet die van het profiel; verwacht: zoals `{wanted}`"
        words = found[0].strip(" ,")
        yield Finding(message, passage.place(found.end() - len(words)), words, article=passage.article)


_IN_STYLE = {style: partial(_other_than, style) for style in ReferenceStyle}


def _short(passage: Passage, found: re.Match[str]) -> Finding:
    place, whole = passage.place(found.start()), _SHORT[found[0].lower()]
    if found[0][0].isupper():
        whole = whole.capitalize()
    fix = Fix(place, found[0], whole) if place is not None else None
    context = passage.typed
    return Finding(
        "een verwijzing is voluit geschreven", place, found[0], whole, article=passage.article, context=context, fix=fix
    )


RULE = TextRule(
    id="R023",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    switchable=True,
    check=_check,
)
