"""References that an author typed: `artikel 3 lid 2 onder a`, `bijlage IV`, with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from akkoord.checks.dutch import ORDINALS
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.views import TextView
from akkoord.tree import ListKind, NumberedList, Section, SectionKind, all_blocks

_ORDINAL = "|".join(ORDINALS)
_CITATION = pattern_of(
    rf"""(?<!\w)
    (?P<word>artikelen|artikel|art\.|hoofdstuk|bijlage|eis)\s
    (?P<number>\d+(?:[.:]\d+)*[a-z]{{0,2}}(?!\w)|[IVXLC]+(?!\w)|[A-Z](?!\w))
    (?:,?\s(?:lid\s(?P<lid>\d+)|(?P<ordinal>{_ORDINAL})\slid))?
    (?:,?\s(?:onder|onderdeel|sub)\s(?P<item>[a-z]{{1,2}})(?!\w))?
    (?:,?\svan\s(?:de|het)\s(?P<of>[A-Z][\w-]*(?:\s(?:[A-Z][\w-]*|van|op|inzake|de|\d{{4}}))*))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LAW = pattern_of(r"(?:wet(?:boek)?|besluit|regeling|verordening|richtlijn|verdrag|AVG|BW|Awb)(?:\s\d{4})?$", re.I)
_LAW_AFTER = re.compile(
    r"[^.;]{0,90}?\bvan\s(?:(?:de|het)\s|Boek\s)[^.;,]{0,60}?"
    r"(?:wet(?:boek)?|besluit|regeling|verordening|richtlijn|verdrag|AVG|BW|Awb|Wmo)(?![a-z])",
    re.I,
)
_LAW_BEFORE = pattern_of(r"(?:wet(?:boek)?|besluit|regeling|verordening|AVG|BW|Awb)(?:\s\d{4})?[\s,(]*$", re.I)


class Citation(Struct, frozen=True):
    """A reference in words at character `start` of its passage. `of` names what it is of, "" for its own document.

    `external` is whether that is a law or something else outside the set.
    """

    passage: Passage
    word: str
    number: str
    lid: str
    item: str
    of: str
    start: int
    text: str
    external: bool


def citations_in(passage: Passage) -> Iterator[Citation]:
    """Every reference that is typed in a passage; live references are none."""
    masked = passage.masked
    for found in _CITATION.finditer(masked):
        of = _named(found["of"] or "")
        lid = found["lid"] or str(ORDINALS.get((found["ordinal"] or "").lower(), "") or "")
        before = masked[: found.start()]
        end = found.start("of") + len(of) if of else found.start("of") if found["of"] else found.end()
        text = re.sub(r"[\s,]+van\s(?:de|het)$", "", masked[found.start() : end].strip())
        yield Citation(
            passage,
            found["word"],
            found["number"],
            lid,
            found["item"] or "",
            of,
            found.start(),
            text,
            _external(found["number"], of, before, masked[found.end() :]),
        )


def _named(words: str) -> str:
    """What is named, as far as its words have a capital: the pattern does not tell case."""
    kept: list[str] = []
    for word in words.split():
        if not word[0].isupper() and not (kept and word in ("van", "op", "inzake", "de")):
            break
        kept.append(word)
    while kept and not kept[-1][0].isupper() and not kept[-1].isdigit():
        kept.pop()
    return " ".join(kept)


def _external(number: str, of: str, before: str, after: str) -> bool:
    if "." in number or ":" in number:  # no article of a contract has a number with a dot
        return True
    return bool(_LAW.search(of) or _LAW_BEFORE.search(before)) or (not of and names_law(after))


def names_law(after: str) -> bool:
    """Whether what comes after a reference says that it is of a law: `en 34 van de Algemene verordening …`."""
    return bool(_LAW_AFTER.match(after))


class Numbers(Struct, frozen=True):
    """The numbers of a document: articles and chapters with their leden, annexes, requirements."""

    articles: dict[str, frozenset[str]]
    chapters: frozenset[str]
    annexes: frozenset[str]
    titles: dict[str, str]

    def resolves(self, citation: Citation) -> bool:
        """Whether what is cited is there."""
        word, number = citation.word.lower(), citation.number
        if word == "hoofdstuk":
            return number in self.chapters
        if word == "bijlage":
            return number.upper() in self.annexes
        if word == "eis":
            return True
        leden = self.articles.get(number)
        return leden is not None and (not citation.lid or citation.lid in leden or (not leden and citation.lid == "1"))


def numbers_of(text: TextView) -> Numbers:
    """The numbers of a document as they are printed."""
    articles: dict[str, frozenset[str]] = {}
    chapters: set[str] = set()
    annexes: set[str] = set()
    titles: dict[str, str] = {}
    for block in text.document.body:
        if not isinstance(block, Section) or block.number is None:
            continue
        cited = block.number.cited
        titles[cited] = "".join(getattr(inline, "text", "") for inline in block.title)
        if block.kind is SectionKind.ARTICLE:
            articles[cited] = frozenset(_leden(block))
        elif block.kind is SectionKind.CHAPTER:
            chapters.add(cited)
        elif block.kind is SectionKind.ANNEX:
            annexes.add(cited)
    return Numbers(articles, frozenset(chapters), frozenset(annexes), titles)


def _leden(section: Section) -> Iterable[str]:
    for block in all_blocks(section.children):
        if isinstance(block, NumberedList) and block.kind is ListKind.LEDEN:
            yield from (item.number.cited for item in block.items if item.number is not None)
