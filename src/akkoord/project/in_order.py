"""Whether what came back of a pack may be recorded as verified: `verify` finds all of it in order.

What a person compared page by page counts for what cannot be read, and papers count on the word of who recorded
where they are. All else that is not in order is taken as good only by name and with a reason (`Despite`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from akkoord.project.archive import archive_folder, read_archived
from akkoord.project.matching import Came
from akkoord.project.pack_files import MANIFEST
from akkoord.project.verifying import Asked, FileVerdict, Verified, verify_came
from akkoord.records import Entry, Ledger, LedgerState

_KINDS = (".pdf", ".docx")
_MARK = 13
"""Length of the mark before the name of a file in the archive."""
_MOST = 4
"""Reasons that are told of one file."""


def not_in_order(root: Path, after: Ledger) -> tuple[str, ...]:
    """Why the last record of `after`, that a pack was verified, cannot stand by itself, in Dutch; () when it can.

    Judged is the end of its day (UTC), so that it stays the same answer.

    Raises:
        ArchiveError: what was sent or came back is not in the archive.
        AkkoordError: what it is held against cannot be read.
    """
    entry = after.entries[-1]
    back = [one for one in after.of(entry.number) if one.state is LedgerState.RETURNED]
    rows = {row.sha256: row for one in back for row in one.files}
    if not rows:
        return ()  # papers: where they are, the record of their return says
    names = {row.file: _name(row.file) for row in rows.values()}
    came = [
        Came(names[row.file], read_archived(root, entry.pack, entry.manifest_sha256, row.file, row.sha256), "retour")
        for row in rows.values()
    ]
    compared = {row.sha256 for one in after.of(entry.number) for row in one.checked}
    others = [(names[r.file], r.sha256) for r in rows.values() if Path(r.file).suffix.lower() not in _KINDS]
    found = [
        f"`{name}` is geen PDF of Word-bestand, en niemand legde vast dat het is vergeleken (`--checked`)"
        for name, sha256 in others
        if sha256 not in compared
    ]
    documents = [file for file in came if Path(file.name).suffix.lower() in _KINDS]
    if documents:
        found += _judged(root, after, entry, documents, papers=any(not one.files for one in back) or bool(others))
    return tuple(found)


def _name(kept: str) -> str:
    return kept.rpartition("/")[2][_MARK:]


def _judged(root: Path, after: Ledger, entry: Entry, documents: list[Came], *, papers: bool) -> Iterator[str]:
    place = archive_folder(entry.pack, entry.manifest_sha256)
    manifest = read_archived(root, entry.pack, entry.manifest_sha256, MANIFEST, entry.manifest_sha256)
    moment = datetime.combine(entry.date, time(23, 59, 59), UTC)
    asked = Asked(root, (), moment, against=(root / place,), ledger=after)
    verified = verify_came(asked, [*documents, Came(MANIFEST, manifest, "retour")])
    done = {v.sent.document for v in verified.files if v.good and v.sent is not None and v.sent.is_pdf}
    for verdict in verified.files:
        replaced = verdict.sent is not None and verdict.sent.document in done  # a better copy came as well
        if not verdict.good and not replaced:
            yield f"`{verdict.name}`: {'; '.join(_reasons(verdict))}"
    yield from _missing(verified, papers=papers)


def _missing(verified: Verified, *, papers: bool) -> Iterator[str]:
    """What did not come back; where papers came back as well, it may be among those."""
    if not papers:
        yield from (f"{one.title} kwam niet terug" for one in verified.missing)


def _reasons(verdict: FileVerdict) -> list[str]:
    said: list[str] = [verdict.outdated] if verdict.outdated else []
    if verdict.sent is None:
        said += verdict.text.unread
    elif not verdict.text.good and verdict.checked is None:
        said.append(f"de tekst is {verdict.text.answer.dutch}")
    elif not verdict.text.good:
        said.append(f"de tekst is {verdict.text.answer.dutch}, ook al is het bestand vergeleken")
    signatures = verdict.signatures
    if signatures is not None and not signatures.good:
        said += (f"`{one.field}`: {problem}" for one in signatures.signatures for problem in one.problems)
        said += (
            f"`{one.field}`: vertrouwen {one.trust.dutch}"
            for one in signatures.signatures
            if one.valid and one.trust.value != "trusted"
        )
        said += (f"`{name}` is niet ondertekend" for name in signatures.open_fields)
        said += (f"`{name}` is een handtekening waar niemand om vroeg" for name in signatures.unexpected)
        said += signatures.problems
    more = len(said) - _MOST
    return [*said[:_MOST], *([f"en nog {more}"] if more > 0 else [])]
