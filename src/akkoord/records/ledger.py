"""The life of a pack as a value: what people recorded of it, in order, and which pack comes next.

One file of records is about one pack of the output, `<region>/<edition>/<provider>`. What was sent never
changes, so what is sent after it is a pack with a next number that supersedes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

FORMAT = "akkoord-ledger/1"


class LedgerState(StrEnum):
    """Where a pack is in its life."""

    CONCEPT = "concept"
    READY = "ready"
    SENT = "sent"
    RETURNED = "returned"
    VERIFIED = "verified"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    VOID = "void"


STATE_WORDS: Mapping[LedgerState, str] = {
    LedgerState.CONCEPT: "concept",
    LedgerState.READY: "gereed",
    LedgerState.SENT: "verzonden",
    LedgerState.RETURNED: "retour",
    LedgerState.VERIFIED: "geverifieerd",
    LedgerState.IN_FORCE: "van kracht",
    LedgerState.SUPERSEDED: "vervangen",
    LedgerState.VOID: "vervallen",
}
"""The states in the words of those who read of them."""

FOLLOWS: Mapping[LedgerState | None, tuple[LedgerState, ...]] = {
    None: (LedgerState.CONCEPT, LedgerState.READY),
    LedgerState.CONCEPT: (LedgerState.CONCEPT, LedgerState.READY, LedgerState.VOID),
    LedgerState.READY: (LedgerState.CONCEPT, LedgerState.READY, LedgerState.SENT, LedgerState.VOID),
    LedgerState.SENT: (LedgerState.RETURNED, LedgerState.SUPERSEDED, LedgerState.VOID),
    LedgerState.RETURNED: (LedgerState.RETURNED, LedgerState.VERIFIED, LedgerState.SUPERSEDED, LedgerState.VOID),
    LedgerState.VERIFIED: (LedgerState.RETURNED, LedgerState.IN_FORCE, LedgerState.SUPERSEDED, LedgerState.VOID),
    LedgerState.IN_FORCE: (LedgerState.SUPERSEDED, LedgerState.VOID),
    LedgerState.SUPERSEDED: (),
    LedgerState.VOID: (),
}
"""What may be recorded after what; None is a pack of which nothing was recorded yet."""

FORMING = (LedgerState.CONCEPT, LedgerState.READY)
"""States of a pack that was not sent yet, so that a build may still change it."""
SIGNED = (LedgerState.VERIFIED, LedgerState.IN_FORCE)
"""States of a pack whose signatures were found good."""
ENDED = (LedgerState.SUPERSEDED, LedgerState.VOID)


class SentDocument(Struct, frozen=True):
    """A document as it was sent. `body_sha256` is that of its text, `pdf_sha256` of the file that is signed."""

    kind: str
    title: str
    version: str
    body_sha256: str
    pdf_sha256: str


class ReturnedFile(Struct, frozen=True):
    """A file that came back, by the name it has in the archive."""

    file: str
    sha256: str
    size: int


class CheckedFile(Struct, frozen=True, omit_defaults=True):
    """A returned file that `by` of the record compared page by page with what was sent: a scan cannot be read.

    `document` is for which document it stands, "" where its name tells.
    """

    file: str
    sha256: str
    pages: int
    document: str = ""


class Despite(Struct, frozen=True):
    """Why `by` of the record takes what came back as good although it was not `found` so, in Dutch sentences."""

    reason: str
    found: tuple[str, ...]


class Entry(Struct, frozen=True):
    """One record: from `date` on pack `number` is in `state`, says the person `by`.

    `manifest_sha256` and `zip_sha256` bind the record to bytes; `zip_sha256` is "" for a pack without a ZIP.
    `documents` are what was sent, `files` what came back, `checked` what was compared by a person.
    `supersedes` is the number of the pack that this one replaces, 0 for none. `despite` is only on a record of what
    was verified and not found in order. `previous` is the digest of the
    record before it in the file, "" for the first.
    """

    pack: str
    number: int
    state: LedgerState
    date: date
    by: str
    manifest_sha256: str
    zip_sha256: str = ""
    supersedes: int = 0
    documents: tuple[SentDocument, ...] = ()
    files: tuple[ReturnedFile, ...] = ()
    checked: tuple[CheckedFile, ...] = ()
    note: str = ""
    despite: Despite | None = None
    previous: str = ""


class Numbering(Struct, frozen=True):
    """The number of a pack, and of the one that it supersedes: 0 for none."""

    number: int = 1
    supersedes: int = 0


class Ledger(Struct, frozen=True):
    """All records of one pack of the output, in order; `head` is the digest of the last, "" when there is none."""

    pack: str
    entries: tuple[Entry, ...] = ()
    head: str = ""

    @property
    def current(self) -> int:
        """The highest number that anything was recorded of, 0 for none."""
        return max((entry.number for entry in self.entries), default=0)

    def of(self, number: int) -> tuple[Entry, ...]:
        """The records of one number, in order."""
        return tuple(entry for entry in self.entries if entry.number == number)

    def superseding(self, number: int) -> Entry | None:
        """The record of sending the pack that replaced `number`, None when none did."""
        sent = (e for e in self.entries if e.state is LedgerState.SENT and e.supersedes == number)
        return next(sent, None) if number else None

    def state(self, number: int) -> LedgerState | None:
        """The state of a pack, None when nothing was recorded of it. Who is replaced is superseded by that alone."""
        own = self.of(number)
        if own and own[-1].state is not LedgerState.VOID and self.superseding(number) is not None:
            return LedgerState.SUPERSEDED
        return own[-1].state if own else None

    def since(self, number: int) -> date | None:
        """The day from which a pack is in its state, None when nothing was recorded of it."""
        own = self.of(number)
        by = self.superseding(number)
        if by is not None and own and own[-1].state not in ENDED:
            return by.date
        return own[-1].date if own else None

    def sent(self, number: int) -> Entry | None:
        """The record of sending a pack, None when it was not sent."""
        return next((e for e in self.of(number) if e.state is LedgerState.SENT), None)

    @property
    def standing(self) -> Entry | None:
        """The record of sending the pack that is out or in force, None when there is none."""
        sent = (e for e in self.entries if e.state is LedgerState.SENT and self.state(e.number) not in ENDED)
        return max(sent, key=lambda entry: entry.number, default=None)

    @property
    def leading(self) -> int:
        """The number that counts now: of the pack that is out or in force, else the last one; 0 for none."""
        return self.standing.number if self.standing is not None else self.current

    @property
    def signed(self) -> Entry | None:
        """The record of sending the last pack that came back and was verified, None when none was.

        It stays the one that was signed when a next one has been sent, until that one comes back.
        """
        for number in range(self.current, 0, -1):
            states = [entry.state for entry in self.of(number)]
            if states and states[-1] is not LedgerState.VOID and any(state in SIGNED for state in states):
                return self.sent(number)
        return None

    def numbering(self, documents: tuple[SentDocument, ...]) -> Numbering:
        """The number of a pack with these documents: of the one that was sent, when it is that, else a next one."""
        there, last = self.standing, self.current
        if there is not None and there.documents == documents:
            return Numbering(there.number, there.supersedes)
        forming = last > 0 and self.state(last) in FORMING
        return Numbering(last if forming else last + 1, there.number if there is not None else 0)
