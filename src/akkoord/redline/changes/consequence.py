"""Which changes only follow from another one: numbers that moved because a text came in or went out.

A change is consequential when it is proven to be: the words are the same but for a number
before the text, or but for numbers in references that lead from the old number of a text to
the new number of that same text. Everything else is a change of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from akkoord.compare.script import BlockRef, EditKind
from akkoord.redline.changes.change import Line
from akkoord.redline.changes.places import cited
from akkoord.redline.changes.units import Unit

_NUMBER = r"(?:\d+(?:\.\d+)*[a-z]?°?|[IVXLC]+|[a-z]{1,2})"
_LEVEL = r"(?:lid|leden|onder|onderdeel|onderdelen)"
_CITATION = re.compile(
    rf"\b(?P<word>artikel(?:en)?|bijlagen?|hoofdstuk(?:ken)?|lid|leden|onder|onderdeel)\s(?P<number>{_NUMBER})"
    rf"(?P<rest>(?:,?\s{_LEVEL}\s{_NUMBER})*)|\b(?P<bare>\d+\.\d+)\b",
)
_PLURAL = {"artikelen": "artikel", "bijlagen": "bijlage", "hoofdstukken": "hoofdstuk", "leden": "lid"}

_OF_NUMBERS = frozenset(("numPr", "pStyle"))
"""Properties by which a paragraph counts in another list."""

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


def is_consequential(unit: Unit, moved: Renumbering, known: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether all that differs in `unit` follows from the numbers that `moved`, or is what is `known` to differ.

    `known` are words of the old document with those of the new one in their place, such as its version.
    """
    if unit.kind not in (EditKind.EQUAL, EditKind.CHANGED):
        return False
    if any(change.name not in _OF_NUMBERS for change in unit.formatting):
        return False
    own = tuple(cited(refs[0].numbers[:1]) if refs else "" for refs in (unit.old, unit.new))
    if not all(_follows(line, moved, own) or _is_known(line, known) for line in unit.lines):
        return False
    return any(line.was != line.becomes for line in unit.lines)


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


def _is_known(line: Line, known: Sequence[tuple[str, str]]) -> bool:
    text = line.was
    for old, new in known:
        text = text.replace(old, new)
    return text == line.becomes


def _around(text: str, matches: Sequence[re.Match[str]]) -> list[str]:
    """The text between the citations."""
    edges = [0, *(edge for match in matches for edge in match.span()), len(text)]
    return [text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _leads(old: re.Match[str], new: re.Match[str], moved: Renumbering, own: tuple[str, ...]) -> bool:
    """Whether the new citation is of the text that the old one was of. `own` are the articles they stand in."""
    first, second = _whole(old, own[0]), _whole(new, own[1])
    return moved.get(first, first) == second


def _whole(match: re.Match[str], own: str) -> str:
    """A citation with the article that a lone `lid 2` leaves out."""
    word = match["word"]
    text = match["bare"] or f"{_PLURAL.get(word, word)} {match['number']}{match['rest']}"
    text = " ".join(text.replace(",", "").replace("onderdeel", "onder").split())
    return f"{own} {text}" if word in ("lid", "leden", "onder", "onderdeel") and own else text
