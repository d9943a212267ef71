"""The proof of a redline: rejected it is the old document, accepted the new one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.alignment import WHOLE
from akkoord.compare.canonical import Difference, Differences, differences
from akkoord.ooxml import Package
from akkoord.redline.resolution import Decision, readings
from akkoord.redline.untracked import reason_untracked


class Verdict(Struct, frozen=True, dict=True):
    """What the proof found. `rejected` and `accepted` are the comparisons with the old and the new document."""

    rejected: Differences
    accepted: Differences

    @cached_property
    def failed(self) -> tuple[tuple[bool, Difference], ...]:
        """The differences that must not be, in text, structure or formatting: each with whether it is with the old."""
        return tuple((is_old, d) for is_old, d in self._found() if reason_untracked(d) is None)

    @cached_property
    def untracked(self) -> tuple[tuple[bool, Difference, str], ...]:
        """The differences that tracked changes cannot hold, with the Dutch reason; of those in language one a part."""
        found = ((is_old, d, reason_untracked(d)) for is_old, d in self._found())
        return tuple(_language_once((is_old, d, why) for is_old, d, why in found if why is not None))

    def _found(self) -> Iterator[tuple[bool, Difference]]:
        yield from ((True, difference) for difference in self.rejected.found)
        yield from ((False, difference) for difference in self.accepted.found)


def prove(old: Package, new: Package, redline: Package) -> Verdict:
    """Resolve `redline` both ways and compare with both documents, in which the changes of others are resolved too.

    Where programs may understand a change in more than one way, the documents must come back in each. Where a document
    itself is open to two readings, by a change of somebody else in it, and the redline to one, it is one of those two.

    Raises:
        XmlError: a part cannot be read.
    """
    return Verdict(_compared(old, redline, Decision.REJECT), _compared(new, redline, Decision.ACCEPT))


def _compared(wanted: Package, redline: Package, decision: Decision) -> Differences:
    mine, theirs = readings(wanted, decision), readings(redline, decision)
    if len(theirs) == 1:
        return min((differences(reading, theirs[0]) for reading in mine), key=lambda verdict: len(verdict.found))
    count = max(len(mine), len(theirs))
    return _together([differences(mine[min(n, len(mine) - 1)], theirs[min(n, len(theirs) - 1)]) for n in range(count)])


def _together(verdicts: list[Differences]) -> Differences:
    """One verdict: equal is what is equal in every reading."""
    first, *others = verdicts
    for other in others:
        found = tuple(dict.fromkeys((*first.found, *other.found)))
        equal = tuple(part for part in first.equal if part in other.equal)
        first = Differences(equal, found, tuple(dict.fromkeys((*first.not_compared, *other.not_compared))))
    return first


def _language_once(
    rows: Iterator[tuple[bool, Difference, str]],
) -> Iterator[tuple[bool, Difference, str]]:
    """A document set to another language differs in each paragraph: that is said once for each part."""
    seen: set[tuple[bool, str]] = set()
    for is_old, difference, reason in rows:
        if difference.aspect != "language":
            yield is_old, difference, reason
        elif (is_old, difference.part) not in seen:
            seen.add((is_old, difference.part))
            yield is_old, replace(difference, label="taal en spellingcontrole"), reason


def places(verdict: Verdict) -> frozenset[tuple[str, bool, int]]:
    """The blocks that must be marked more coarsely, as `compare_packages` takes them."""
    return frozenset(
        (difference.part, is_old, difference.left[0]) for is_old, difference in verdict.failed if difference.left
    )


def stories(verdict: Verdict) -> frozenset[tuple[str, bool, int]]:
    """The stories that must be marked as a whole, as `compare_packages` takes them."""
    return frozenset((difference.part, is_old, WHOLE) for is_old, difference in verdict.failed)


def everything(verdict: Verdict) -> frozenset[tuple[str, bool, int]]:
    """The place that stands for all stories, when one failed."""
    return frozenset((("", True, WHOLE),)) if verdict.failed else frozenset()
