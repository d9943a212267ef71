"""What the ledgers say of what came back: of which pack it is, whether that pack still counts, and who compared it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from akkoord.diagnostics import Diagnostic
from akkoord.project.ledgers import pack_of
from akkoord.project.sent_files import SentFile
from akkoord.project.sources import source_text
from akkoord.project.whole_file import read_whole
from akkoord.records import ENDED, STATE_WORDS, Entry, Ledger, LedgerState, read_ledger


class Checked(Struct, frozen=True):
    """Who compared a file that cannot be read page by page, and recorded it of `pack`.

    `documents` are those for which the file stands, when the person named them.
    """

    by: str
    date: str
    pack: str
    documents: tuple[str, ...] = ()


class RecordedPacks:
    """The ledgers of a project; `root` is None when there is none.

    A ledger that cannot be trusted says nothing but that, of every file of its pack. `instead` comes in the place of
    the one of its pack.
    """

    def __init__(self, root: Path | None, instead: Ledger | None = None) -> None:
        self._root, self._instead = root, instead

    @cached_property
    def _read(self) -> tuple[dict[str, Ledger], dict[str, Diagnostic]]:
        """The ledgers that can be trusted, and what is wrong with the others; both by pack."""
        found: dict[str, Ledger] = {}
        broken: dict[str, Diagnostic] = {}
        for path in sorted(self._root.glob("contracts/*/ledger/*/*.jsonl")) if self._root is not None else ():
            place = path.relative_to(self._root).as_posix() if self._root is not None else ""
            # Read as every source is: a program that gave the lines another end changed no record.
            text = source_text(read_whole(path), errors="replace")
            ledger, problems = read_ledger(text, pack_of(place), place)
            if ledger is not None:
                found[ledger.pack] = ledger
            else:
                broken[pack_of(place)] = problems[0]
        if self._instead is not None:
            broken.pop(self._instead.pack, None)
            found[self._instead.pack] = self._instead
        return found, broken

    def outdated(self, sent: SentFile) -> str:
        """Why a file of this pack may not be taken for what is out now, as a Dutch sentence; "" when it may.

        That is so when it is not, and when the ledger that says so cannot be trusted.
        """
        ledgers, broken_ones = self._read
        ledger, broken = ledgers.get(sent.pack), broken_ones.get(sent.pack)
        if broken is not None:
            return f"of het nog geldt, is niet na te gaan: het logboek is niet te vertrouwen; {_told(broken)}"
        return self._ended(ledger, sent) if ledger is not None and sent.manifest else ""

    def _ended(self, ledger: Ledger, sent: SentFile) -> str:
        of_it = [
            one for one in ledger.entries if one.state is LedgerState.SENT and one.manifest_sha256 == sent.manifest
        ]
        standing = ledger.standing
        if of_it:
            number = of_it[-1].number
            state = ledger.state(number)
            if state not in ENDED or state is None:
                return ""
            by = ledger.superseding(number)
            how = f"vervangen door pakket {by.number}" if by is not None else STATE_WORDS[state]
            return f"het is van pakket {number}, dat op {ledger.since(number)} is {how}"
        if standing is None:
            return ""
        mine = f"pakket {sent.number}" if sent.number else "een pakket"
        return f"het is van {mine}, dat niet is verzonden; verzonden is pakket {standing.number}, op {standing.date}"

    def counts(self, sent: SentFile) -> bool:
        """Whether a file is of the pack that is out, as far as is known."""
        return sent.pack in self._read[1] or not self.outdated(sent)

    @cached_property
    def _checked(self) -> dict[str, Checked]:
        found: dict[str, Checked] = {}
        for entry in self._entries():
            for row in entry.checked:
                before = found.get(row.sha256)
                same = before is not None and (before.by, before.pack) == (entry.by, entry.pack)
                documents = dict.fromkeys((*(before.documents if before is not None and same else ()), row.document))
                named = tuple(one for one in documents if one)
                found[row.sha256] = Checked(entry.by, entry.date.isoformat(), entry.pack, named)
        return found

    def checked(self, sha256: str) -> Checked | None:
        """Who compared the file with this digest page by page; None when nobody did."""
        return self._checked.get(sha256)

    @cached_property
    def _returned(self) -> dict[str, Entry]:
        return {row.sha256: entry for entry in self._entries() for row in entry.files}

    def returned(self, sha256: str) -> Entry | None:
        """The record with which the file with this digest came back; None when none has it."""
        return self._returned.get(sha256)

    def _entries(self) -> Iterator[Entry]:
        for ledger in self._read[0].values():
            yield from ledger.entries


def _told(problem: Diagnostic) -> str:
    """What is wrong with a ledger, with its place and how to mend it."""
    mend = f" ({problem.hints[0]})" if problem.hints else ""
    return f"{problem.span}: {problem.message}{mend}"
