"""Sections of both sides and the headers and footers that they show.

Source:
    ISO/IEC 29500-1, 17.10.1 to 17.10.5: a section without a header of its own shows that of
    the section before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from akkoord.compare.document import Document
from akkoord.compare.items import DELETED, INSERTED, KEPT
from akkoord.ooxml import Element
from akkoord.ooxml.names import r, w

_REFERENCES = (w("headerReference"), w("footerReference"))
_TYPE = w("type")

Place = tuple[str, str]
"""A header or footer of a section: the tag of its reference, and its type (default, first, even)."""


class Section(Struct, eq=False):
    """The end of a section. `shown` are the headers and footers it shows in the output, filled by `pair_headers`."""

    op: str
    old: Element | None
    new: Element | None
    shown: dict[Place, HeaderPair] = field(default_factory=dict["Place", "HeaderPair"])


class HeaderPair(Struct, frozen=True):
    """A header or footer of the output: of the parts `old` and `new` ("" where a side has none).

    `marked` is False where only one side has the section, so that the whole part comes or goes with it.
    """

    place: Place
    old: str
    new: str
    marked: bool = True


def pair_headers(old: Document, new: Document, sections: Sequence[Section]) -> list[HeaderPair]:
    """The headers and footers of the output, each pair once; fills `Section.shown`."""
    a: dict[Place, str] = {}
    b: dict[Place, str] = {}
    found: dict[tuple[str, str, str], HeaderPair] = {}
    lone: list[tuple[Section, Place, str, str]] = []
    for section in sections:
        if section.op != INSERTED:
            a = {**a, **_own(old, section.old)}
        if section.op != DELETED:
            b = {**b, **_own(new, section.new)}
        for place in {**a, **b}:
            one, other = a.get(place, ""), b.get(place, "")
            if section.op == KEPT:
                section.shown[place] = found.setdefault((place[0], one, other), HeaderPair(place, one, other))
            else:
                lone.append((section, place, one if section.op == DELETED else "", other))
    for section, place, one, other in lone:
        section.shown[place] = _of_lone(found, section, place, one, other)
    return list(found.values())


def _of_lone(
    found: dict[tuple[str, str, str], HeaderPair], section: Section, place: Place, one: str, other: str
) -> HeaderPair:
    """What a section of one side shows: the pair that holds its part, or the part as it is.

    Where it has none, but a section of the other side before it has, it shows one that is empty on its own side: a
    break that goes leaves its headers to the next section.
    """
    for pair in found.values():
        mine, theirs, wanted = (pair.old, pair.new, one) if section.op == DELETED else (pair.new, pair.old, other)
        if pair.place[0] == place[0] and mine == wanted and (mine or pair.marked or not theirs):
            return pair
    if section.op == DELETED:
        return found.setdefault((place[0], one, ""), HeaderPair(place, one, "", marked=False))
    return found.setdefault((place[0], "", other), HeaderPair(place, "", other, marked=False))


def _own(document: Document, section: Element | None) -> Mapping[Place, str]:
    out: dict[Place, str] = {}
    for reference in section.iter(*_REFERENCES) if section is not None else ():
        relationship = document.relationships(document.main).get(reference.get(r("id"), ""))
        if relationship is not None and relationship.target in document.package.parts:
            out[reference.tag, reference.get(_TYPE, "default")] = relationship.target
    return out
