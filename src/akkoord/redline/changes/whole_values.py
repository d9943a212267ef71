"""Dates, amounts and numbers marked whole: "€ 1.250" that becomes "€ 1.275" is one out and one in, never two digits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from akkoord.compare.script import Segment, SegmentKind
from akkoord.redline.changes.signals import VALUE

_Character = tuple[SegmentKind, str]


def whole_values(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with every date, amount and number that differs marked whole.

    Both texts stay what they are; between two equal stretches first stands all that goes, then all that comes.
    """
    if all(segment.kind is SegmentKind.EQUAL for segment in segments):
        return tuple(segments)
    characters = list(_characters(segments))
    before = 0
    while len(characters) > before:  # a value marked on one side may part one on the other
        before = len(characters)
        for side in (SegmentKind.INSERTED, SegmentKind.DELETED):
            characters = _grown(characters, side)
    return _regrouped(characters)


def _characters(segments: Iterable[Segment]) -> Iterator[_Character]:
    for segment in segments:
        for character in segment.old or segment.new:
            yield segment.kind, character


def _grown(characters: list[_Character], other: SegmentKind) -> list[_Character]:
    """With each value of one text marked whole when any of it differs; `other` are the characters of the other text."""
    own = [index for index, (kind, _) in enumerate(characters) if kind is not other]
    text = "".join(characters[index][1] for index in own)
    marked: set[int] = set()
    for match in VALUE.finditer(text):
        first, last = own[match.start()], own[match.end() - 1]
        if any(characters[index][0] is not SegmentKind.EQUAL for index in range(first, last + 1)):
            marked.update(index for index in range(first, last + 1) if characters[index][0] is SegmentKind.EQUAL)
    out: list[_Character] = []
    for index, (kind, character) in enumerate(characters):
        if index in marked:
            out += [(SegmentKind.DELETED, character), (SegmentKind.INSERTED, character)]
        else:
            out.append((kind, character))
    return out


def _regrouped(characters: Iterable[_Character]) -> tuple[Segment, ...]:
    out: list[Segment] = []
    texts = dict.fromkeys(SegmentKind, "")

    def put() -> None:
        equal, gone, come = (texts[kind] for kind in (SegmentKind.EQUAL, SegmentKind.DELETED, SegmentKind.INSERTED))
        if equal:
            out.append(Segment(SegmentKind.EQUAL, equal, equal))
        if gone:
            out.append(Segment(SegmentKind.DELETED, gone, ""))
        if come:
            out.append(Segment(SegmentKind.INSERTED, "", come))
        texts.update(dict.fromkeys(SegmentKind, ""))

    changing = False
    for kind, character in characters:
        if kind is SegmentKind.EQUAL and changing:
            put()
        changing = kind is not SegmentKind.EQUAL
        texts[kind] += character
    put()
    return tuple(out)
