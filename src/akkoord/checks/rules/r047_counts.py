"""R047: Een aantal in de tekst is het aantal dat volgt.

Wie "vier eisen" aankondigt en er drie opsomt, heeft er een vergeten of een te veel geteld; welk van de twee, weet na
ondertekening niemand meer. De regel telt de onderdelen van een lijst of tabel na een dubbele punt, en de namen in een
zin na een dubbele punt of tussen haakjes, en houdt dat tegen het getal ervoor, in woorden of in cijfers.

Fout:

    De inschrijving bestaat uit drie delen:
    a. de eigen verklaring; en
    b. het plan.

Goed:

    De inschrijving bestaat uit twee delen:
    a. de eigen verklaring; en
    b. het plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Known, Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Block, BulletList, Clause, NumberedList, Paragraph, Section, Table, child_blocks, plain_text

_WORDS = "|".join(sorted((w for w in NUMBERS if w not in ("nul", "een")), key=len, reverse=True))
_ANNOUNCED = re.compile(
    rf"(?<![\w.,-])(?P<number>{_WORDS}|[2-9]|[1-9][0-9])\s+(?:\([0-9]+\)\s+)?(?:volgende\s+|verschillende\s+|\w+e\s+)?(?P<noun>\w+(?:en|s|a))\b",
    re.IGNORECASE,
)
_ANYWHERE = pattern_of(_ANNOUNCED.pattern, re.IGNORECASE)
_VAGUE = re.compile(r"(?:ten minste|ten hoogste|minstens|hoogstens|minimaal|maximaal|van de|artikel|lid|dan)\s+$", re.I)
_NAMED = re.compile(r":\s+(?P<after>[^.;:]+)(?=[.;]|$)|\s+\((?P<within>[^()]+)\)")
_ARE = re.compile(
    r"(?:\s(?:in|van)\s(?:de|het)\s\w+)?(?:\s(?:zijn|heten)|,?\s(?:te\sweten|namelijk))\s"
    r"(?P<after>[A-Z][^.;:]+)(?=[.;]|$)"
)
"""Names after a verb: `de elf gemeenten zijn A, B en C`; each has a capital, as what is true of them has not."""
_FIGURES = re.compile(
    r"\s((?:[0-9]{1,2}|[IVX]+)(?:,\s(?:[0-9]{1,2}|[IVX]+))*\sen\s(?:[0-9]{1,2}|[IVX]+))(?![\w%]|[.,][0-9]|\s(?:\w+en|jaar|uur|%)\b)"
)
"""The numbers of what is counted: `drie percelen 1, 2 en 5`."""
_NAME_WORDS = 5
"""An item of a list in a sentence is a name: so many words at most."""


class _Announced(Struct, frozen=True):
    at: int
    words: str
    count: int


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    units = frozenset(settings.texts("units"))
    lists = ((words, _last(words, units), count) for words, count in _lists(text.blocks, text.known))
    differ = [(words, announced, count) for words, announced, count in lists if announced and announced.count != count]
    passages = {passage.text: passage for passage in text.passages} if differ else {}
    for words, announced, count in differ:
        if words in passages:
            yield from _differs(passages[words], announced, count, settings)
    for passage in text.holding(_ANYWHERE):
        for announced, count in _in_sentence(passage.text, _ANYWHERE.finditer(passage.text), units):
            if announced.count != count:
                yield from _differs(passage, announced, count, settings)
        for number in _ANYWHERE.finditer(passage.text):
            figures = _FIGURES.match(passage.text, number.end())
            if figures is not None and _counts(passage.text, number, units):
                announced, count = _announced(number), len(re.findall(r"\w+", figures[1].replace(" en ", " ")))
                if announced.count != count:
                    yield from _differs(passage, announced, count, settings)


def _differs(passage: Passage, announced: _Announced, count: int, settings: Settings) -> Iterator[Finding]:
    if not settings.excepts(announced.words):
        message = f"aangekondigd zijn er {announced.count}, er volgen er {count}"
        hint = "pas het getal aan, of vul de opsomming aan"
        place = passage.place(announced.at)
        yield Finding(message, place, announced.words, str(count), (hint,), article=passage.article)


def _lists(blocks: Sequence[Block], known: Known) -> Iterator[tuple[str, int]]:
    """Every paragraph with a number that announces the list or table right after it, and how many items that has."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):  # as most items and cells are
        return
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, NumberedList | BulletList | Table):
            words = plain_text(block.children)
            if words.endswith(":") and _ANYWHERE.search(words) is not None:
                yield words, len(after.rows) if isinstance(after, Table) else len(after.items)
        if isinstance(block, Clause | Section | Table):  # which texts have in common
            yield from known.of(block, _inside)
        elif not isinstance(block, Paragraph):
            for row in _rows(block):
                yield from _lists(row, known)


def _rows(block: Block) -> Iterator[Sequence[Block]]:
    """The blocks that stand together in a block: in an item, a cell, a section."""
    if isinstance(block, NumberedList | BulletList):
        yield from (item.children for item in block.items)
    elif isinstance(block, Table):
        yield from (cell.children for row in block.rows for cell in row.cells)
    else:
        yield tuple(child_blocks(block))


def _inside(block: Block) -> Iterator[tuple[str, int]]:
    for row in _rows(block):
        yield from _lists(row, Known())


def _last(words: str, units: frozenset[str]) -> _Announced | None:
    """The last number of a sentence that counts things, None when it has none."""
    sentence = max(words.rfind(". "), words.rfind("; ")) + 1
    found = [m for m in _ANNOUNCED.finditer(words, sentence) if _counts(words, m, units)]
    return _announced(found[-1]) if found else None


def _in_sentence(
    text: str, numbers: Iterable[re.Match[str]], units: frozenset[str]
) -> Iterator[tuple[_Announced, int]]:
    """Numbers that a sentence announces and goes on to name: `elf gemeenten: A, B en C`."""
    for number in numbers:
        named, are = _NAMED.match(text, number.end()), _ARE.match(text, number.end())
        if (named is None and are is None) or not _counts(text, number, units):
            continue
        words = are["after"] if are is not None else named["after"] or named["within"] if named is not None else ""
        items = _items(words.strip())
        if are is not None and not all(item[:1].isupper() for item in items):
            continue
        if len(items) > 1 and all(len(item.split()) <= _NAME_WORDS for item in items):
            yield _announced(number), len(items)


def _items(words: str) -> list[str]:
    *first, last = words.split(", ")
    return [*first, *last.rsplit(" en ", 1)]


def _counts(text: str, number: re.Match[str], units: frozenset[str]) -> bool:
    return number["noun"].lower() not in units and not _VAGUE.search(text[: number.start()])


def _announced(found: re.Match[str]) -> _Announced:
    count = number_of(found["number"])
    assert count is not None, found["number"]  # noqa: S101  a bug of ours: only numbers match
    return _Announced(found.start(), found[0], count)


RULE = TextRule(
    id="R047",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "units",
            ("dagen", "werkdagen", "weken", "maanden", "uren", "minuten", "procenten", "euros", "etmalen", "kwartalen"),
            "woorden na een getal die geen dingen tellen die volgen.",
        ),
    ),
    check=_check,
)
