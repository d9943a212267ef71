"""One redline from two files: compared, written, proven."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.comparison import Comparison, compare_packages
from akkoord.diagnostics import AkkoordError, Diagnostic, Span, error
from akkoord.ooxml import Package, pack_archive
from akkoord.redline.earlier import accept_decided, accept_done
from akkoord.redline.plain import plain_blocks
from akkoord.redline.proof import Verdict, everything, places, prove, stories
from akkoord.redline.receipt import DocumentRow, Receipt, UntrackedRow
from akkoord.redline.refusals import open_document
from akkoord.redline.tracked.document import DocumentWriter

if TYPE_CHECKING:  # only made when it is asked for
    from akkoord.compare.script import EditScript

AUTHOR = "Akkoord"
DATE = "2000-01-01T00:00:00Z"
"""The date of changes when none is given: it says nothing, so that the same input gives the same bytes."""
_COARSER = (places, places, stories, everything)
"""What is marked as a whole in each next attempt: the places that failed, then their stories, then all there is."""


class UnprovenRedlineError(AkkoordError):
    """A redline that would not give both documents back (RDL010)."""

    exit_code = 1


class Redline(Struct, frozen=True):
    """A proven redline: the bytes of the Word file, its receipt, and the edit script when it was asked for."""

    data: bytes
    receipt: Receipt
    package: Package
    script: EditScript | None = None


def make_redline(
    old: bytes,
    new: bytes,
    old_file: str,
    new_file: str,
    author: str = AUTHOR,
    date: str = DATE,
    *,
    with_script: bool = False,
) -> Redline:
    """The redline from `old` to `new`, the bytes of two Word files.

    Raises:
        UnprovenRedlineError: no marking was found that gives both back.
        RedlineInputError, ArchiveError, PackageError, XmlError: a file cannot be read.
    """
    before, after = open_document(old, old_file), open_document(new, new_file)
    basis, earlier = accept_decided(before, after)
    goal, done = accept_done(basis, after)
    attempt = _Attempt(basis, goal, author, date, described=with_script)
    read: tuple[str, ...] = ()
    for everywhere in (False, True):
        if attempt.is_odd:
            plain_basis, plain_goal, said = plain_blocks(basis, goal, everywhere=everywhere)
            if said:
                read = said
                attempt = _Attempt(plain_basis, plain_goal, author, date, described=with_script)
        attempt = _provable(attempt)
    if attempt.verdict.failed:
        raise UnprovenRedlineError(*_unproven(attempt.verdict, old_file, new_file))
    data = pack_archive(attempt.package.parts)
    rows = (_row(old_file, old), _row(new_file, new), _row("", data))
    receipt = _receipt(rows, attempt, earlier + done + read)
    script = _script(attempt.script, receipt) if attempt.script is not None else None
    return Redline(data, receipt, attempt.package, script)


def _provable(attempt: _Attempt) -> _Attempt:
    """`attempt`, marked as coarsely as it must be to give both documents back."""
    for failing in _COARSER:
        more = failing(attempt.verdict) - attempt.coarse if attempt.verdict.failed else None
        if more:
            attempt = attempt.coarser(more)
    return attempt


def _described(comparison: Comparison) -> EditScript:
    """The edit script, of files without a name yet; made before writing, which takes the packages apart."""
    from akkoord.compare.description import describe  # loads what counts list numbers; not needed for a redline
    from akkoord.compare.script import Side

    return describe(comparison, Side("", ""), Side("", ""))


def _script(script: EditScript, receipt: Receipt) -> EditScript:
    """The edit script with the names of its files and what the proof could not compare."""
    from akkoord.compare.script import NotCompared, Side

    rows = dict.fromkeys([*receipt.untracked, *receipt.not_compared])
    return replace(
        script,
        old=Side(receipt.old.file, receipt.old.sha256),
        new=Side(receipt.new.file, receipt.new.sha256),
        not_compared=tuple(NotCompared(row.part, row.what) for row in rows),
    )


class _Attempt:
    """One comparison, its redline and the verdict on it."""

    def __init__(
        self,
        old: Package,
        new: Package,
        author: str,
        date: str,
        coarse: frozenset[tuple[str, bool, int]] = frozenset(),
        where: tuple[str, ...] = (),
        *,
        described: bool = False,
    ) -> None:
        self._old, self._new = old, new
        self.by = (author, date)
        self.coarse = coarse
        self.where = where
        self.comparison = compare_packages(old, new, coarse)
        self.script = _described(self.comparison) if described else None
        self.package = DocumentWriter(self.comparison, author, date).write()
        self.verdict = prove(old, new, self.package)

    @property
    def is_odd(self) -> bool:
        """Whether the documents may have to be read otherwise: it failed, or something stands where nothing is read."""
        loose = any(difference.aspect == "loose" for _, difference, _ in self.verdict.untracked)
        return bool(self.verdict.failed) or loose or self.comparison.misplaced

    def coarser(self, more: frozenset[tuple[str, bool, int]]) -> _Attempt:
        """The next attempt, which marks `more` as a whole."""
        where = (*self.where, *(difference.label for _, difference in self.verdict.failed))
        return _Attempt(self._old, self._new, *self.by, self.coarse | more, where, described=self.script is not None)


def _unproven(verdict: Verdict, old_file: str, new_file: str) -> Iterator[Diagnostic]:
    for is_old, difference in verdict.failed[:10]:
        what, file = ("verworpen", old_file) if is_old else ("geaccepteerd", new_file)
        message = (
            f"{difference.label}: na {what} wijzigingen staat er `{difference.new}` waar `{file}` `{difference.old}` "
            "heeft; er is niets geschreven"
        )
        yield error("RDL010", message, Span(file), "meld dit met beide bestanden: dit hoort altijd te lukken")


def _row(file: str, data: bytes) -> DocumentRow:
    return DocumentRow(file, hashlib.sha256(data).hexdigest())


def _receipt(
    rows: tuple[DocumentRow, DocumentRow, DocumentRow], attempt: _Attempt, earlier: tuple[str, ...]
) -> Receipt:
    verdict = attempt.verdict
    compared = tuple(sorted(set(verdict.rejected.equal) & set(verdict.accepted.equal)))
    untracked = [UntrackedRow("", what) for what in earlier]
    untracked += _untracked(verdict)
    untracked += _comments(attempt.comparison)
    skipped = {
        UntrackedRow(n.part, n.reason) for side in (verdict.rejected, verdict.accepted) for n in side.not_compared
    }
    return Receipt(
        *rows,
        *attempt.by,
        compared,
        tuple(dict.fromkeys(untracked)),
        tuple(sorted(skipped, key=lambda row: (row.part, row.what))),
        tuple(dict.fromkeys(attempt.where)),
        changed=attempt.package is not attempt.comparison.new.package or bool(untracked),
    )


def _untracked(verdict: Verdict) -> Iterator[UntrackedRow]:
    for is_old, difference, reason in verdict.untracked:
        side = "verwerpen geeft" if is_old else "accepteren geeft"
        was, becomes = (f"`{value}`" if value.strip() else "niets" for value in (difference.old, difference.new))
        what = f"{difference.label}: was {was}, {side} {becomes} ({reason})"
        yield UntrackedRow(difference.part, what)


def _comments(comparison: Comparison) -> Iterator[UntrackedRow]:
    for ids, side in ((comparison.old_comments, "oude"), (comparison.new_comments, "nieuwe")):
        if ids:
            part = comparison.new.related("comments") or "word/comments.xml"
            yield UntrackedRow(part, f"{len(ids)} opmerking(en) alleen in de {side} versie; alle zijn bewaard")
