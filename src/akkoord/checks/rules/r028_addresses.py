"""R028: Een verwijzing naar een webadres heeft ook een titel en een datum.

Een adres verandert, en op papier is het er niet. Met titel en datum is het stuk terug te vinden. "Klik hier" zegt
niets.

Fout:

    Zie https://voorbeeld.example/protocol of [klik hier](https://voorbeeld.example/protocol).

Goed:

    Zie het [Protocol gegevensuitwisseling van 1 maart 2023](https://voorbeeld.example/protocol).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Held, Link, Paragraph, Text, all_inlines, blocks_with, plain_text

_BARE = re.compile(r"(?:https?://|www\.)[^\s,;)]+")
_DATED = pattern_of(r"\b(?:19|20)\d{2}\b|versie\s\d")


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    empty = {word.casefold() for word in settings.texts("empty")}
    yield from text.drawn(_bare)
    for block in blocks_with(text.blocks, Held.LINK):
        if isinstance(block, Paragraph):
            around = plain_text(block.children)
            for inline in all_inlines(block.children):
                if isinstance(inline, Link) and inline.url.startswith("https:"):
                    yield from _link(inline, block, around, empty)


def _bare(passage: Passage) -> Iterator[Finding]:
    for found in _BARE.finditer(passage.masked):
        message = "een kaal webadres; verwacht: een titel en een datum, met het adres als koppeling"
        yield Finding(message, passage.place(found.start()), found[0].rstrip("."), article=passage.article)


def _link(link: Link, block: Paragraph, around: str, empty: set[str]) -> Iterator[Finding]:
    words = plain_text(link.children)
    span = next((i.span for i in link.children if isinstance(i, Text) and i.span is not None), block.span)
    if words.casefold().strip() in empty:
        yield Finding("deze koppeling zegt niet waarheen", span, words)
    elif not _BARE.match(words) and not _DATED.search(around):
        yield Finding("een koppeling zonder datum of versie van het stuk", span, words)


RULE = TextRule(
    id="R028",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    settings=(Setting("empty", ("klik hier", "hier", "link", "deze link", "website"), "teksten die niets zeggen."),),
    check=_check,
)
