"""References that an author typed: `artikel 3 lid 2 onder a`, `bijlage IV`, with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from akkoord.checks.dutch import ORDINALS
from akkoord.checks.passages import Known, Passage, bare_blocks
from akkoord.checks.patterns import pattern_of
from akkoord.tree import Block, ListKind, NumberedList, Section, SectionKind, all_blocks

_ORDINAL = "|".join(ORDINALS)
_CITATION = pattern_of(
    rf"""(?<!\w)
    (?P<word>artikelen|artikel|artt?\.|art(?=\s\d)|hoofdstukken|hoofdstuk|bijlagen|bijlage|bijl\.
      |annexen|annex|appendices|appendix|eis)\s(?:nr\.?\s|nummer\s)?
    (?P<number>\d+(?:[.:]\d+)*[a-z]{{0,2}}(?!\w)|[IVXLC]+(?!\w)|[A-Z](?!\w))
    (?:,?\s(?:lid\s(?P<lid>\d+)|(?P<ordinal>{_ORDINAL})\slid))?
    (?:,?\s(?:onder|onderdeel|sub)\s(?P<item>[a-z]{{1,2}})(?!\w))?
    (?:,?\svan\s(?:de|het)\s(?P<of>[A-Z][\w-]*(?:\s(?:[A-Z][\w-]*|van|op|inzake|de|\d{{4}}))*))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OWN_SORT = re.compile(r"\w+overeenkomst|\w*convenant")
"""What a text calls another of the set without a capital: `artikel 16 van de raamovereenkomst`."""
_NEXT = re.compile(r"\s?(?:,|\sen|\sof|\stot\sen\smet|\st/m)\s(\d+(?:[.:]\d+)*[a-z]{0,2}|[IVXLC]+|[A-Z])(?![\w:.]*\w)")
_PLURAL = {
    "artikelen": "artikel",
    "artt.": "artikel",
    "hoofdstukken": "hoofdstuk",
    "bijlagen": "bijlage",
    "annexen": "bijlage",
    "appendices": "bijlage",
}
_OTHER_NAMES = {"art.": "artikel", "art": "artikel", "bijl.": "bijlage", "annex": "bijlage", "appendix": "bijlage"}
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
        external = _external(found["number"], of, before, masked[found.end() :])
        word = found["word"]
        yield Citation(passage, word, found["number"], lid, found["item"] or "", of, found.start(), text, external)
        if word.lower() in _PLURAL and not of:
            yield from _others(passage, word, found.end(), external=external)


def _others(passage: Passage, word: str, at: int, *, external: bool) -> Iterator[Citation]:
    """The other numbers of `bijlagen V, VI en VII`, after the first; `at` is where that ends."""
    masked = passage.masked
    while (more := _NEXT.match(masked, at)) is not None:
        number, at = more[1], more.end()
        outside = external or _external(number, "", "", masked[at:])
        yield Citation(passage, word, number, "", "", "", more.start(1), number, outside)


def _named(words: str) -> str:
    """What is named, as far as its words have a capital: the pattern does not tell case."""
    kept: list[str] = []
    for word in words.split():
        if not kept and _OWN_SORT.fullmatch(word):
            return word
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
    """The numbers of a document: articles and chapters with their leden, annexes, requirements.

    `items` are the letters of the onderdelen by article and lid, "" for an article without leden.
    """

    articles: dict[str, frozenset[str]]
    chapters: frozenset[str]
    annexes: frozenset[str]
    titles: dict[str, str]
    items: dict[tuple[str, str], frozenset[str]]

    def resolves(self, citation: Citation) -> bool:
        """Whether what is cited is there."""
        word, number = singular(citation.word), citation.number
        if word == "hoofdstuk":
            return number in self.chapters
        if word == "bijlage":
            return number.upper() in self.annexes
        if word == "eis":
            return True
        return self.has(number, citation.lid, citation.item)

    def has(self, article: str, lid: str, item: str = "") -> bool:
        """Whether there is such an article, with that lid and onderdeel; "" asks for none."""
        leden = self.articles.get(article)
        if leden is None or (lid and lid not in leden and (leden or lid != "1")):
            return False
        lids = (lid, "") if lid else ("", *leden)
        return not item or any(item in self.items.get((article, one), ()) for one in lids)


def numbers_of(body: Iterable[Block], known: Known) -> Numbers:
    """The numbers of a document as they are printed; `known` is what its text has in common with others."""
    articles: dict[str, frozenset[str]] = {}
    items: dict[tuple[str, str], frozenset[str]] = {}
    chapters: set[str] = set()
    annexes: set[str] = set()
    titles: dict[str, str] = {}
    for block in body:
        if not isinstance(block, Section) or block.number is None:
            continue
        cited = block.number.cited
        titles[cited] = "".join(getattr(inline, "text", "") for inline in block.title)
        if block.kind is SectionKind.ARTICLE:
            lettered = [one for bare in bare_blocks(block.children) for one in known.of(bare, _leden)]
            articles[cited] = frozenset(lid for lid, _ in lettered if lid)
            items |= {(cited, lid): letters for lid, letters in lettered if lid}
            items[cited, ""] = frozenset[str]().union(*(letters for lid, letters in lettered if not lid))
        elif block.kind is SectionKind.CHAPTER:
            chapters.add(cited)
        elif block.kind is SectionKind.ANNEX:
            annexes.add(cited)
    return Numbers(articles, frozenset(chapters), frozenset(annexes), titles, items)


def _leden(block: Block) -> Iterator[tuple[str, frozenset[str]]]:
    """The leden in a block, each with the letters of its onderdelen; those that stand in no lid under ""."""
    inside: set[int] = set()
    for inner in all_blocks((block,)):
        if isinstance(inner, NumberedList) and inner.kind is ListKind.LEDEN:
            for item in inner.items:
                own = [one for one in all_blocks(item.children) if isinstance(one, NumberedList)]
                inside |= {id(one) for one in own}
                if item.number is not None:
                    yield item.number.cited, _letters(own)
    loose = [b for b in all_blocks((block,)) if isinstance(b, NumberedList) and id(b) not in inside]
    yield "", _letters(loose)


def _letters(lists: Iterable[NumberedList]) -> frozenset[str]:
    of_items = (item.number for block in lists if block.kind is ListKind.ONDERDELEN for item in block.items)
    return frozenset(number.cited for number in of_items if number is not None)


def singular(word: str) -> str:
    """`artikel` for `Artikelen` and `art.`, `bijlage` for `bijlagen` and `annex`."""
    lowered = word.lower()
    return _PLURAL.get(lowered, _OTHER_NAMES.get(lowered, lowered))
