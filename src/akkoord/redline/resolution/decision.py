"""What is to happen with tracked changes, and with which."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Decision(StrEnum):
    """What becomes of a tracked change."""

    ACCEPT = "accept"
    REJECT = "reject"


class Selection(Struct, frozen=True):
    """Which tracked changes: those of `authors` (None: everybody), made from `since` up to and with `until`.

    Days are written `2024-03-01`, "" for no bound. Word writes the local day of the author;
    that is the day that counts. A change without a date is in no bounded selection.
    """

    authors: frozenset[str] | None = None
    since: str = ""
    until: str = ""

    def holds(self, author: str, date: str) -> bool:
        """Whether a change by `author` at `date` (as written, "" for none) is meant."""
        if self.authors is not None and author not in self.authors:
            return False
        if not self.since and not self.until:
            return True
        day = date[:10]
        return bool(day) and self.since <= day and (not self.until or day <= self.until)


EVERYTHING = Selection()
"""All tracked changes."""
