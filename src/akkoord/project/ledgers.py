"""The ledgers of a project: where they stand, reading them, and what they say of a pack that is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, note
from akkoord.project.archive import archived_manifest
from akkoord.project.sources import Sources, UnreadableError
from akkoord.records import DocumentRow, Entry, Ledger, Manifest, Numbering, SentDocument, read_ledger


class Ledgers(Struct, frozen=True):
    """Every ledger of a project by pack (`<region>/<edition>/<provider>`); `broken` are those not to be trusted.

    `root` is the folder of the project, with the archive.
    """

    of_pack: Mapping[str, Ledger] = field(default_factory=dict[str, Ledger])
    broken: frozenset[str] = frozenset()
    root: Path = Path()

    def of(self, pack: str) -> Ledger:
        """The ledger of a pack; without records when there is none."""
        return self.of_pack.get(pack) or Ledger(pack)

    def manifest(self, entry: Entry) -> Manifest:
        """The manifest of a pack that was sent, from the archive.

        Raises:
            ArchiveError: it is not there, or not what was recorded.
        """
        return archived_manifest(self.root, entry)


def ledger_file(pack: str) -> str:
    """Where the ledger of a pack stands in the project."""
    region, _, rest = pack.partition("/")
    return f"contracts/{region}/ledger/{rest}.jsonl"


def pack_of(path: str) -> str:
    """The pack that the ledger at `path` is of."""
    _, region, _, edition, name = path.split("/")
    return f"{region}/{edition}/{name.removesuffix('.jsonl')}"


def read_ledgers(sources: Sources, paths: Iterable[str]) -> tuple[Ledgers, tuple[Diagnostic, ...]]:
    """The ledgers at `paths`, and what is wrong with those that are broken; each finding names its provider."""
    ledgers: dict[str, Ledger] = {}
    broken: set[str] = set()
    found: list[Diagnostic] = []
    for path in paths:
        pack = pack_of(path)
        try:
            ledger, findings = read_ledger(sources.text(path), pack, path)
        except UnreadableError as problem:
            ledger, findings = None, problem.diagnostics
        if ledger is None:
            broken.add(pack)
        else:
            ledgers[pack] = ledger
        found += (replace(finding, provider=pack.rpartition("/")[2]) for finding in findings)
    return Ledgers(ledgers, frozenset(broken), sources.root), tuple(found)


def sent_documents(rows: Iterable[DocumentRow]) -> tuple[SentDocument, ...]:
    """What of the documents of a pack goes with what is sent to be signed."""
    return tuple(
        SentDocument(row.kind, row.title, row.version, row.body_sha256, file.sha256)
        for row in rows
        if row.present and row.sent
        for file in row.files
        if file.file == f"{row.kind}.pdf"
    )


def numbered(ledger: Ledger, rows: Iterable[DocumentRow]) -> tuple[Numbering, tuple[Diagnostic, ...]]:
    """The number of a pack with these documents; says so when it differs from what was sent."""
    documents = sent_documents(rows)
    numbering, there = ledger.numbering(documents), ledger.standing
    if there is None or numbering.number == there.number:
        return numbering, ()
    message = (
        f"dit is een ander pakket dan pakket {there.number}, verzonden op {there.date}: anders zijn "
        f"{', '.join(_different(there.documents, documents))}; het is pakket {numbering.number} en vervangt dat "
        "zodra het verzonden is"
    )
    return numbering, (note("LGR020", message, Span(ledger_file(ledger.pack))),)


def _different(before: tuple[SentDocument, ...], now: tuple[SentDocument, ...]) -> list[str]:
    """The kinds of the documents that are not the same, in order, with what differs."""
    old, new = ({document.kind: document for document in documents} for documents in (before, now))
    words: list[str] = []
    for kind in dict.fromkeys((*old, *new)):
        if kind not in new:
            words.append(f"`{kind}` (weg)")
        elif kind not in old:
            words.append(f"`{kind}` (nieuw)")
        elif old[kind].body_sha256 != new[kind].body_sha256:
            words.append(f"`{kind}` (de tekst)")
        elif old[kind] != new[kind]:
            words.append(f"`{kind}` (alleen het bestand)")
    return words or ["de volgorde van de documenten"]
