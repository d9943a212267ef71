"""Two printed texts word for word, and their differences provision by provision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from akkoord.proof.words import decided
from akkoord.readers.pdf.printed import Printed
from akkoord.signing.comparison.provisions import PrintedText, Provision, provisions
from akkoord.signing.comparison.verdict import Change, Kind

_LONGEST = 30
"""Words of a provision that are shown; of a longer one those around the difference."""
_AROUND = 10
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[a-z])\.?\s")


class Gap(Struct, frozen=True):
    """A place where the words differ: which of the old ones, and which of the new ones stand there."""

    start: int
    end: int
    new_start: int
    new_end: int


def text_changes(printed: Printed, old: PrintedText, new: PrintedText) -> Iterator[Change]:
    """What differs between the words of what was sent and of what came back; places are those of what was sent."""
    right = decided(new.words, old.words)
    left = decided(old.words, right)
    if left.texts != right.texts:
        yield from word_changes(provisions(printed, PrintedText(old.lines, left)), left.texts, right.texts)


def word_changes(cut: Sequence[Provision], old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """What differs between two rows of words, by the provisions `cut` of the old one."""
    edges = frozenset((*(provision.start for provision in cut), len(old)))
    gaps = list(_whole(list(_gaps(old, new)), old, new, edges))
    changes = [
        _change(provision, old, new, own, gaps)
        for provision in cut
        if (own := [gap for gap in gaps if _of(gap, provision, len(old))])
    ]
    yield from _with_moves(changes)


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """The differences in order; a removal and an addition at one place are one."""
    found: list[Gap] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            continue
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        last = found[-1] if found else None
        if last is not None and last.end == a and last.new_end == c:
            found[-1] = replace(last, end=b, new_end=d)
        else:
            found.append(Gap(a, b, c, d))
    yield from found


def _whole(gaps: Sequence[Gap], old: Sequence[str], new: Sequence[str], edges: frozenset[int]) -> Iterator[Gap]:
    """The gaps; what went or came moved along words that are equal, to where it is a whole provision when it can be.

    "Groep 4 uur, Groep 5 uur" without its second part has lost "Groep 5 uur", and not "5 uur, Groep" of two.
    """
    for index, gap in enumerate(gaps):
        first = gaps[index - 1].end if index else 0
        last = gaps[index + 1].start if index + 1 < len(gaps) else len(old)
        row, start, end = (
            (old, gap.start, gap.end) if gap.new_start == gap.new_end else (new, gap.new_start, gap.new_end)
        )
        simple = gap.start == gap.end or gap.new_start == gap.new_end
        steps = _slides(row, start, end, gap.start - first, last - gap.end) if simple else ()
        found = next((s for s in steps if gap.start + s in edges and gap.end + s in edges), 0)
        yield Gap(gap.start + found, gap.end + found, gap.new_start + found, gap.new_end + found)


def _slides(row: Sequence[str], start: int, end: int, left: int, right: int) -> Iterator[int]:
    """By how many words a stretch of a row may move and say the same, the nearest first; not at all comes first."""
    yield 0
    back = forth = True
    for step in range(1, max(left, right) + 1):
        back = back and step <= left and row[start - step] == row[end - step]
        forth = forth and step <= right and end + step <= len(row) and row[start + step - 1] == row[end + step - 1]
        if back:
            yield -step
        if forth:
            yield step
        if not (back or forth):
            return


def _of(gap: Gap, provision: Provision, total: int) -> bool:
    """Whether a difference stands in a provision; what was added between two belongs to the one before it."""
    if gap.start < gap.end:
        return gap.start < provision.end and gap.end > provision.start
    if gap.start == 0:
        return provision.start == 0
    return provision.start < gap.start <= provision.end or (gap.start == total and provision.end == total)


def _change(
    provision: Provision, old: Sequence[str], new: Sequence[str], own: Sequence[Gap], gaps: Sequence[Gap]
) -> Change:
    first = own[0]
    was_start, was_end = provision.start, provision.end
    new_start = _carried(was_start, gaps, at_end=False) if first.start > was_start else first.new_start
    new_end = _carried(was_end, gaps, at_end=True)
    if first.start < was_start:  # the difference began in the provision before; its new words are shown there
        new_start = first.new_end
    was, becomes = list(old[was_start:was_end]), list(new[new_start:new_end])
    if len(was) > _LONGEST or len(becomes) > _LONGEST:
        was, becomes = _shortened(was, becomes)
    kind = Kind.MISSING if not becomes else Kind.ADDED if not was else Kind.CHANGED
    return Change(kind, provision.place, provision.page, " ".join(was), " ".join(becomes))


def _carried(index: int, gaps: Sequence[Gap], *, at_end: bool) -> int:
    """Which new word stands where the old word `index` stood."""
    offset = 0
    for gap in gaps:
        if gap.end < index or (gap.end == index and (gap.start < gap.end or at_end)):
            offset += (gap.new_end - gap.new_start) - (gap.end - gap.start)
        elif gap.start < index:  # in the middle of what differs: all its new words count
            return gap.new_end
        else:
            break
    return index + offset


def _shortened(was: list[str], becomes: list[str]) -> tuple[list[str], list[str]]:
    """Both texts from a few words before their first difference to a few after their last."""
    start = 0
    while start < min(len(was), len(becomes)) and was[start] == becomes[start]:
        start += 1
    end = 0
    while end < min(len(was), len(becomes)) - start and was[-1 - end] == becomes[-1 - end]:
        end += 1
    head, tail = max(0, start - _AROUND), max(0, end - _AROUND)
    before, after = ["…"] if head else [], ["…"] if tail else []
    return (
        [*before, *was[head : len(was) - tail], *after],
        [*before, *becomes[head : len(becomes) - tail], *after],
    )


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes; a provision that went from one place and stands whole at another is marked as moved."""
    for change in changes:
        words = _NUMBER.sub("", change.was)
        gone = bool(words) and words not in change.becomes
        there = [c for c in changes if c is not change and words in c.becomes and words not in c.was] if gone else []
        yield replace(change, kind=Kind.MOVED, what=f"staat nu bij {there[0].place}") if there else change
