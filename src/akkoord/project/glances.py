"""What an overview tells of each pack, out of its manifest: kept between runs, for there may be a thousand packs.

A manifest has a hundred kilobytes, of which an overview tells a few. What it tells of one that is as it was left is
kept under the digest of the manifest, and lists of clauses that many documents have are kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.json import Decoder, encode
from msgspec.structs import replace

from akkoord.project.guarded_file import read_guarded, write_guarded_pieces
from akkoord.project.pack_files import MANIFEST, ZIP, read_manifest, stat_of
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.records import ClauseRow, DocumentRow, FileRow, Manifest, Program

KEPT = "glances.json"
"""Where in the folder of caches it is kept."""
_FORMAT = "akkoord-glances/1"
_NO_PACK = PackState({}, {})
T = TypeVar("T")
Clauses = tuple[ClauseRow, ...]
"""What a document is made of."""


class _Row(Struct, frozen=True, array_like=True):
    """What is kept of a document; `clauses` is the number of its list of clauses."""

    kind: str
    title: str
    present: bool
    reason: str
    version: str
    status: str
    body_sha256: str
    files: tuple[str, ...]
    clauses: int


class _Pack(Struct, frozen=True, array_like=True):
    """What is kept of a manifest with this digest: itself without its documents, and those."""

    sha256: str
    manifest: Manifest
    rows: tuple[_Row, ...]


class _Kept(Struct):
    """All that is kept, by pack."""

    format: str = _FORMAT
    clauses: list[Clauses] = field(default_factory=list[Clauses])
    packs: dict[str, _Pack] = field(default_factory=dict[str, _Pack])


_read = Decoder(_Kept).decode


class Glances(Struct):
    """What an overview tells of a pack: its manifest, and whether it has something to send to be signed.

    Of a manifest it has no more than an overview tells, and packs share the lists of clauses. `former` is what is known
    of the folder of each pack. `planned` are the manifests of packs that are still to be put in their place; of the
    others it is what stands there.
    """

    staging: Staging
    former: Mapping[str, PackState]
    planned: Mapping[str, tuple[Manifest, bool]] = field(default_factory=dict[str, tuple[Manifest, bool]])
    _kept: _Kept | None = None
    _told: dict[str, _Pack] = field(default_factory=dict[str, _Pack])
    _lists: list[Clauses] = field(default_factory=list[Clauses])
    _numbers: dict[Clauses, int] = field(default_factory=dict[Clauses, int])
    _one: dict[object, Any] = field(default_factory=dict[object, Any])
    """Values that packs have in common, each once: most rows, titles and names of files are those of all packs."""
    _seen_rows: dict[_Row, DocumentRow] = field(default_factory=dict[_Row, DocumentRow])

    def of(self, path: str) -> tuple[Manifest | None, bool]:
        """The manifest of a pack, None when it is not there, and whether it has a signature pack."""
        if self._kept is None:  # first of all: its packs know their lists of clauses by number
            self._kept = _loaded(self._file)
            self._lists += self._kept.clauses
            self._numbers |= {clauses: number for number, clauses in enumerate(self._lists)}
        if path in self.planned:
            manifest, to_send = self.planned[path]
            return self._seen(self._pack("", manifest)), to_send
        folder = self.staging.output / path
        known, to_send = self.former.get(path, _NO_PACK).files.get(MANIFEST), (folder / ZIP).is_file()
        sha256 = known.sha256 if known is not None and known.stat == stat_of(folder / MANIFEST) else ""
        pack = self._kept.packs.get(path)
        if pack is None or not sha256 or pack.sha256 != sha256:
            manifest = read_manifest(folder / MANIFEST)
            if manifest is None:
                return None, to_send
            pack = self._pack(sha256, manifest)
        self._told[path] = pack
        return self._seen(pack), to_send

    def save(self) -> None:
        """Keep what was told of packs that stand there; when that fails their manifests are read again."""
        packs = {path: pack for path, pack in sorted(self._told.items()) if pack.sha256}
        used = list(dict.fromkeys(row.clauses for pack in packs.values() for row in pack.rows))
        numbers = {number: at for at, number in enumerate(used)}
        if self._kept is not None and packs == self._kept.packs:
            return
        if any(number != at for number, at in numbers.items()):
            packs = {path: _renumbered(pack, numbers) for path, pack in packs.items()}
        with suppress(OSError):
            write_guarded_pieces(self._file, _pieces([self._lists[number] for number in used], packs))

    @property
    def _file(self) -> Path:
        return self.staging.output / ".cache" / KEPT

    def _pack(self, sha256: str, manifest: Manifest) -> _Pack:
        rows = tuple(map(self._row, manifest.documents))
        common = ("region", "edition", "edition_date", "status", "notice", "reasons")
        alone = {name: self._shared(getattr(manifest, name)) for name in common}
        return _Pack(sha256, replace(_without_documents(manifest), **alone), rows)

    def _row(self, row: DocumentRow) -> _Row:
        clauses = tuple(replace(clause, sha256="") for clause in row.clauses)
        number = self._numbers.setdefault(clauses, len(self._lists))
        if number == len(self._lists):
            self._lists.append(clauses)
        files = self._shared(tuple([self._shared(file.file) for file in row.files]))
        said = map(self._shared, (row.kind, row.title, row.reason, row.version, row.status, row.body_sha256))
        kind, title, reason, version, status, sha256 = said
        return self._shared(_Row(kind, title, row.present, reason, version, status, sha256, files, number))

    def _shared(self, value: T) -> T:
        """The first value that is equal to this one."""
        return self._one.setdefault(value, value)

    def _seen(self, pack: _Pack) -> Manifest:
        return replace(pack.manifest, documents=tuple([self._document(row) for row in pack.rows]))

    def _document(self, row: _Row) -> DocumentRow:
        seen = self._seen_rows.get(row)
        if seen is None:
            told = _told(row, row.files, self._lists[row.clauses])
            seen = self._seen_rows[row] = replace(told, files=self._shared(told.files))
        return seen


_NO_PROGRAM = Program("", "", {})


def light(manifest: Manifest, lists: dict[Clauses, Clauses]) -> Manifest:
    """Of a manifest no more than an overview tells; `lists` has the lists of clauses of others, of which it shares."""
    rows = [
        _told(row, (file.file for file in row.files), lists.setdefault(row.clauses, row.clauses))
        for row in manifest.documents
    ]
    return replace(_without_documents(manifest), documents=tuple(rows))


def _told(row: DocumentRow | _Row, files: Iterable[str], clauses: Clauses) -> DocumentRow:
    """A row with what an overview tells of it."""
    return DocumentRow(
        row.kind,
        row.title,
        row.present,
        row.reason,
        version=row.version,
        status=row.status,
        body_sha256=row.body_sha256,
        files=tuple([FileRow(file, "", 0) for file in files]),
        clauses=clauses,
    )


def _without_documents(manifest: Manifest) -> Manifest:
    return replace(manifest, program=_NO_PROGRAM, template=None, logo=None, fonts=(), documents=())


def _renumbered(pack: _Pack, numbers: Mapping[int, int]) -> _Pack:
    return replace(pack, rows=tuple(replace(row, clauses=numbers[row.clauses]) for row in pack.rows))


def _pieces(clauses: list[Clauses], packs: Mapping[str, _Pack]) -> Iterator[bytes]:
    """What is kept, as `_Kept`, a pack at a time."""
    yield encode(_Kept(_FORMAT, clauses)).removesuffix(b"}}")
    before = b""
    for path, pack in packs.items():
        yield before + encode(path) + b":" + encode(pack)
        before = b","
    yield b"}}"


def _loaded(file: Path) -> _Kept:
    """What was kept; nothing when that is lost, broken or of another version."""
    try:
        kept = _read(read_guarded(file))
    except (OSError, ValueError):
        return _Kept()
    whole = all(row.clauses < len(kept.clauses) for pack in kept.packs.values() for row in pack.rows)
    return kept if kept.format == _FORMAT and whole else _Kept()
