"""The file with the record of the output, written piece by piece: it is as long as all manifests together.

Where in it the steps of each pack stand is kept beside it. Those of a pack that stays are copied from there into the
next record; when what is kept is lost or of another file, they are made again of the manifests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from msgspec import Struct

from akkoord.project.guarded_file import read_guarded_data, write_guarded_data
from akkoord.project.pack_files import fingerprint_of, sha256_of, stat_of
from akkoord.project.sources import Fingerprint, Stat
from akkoord.project.staging import write_pieces
from akkoord.records import PackEntry, output_record

KEPT = "record.json"
"""Where in the folder of caches it is kept what stands where."""


class _Place(Struct, frozen=True):
    """What a record says of a pack, and where in it the lines of its steps are, in bytes."""

    entry: PackEntry
    start: int
    length: int


class RecordFile(Struct, frozen=True):
    """A record as it was written: the file, its packs by path, and the digest of the steps that are of no pack."""

    file: Fingerprint
    packs: Mapping[str, _Place]
    overviews: str

    def says(self, entries: Mapping[str, PackEntry], overviews: bytes) -> bool:
        """Whether it says this and no more."""
        return {p: one.entry for p, one in self.packs.items()} == entries and self.overviews == sha256_of(overviews)

    def steps_of(self, entry: PackEntry, record: IO[bytes] | None) -> bytes | None:
        """What it says of the steps of a pack, None when that is not known of this `entry`."""
        known = self.packs.get(entry.path)
        if record is None or known is None or known.entry != entry:
            return None
        record.seek(known.start)
        lines = record.read(known.length)
        return lines if len(lines) == known.length else None


_NOTHING = RecordFile(Fingerprint(Stat(0, 0), ""), {}, "")


def known_record(place: Path, cache: Path) -> RecordFile:
    """What is known of the record at `place`; nothing when anybody touched it since it was written."""
    try:
        data = read_guarded_data(cache / KEPT)
        size, mtime_ns, sha256 = data["file"]
        file = Fingerprint(Stat(size, mtime_ns), sha256)
        packs = {path: _Place(PackEntry(path, *row[:3]), *row[3:]) for path, row in data["packs"].items()}
        return RecordFile(file, packs, data["overviews"]) if stat_of(place) == file.stat else _NOTHING
    except (OSError, ValueError, KeyError, TypeError):
        return _NOTHING


def write_record(
    place: Path,
    cache: Path,
    former: RecordFile,
    entries: Mapping[str, PackEntry],
    overviews: bytes,
    make: Callable[[PackEntry], bytes],
) -> RecordFile:
    """Write a record so that it is there whole or as it was; one with the same bytes is not written.

    `former` is what is known of the one that stands there, `overviews` are the lines of the steps that are of no pack,
    `make` gives those of a pack of which they are not known.

    Raises:
        OSError: it cannot be written, or `make` raised it.
    """
    packs: dict[str, _Place] = {}

    def pieces() -> Iterator[bytes]:
        at = 0
        with ExitStack() as opened:
            before = opened.enter_context(place.open("rb")) if former.packs else None

            def steps(entry: PackEntry) -> bytes:
                known = former.steps_of(entry, before)
                return make(entry) if known is None else known

            for path, piece in output_record(tuple(entries.values()), steps, overviews):
                if path:
                    packs[path] = _Place(entries[path], at, len(piece))
                at += len(piece)
                yield piece

    sha256 = write_pieces(place, pieces(), former.file.sha256 if former.packs else "")
    now = RecordFile(fingerprint_of(place, sha256), packs, sha256_of(overviews))
    with suppress(OSError):  # it is a cache
        _keep(cache / KEPT, now)
    return now


def _keep(kept: Path, record: RecordFile) -> None:
    rows = {
        path: [one.entry.status, one.entry.manifest_sha256, one.entry.zip_sha256, one.start, one.length]
        for path, one in record.packs.items()
    }
    stat = record.file.stat
    file = [stat.size, stat.mtime_ns, record.file.sha256]
    write_guarded_data(kept, {"file": file, "packs": rows, "overviews": record.overviews})
