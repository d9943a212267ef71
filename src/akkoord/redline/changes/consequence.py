"""Which changes only follow from another one: numbers that moved because a text came in or went out.

A change is consequential when it is proven to be: the words are the same but for a number
before the text, or but for numbers in references that lead from the old number of a text to
the new number of that same text. Everything else is a change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from akkoord.compare.script import BlockRef, EditKind
from akkoord.redline.changes.change import Line
from akkoord.redline.changes.places import cited
from akkoord.redline.changes.stretches import Side
from akkoord.redline.changes.units import Unit

_NUMBER = r"(?:\d+(?:\.\d+)*[a-z]?°?|[IVXLC]+|[a-z]{1,2})(?!\w)"
_LEVEL = r"(?:lid|leden|onder|onderdeel|onderdelen)"
_OTHER = r"(?:\d+(?:\.\d+)*[a-z]?°?|[IVXLC]+|[a-z])(?!\w)"
_ELSEWHERE = r"(?!(?:,?\s(?:van|uit|bij|in))?\s(?:de\s|het\s|[A-Z]))"
"""What follows a citation of another document: "artikel 7 van de wet", "artikel 2.3 Jeugdwet"."""
_CITATION = re.compile(
    rf"\b(?P<word>(?i:artikel(?:en)?|bijlagen?|hoofdstuk(?:ken)?|lid|leden|onder|onderdeel))\s(?P<number>{_NUMBER})"
    rf"(?P<rest>(?:,?\s{_LEVEL}\s{_NUMBER})*+)(?P<more>(?:,\s{_OTHER})*\s(?:en|tot en met)\s{_OTHER})?+"
    rf"{_ELSEWHERE}|(?<=\bpunt\s)(?P<bare>\d+\.\d+)\b{_ELSEWHERE}"
    rf"|(?<=\bpunten\s)(?P<points>\d+\.\d+)"
    rf"(?P<others>(?:,\s\d+\.\d+)*\s(?:en|tot en met)\s\d+\.\d+)\b{_ELSEWHERE}",
)
_PLURAL = {
    "artikelen": "artikel",
    "bijlagen": "bijlage",
    "hoofdstukken": "hoofdstuk",
    "leden": "lid",
    "onderdeel": "onder",
    "onderdelen": "onder",
}
_ALONE = frozenset(("lid", "onder"))
"""Levels that are cited without the article they stand in, from within it."""

_OF_NUMBERS = frozenset(("numPr", "pStyle"))
"""Properties by which a paragraph counts in another list."""


class Known(NamedTuple):
    """Words of the old document with those of the new one in their place, such as its version.

    They count outside clauses only, unless `in_clauses`: a "versie 1.0" in a clause may be
    that of something else.
    """

    old: str
    new: str
    in_clauses: bool = False


Renumbering = Mapping[str, str]
"""From each citation of the old text that still stands somewhere to its citation in the new one."""


def renumbering(units: Iterable[Unit]) -> Renumbering:
    """How the numbers of texts that stand on both sides moved; a number with two futures is left out."""
    found: dict[str, set[str]] = {}
    every = tuple(units)
    for unit in (*every, *_moved(every)):
        for old, new in _pairs(unit):
            for depth in range(1, min(len(old.numbers), len(new.numbers)) + 1):
                found.setdefault(cited(old.numbers[:depth]), set()).add(cited(new.numbers[:depth]))
    return {old: next(iter(new)) for old, new in found.items() if old and len(new) == 1}


def _moved(units: Iterable[Unit]) -> Iterable[Unit]:
    """Each move as one unit with both its sides."""
    ends: dict[str, tuple[list[Unit], list[Unit]]] = {}
    for unit in units:
        if unit.move:
            sides = ends.setdefault(unit.move, ([], []))
            sides[unit.kind is EditKind.MOVED_TO].append(unit)
    for old, new in ends.values():
        if len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                yield Unit(EditKind.EQUAL, (), one.old, other.new)


def _pairs(unit: Unit) -> Iterable[tuple[BlockRef, BlockRef]]:
    """The paragraphs that stand on both sides, old with new; none where one side has more than the other."""
    both = len(unit.old) == len(unit.new) and all(line.on_old and line.on_new for line in unit.lines)
    return zip(unit.old, unit.new, strict=True) if both else ()


def is_consequential(unit: Unit, moved: Renumbering, known: Sequence[Known] = ()) -> bool:
    """Whether all that differs in `unit` follows from the numbers that `moved`, or is what is `known` to differ."""
    if unit.kind not in (EditKind.EQUAL, EditKind.CHANGED):
        return False
    if any(change.name not in _OF_NUMBERS for change in unit.formatting):
        return False
    if any(len(old.numbers) != len(new.numbers) for old, new in zip(unit.old, unit.new, strict=False)):
        return False  # a lid that became a part of the one before it, or the other way round
    in_clause = unit.old_clause is not None or unit.new_clause is not None
    known = [entry for entry in known if entry.in_clauses or not in_clause]
    own = tuple(cited(refs[0].numbers[:1]) if refs else "" for refs in (unit.old, unit.new))
    if not all(_follows(line, moved, own) or _is_known(line, known) for line in unit.lines):
        return False
    return any(line.was != line.becomes for line in unit.lines)


def is_cited(side: Side) -> bool:
    """Whether a stretch of a line stands in a citation."""
    matches = _CITATION.finditer(side.text)
    return side.start < side.end and any(m.start() <= side.start and side.end <= m.end() for m in matches)


def _follows(line: Line, moved: Renumbering, own: tuple[str, ...]) -> bool:
    if bool(line.old_number) != bool(line.new_number) or line.on_old != line.on_new:
        return False
    if not line.text_changed:
        return True
    old, new = ("".join(part) for part in zip(*((s.old, s.new) for s in line.segments), strict=True))
    first, second = list(_CITATION.finditer(old)), list(_CITATION.finditer(new))
    return (
        len(first) == len(second)
        and _around(old, first) == _around(new, second)
        and all(_leads(a, b, moved, own) for a, b in zip(first, second, strict=True))
    )


def _is_known(line: Line, known: Sequence[Known]) -> bool:
    text = line.was
    for entry in known:
        text = re.sub(rf"{re.escape(entry.old)}(?!\w|[.,]\d)", lambda _, to=entry.new: to, text)
    return text == line.becomes


def _around(text: str, matches: Sequence[re.Match[str]]) -> list[str]:
    """The text between the citations."""
    edges = [0, *(edge for match in matches for edge in match.span()), len(text)]
    return [text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _leads(old: re.Match[str], new: re.Match[str], moved: Renumbering, own: tuple[str, ...]) -> bool:
    """Whether the new citation is of the text that the old one was of. `own` are the articles they stand in."""
    first, second = _keys(old, own[0]), _keys(new, own[1])
    if len(first) != len(second) or _extent(old) != _extent(new):
        return False
    return all(moved.get(one, one) == other for one, other in zip(first, second, strict=True))


_IN_ROW = re.compile(r"\s*(?:,|\ben\b|\btot en met\b)\s*")


def _keys(match: re.Match[str], own: str) -> list[str]:
    """What a citation points to, each in full: with the article that a lone `lid 2` leaves out, a range by its ends."""
    if match["word"] is None:
        return [match["bare"]] if match["bare"] else _row(match["points"], match["others"])
    words = f"{match['word'].lower()} {match['number']}{match['rest']}".replace(",", "").split()
    words = [_PLURAL.get(word, word) for word in words]
    head, first = " ".join(words[:-1]), words[-1]
    if words[0] in _ALONE and own:
        head = f"{own} {head}"
    return [f"{head} {number}" for number in _row(first, match["more"])]


def _row(first: str, more: str | None) -> list[str]:
    return [first, *(number for number in _IN_ROW.split(more or "") if number)]


def _extent(match: re.Match[str]) -> int | None:
    """How many texts a range spans, None for what is no range of numbers: one that grew says something else."""
    found = re.search(r"(\d+)\s(?:tot en met)\s(?:\d+\.)*(\d+)", match[0])
    return int(found[2]) - int(found[1]) if found else None
