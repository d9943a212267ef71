"""R156: Een opsomming is één zin: elk onderdeel eindigt met een puntkomma, het laatste met een punt.

Een onderdeel van twee zinnen is een lid dat zich verstopt. En een zin na het laatste onderdeel hoort bij geen
ervan, of bij alle. Het leesteken aan het eind van een onderdeel zet `check --fix` goed. In een lijst van
vragen eindigt ieder onderdeel met zijn vraagteken.

Fout:

    1. De aanbieder:
       1. meldt het. Dat doet hij snel.
       1. bewaart het

Goed:

    1. De aanbieder:
       1. meldt het binnen een dag;
       1. bewaart het.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import MASK, Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Block, Clause, ListItem, ListKind, NumberedList, Paragraph, all_blocks, plain_text

_LEVELS = frozenset((ListKind.ONDERDELEN, ListKind.SUBONDERDELEN))
_JOINED = pattern_of(r";(?:\s(?:en|of))?$")


def _check(text: TextView, _settings: Settings) -> Iterator[Finding]:
    faulty = tuple(text.said_of(_faulty))
    typed = {p.text.strip(): p for p in text.passages if p.item and MASK not in p.masked} if faulty else {}
    for tail in text.said_of(_tails):
        words = plain_text(tail.children)
        yield Finding("tekst na de opsomming hoort bij geen onderdeel", tail.span, words[:30], context=words)
    for item, last in faulty:
        yield from _item(item, typed, last=last)


def _faulty(block: Block) -> Iterator[tuple[ListItem, bool]]:
    """The items of which there is anything to say, each with whether it is the last of its list."""
    for inner in all_blocks((block,)):
        if isinstance(inner, NumberedList) and inner.kind in _LEVELS:
            for index, item in enumerate(inner.items):
                last = index == len(inner.items) - 1
                if any(_item(item, {}, last=last)):
                    yield item, last


def _tails(block: Block) -> Iterator[Paragraph]:
    """The paragraphs of a lid that come after the list in it, also of the only lid of an article."""
    for inner in all_blocks((block,)):
        if isinstance(inner, Clause):
            yield from _after_list(inner.children)
        elif isinstance(inner, NumberedList) and inner.kind not in _LEVELS:
            for item in inner.items:
                yield from _after_list(item.children)


def _after_list(children: Sequence[Block]) -> Iterator[Paragraph]:
    at = next((n for n, b in enumerate(children) if isinstance(b, NumberedList) and b.kind in _LEVELS), None)
    if at is not None:
        yield from (child for child in children[at:] if isinstance(child, Paragraph))


def _item(item: ListItem, typed: Mapping[str, Passage], *, last: bool) -> Iterator[Finding]:
    paragraphs = [block for block in item.children if isinstance(block, Paragraph)]
    if not paragraphs:
        return
    words = plain_text(paragraphs[0].children).strip()
    deeper = any(isinstance(block, NumberedList) for block in item.children)
    sentences = [s for _, s in sentences_in(words.removesuffix(" en").removesuffix(" of")) if s.strip()]
    if len(sentences) > 1 and re.search(r"[.!?]\s+[A-Z]", words):
        yield Finding("een onderdeel van meer dan één zin", item.span, words, context=words)
    elif deeper and not words.endswith(":"):
        yield Finding(
            "na dit onderdeel komt een opsomming; verwacht: een dubbele punt", item.span, words[-30:], context=words
        )
    elif words.endswith("?"):
        pass  # a list of questions: each ends with its own sign
    elif not deeper and not last and not _JOINED.search(words):
        yield _ending(item, words, "dit onderdeel eindigt niet met een puntkomma", ";", typed)
    elif not deeper and last and not words.endswith((".", ";")):
        yield _ending(item, words, "het laatste onderdeel eindigt niet met een punt", ".", typed)
    if len(paragraphs) > 1 or (deeper and not isinstance(item.children[-1], NumberedList)):
        tail = plain_text(paragraphs[-1].children)
        yield Finding("tekst na het onderdeel hoort bij geen onderdeel", paragraphs[-1].span, tail[:30], context=tail)


def _ending(item: ListItem, words: str, message: str, sign: str, typed: Mapping[str, Passage]) -> Finding:
    """An item that ends otherwise than with `sign`; its last word is mended when an author typed all of it."""
    last = words.split()[-1] if words.split() else ""
    bare, passage = last.rstrip(".,:;"), typed.get(words)
    place = passage.place(passage.text.rindex(last)) if passage is not None and bare else None
    fix = Fix(place, last, bare + sign) if place is not None else None
    return Finding(message, item.span, words[-30:], context=words, fix=fix)


RULE = TextRule(
    id="R156",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    switchable=True,
    check=_check,
)
