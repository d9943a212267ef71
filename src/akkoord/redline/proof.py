"""The proof of a redline: rejected it is the old document, accepted the new one."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.compare.canonical import Difference, Differences, Level, differences
from akkoord.ooxml import Package
from akkoord.redline.resolution import Decision, resolve

_UNTRACKABLE = frozenset(("bookmark", "comment", "settings", "style", "defaults", "control", "permission"))
"""Aspects that no markup can hold both ways; they are named in the receipt."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the proof found. `rejected` and `accepted` are the comparisons with the old and the new document."""

    rejected: Differences
    accepted: Differences

    @property
    def failed(self) -> tuple[tuple[bool, Difference], ...]:
        """The differences that must not be: each with whether it is with the old document."""
        return tuple(
            (is_old, difference)
            for is_old, side in ((True, self.rejected), (False, self.accepted))
            for difference in side.found
            if _forbidden(difference) and not (difference.aspect == "numbering" and _of_style(side))
        )

    @property
    def untracked(self) -> tuple[tuple[bool, Difference], ...]:
        """The differences that tracked changes cannot hold."""
        return tuple(
            (is_old, difference)
            for is_old, side in ((True, self.rejected), (False, self.accepted))
            for difference in side.found
            if not _forbidden(difference) or (difference.aspect == "numbering" and _of_style(side))
        )


def prove(old: Package, new: Package, redline: Package) -> Verdict:
    """Resolve `redline` both ways and compare with both documents, in which the changes of others are resolved too.

    Raises:
        XmlError: a part cannot be read.
    """
    return Verdict(
        differences(resolve(old, Decision.REJECT), resolve(redline, Decision.REJECT)),
        differences(resolve(new, Decision.ACCEPT), resolve(redline, Decision.ACCEPT)),
    )


def _of_style(side: Differences) -> bool:
    """Whether a style that is in use is not made the same: numbers that come with it then differ without a mark."""
    return any(d.aspect == "style" and not d.left and d.level is Level.FORMATTING for d in side.found)


def _forbidden(difference: Difference) -> bool:
    if difference.aspect == "section" and {difference.old, difference.new} == {"ontbreekt", "()"}:
        return False  # a section without properties is one of which nothing is said
    if "/comments" in difference.part or difference.label.startswith("onderdeel "):
        return False  # comments are kept from both sides; a part that nothing shows is not read by anyone
    if "scheidingslijn" in difference.label:
        return False  # the lines above notes have no text to mark
    return difference.level <= Level.STRUCTURE and difference.aspect not in _UNTRACKABLE


def places(verdict: Verdict) -> frozenset[tuple[str, bool, int]]:
    """The blocks that must be marked more coarsely, as `compare_packages` takes them."""
    return frozenset(
        (difference.part, is_old, difference.left[0]) for is_old, difference in verdict.failed if difference.left
    )
