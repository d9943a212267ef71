"""The packs of two editions, and what of their comparison still stands from a former run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field

from akkoord.assembly.dutch import long_date
from akkoord.library import Edition
from akkoord.project.pack_files import sha256_of
from akkoord.project.redline_work import RedlineJob, redline_names
from akkoord.records import DocumentRow, Manifest
from akkoord.redline.changes import Change
from akkoord.redline.report import Version

PROOF = "bewijs.json"
"""What was compared in a pack, with the digests of the files that came of it."""
PROOF_FORMAT = "akkoord-redline/1"


class ComparedPack(Struct, frozen=True):
    """A pack that was compared: its folder under `output/`, the kinds that were, and those that could not be."""

    path: str
    kinds: tuple[str, ...]
    failed: tuple[str, ...]
    written: bool


class Side(Struct, frozen=True):
    """A pack as it stands in one edition."""

    folder: Path
    edition: Edition
    manifest: Manifest

    def bytes_of(self, row: DocumentRow) -> bytes:
        """The DOCX of a document."""
        return (self.folder / f"{row.kind}.docx").read_bytes()

    def digest_of(self, row: DocumentRow) -> str:
        """The SHA-256 of the DOCX of a document."""
        return next((file.sha256 for file in row.files if file.file == f"{row.kind}.docx"), "")


class Pair(Struct):
    """A pack in both editions; a side is None where the pack is not in that edition."""

    region: str
    name: str
    old: Side | None
    new: Side | None

    @property
    def party(self) -> str:
        """The legal name of the addressee."""
        known = self.new or self.old
        return known.manifest.provider if known else ""


class PackPlan(Struct):
    """What one pack asks: a key for each document, and a job for those that have to be made."""

    folder: Path
    keys: dict[str, str] = field(default_factory=dict[str, str])
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict[str, tuple[Change, ...]])
    failed: set[str] = field(default_factory=set[str])
    jobs: list[RedlineJob] = field(default_factory=list[RedlineJob])

    def former(self) -> Mapping[str, Any]:
        """What the proof of a former run says of each document."""
        try:
            data = json.loads((self.folder / PROOF).read_bytes())
            return cast("Mapping[str, Any]", data["documents"]) if data["format"] == PROOF_FORMAT else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def carry(self, kind: str) -> None:
        """Keep what a former run made of a document that this run was not asked for."""
        former = self.former()
        known = former.get(kind)
        key = cast("dict[str, Any]", known).get("key") if isinstance(known, dict) else None
        if isinstance(key, str) and self.stands(kind, key, former):
            self.keys[kind] = key

    def stands(self, kind: str, key: str, former: Mapping[str, Any]) -> bool:
        """Whether the files of a document are those that a comparison with this key made."""
        known = former.get(kind)
        if not isinstance(known, dict) or cast("dict[str, Any]", known).get("key") != key:
            return False
        files = cast("dict[str, str]", cast("dict[str, Any]", known).get("files", {}))
        return set(files) == set(redline_names(kind)) and all(
            (self.folder / name).is_file() and sha256_of((self.folder / name).read_bytes()) == digest
            for name, digest in files.items()
        )

    def holds(self, files: Mapping[str, bytes]) -> bool:
        """Whether the folder has these files with these bytes."""
        return all(holds_bytes(self.folder / name, data) for name, data in files.items())


def holds_bytes(path: Path, data: bytes) -> bool:
    """Whether a file is there with these bytes."""
    return path.is_file() and path.read_bytes() == data


def rows_of(pair: Pair) -> Iterator[tuple[str, str, DocumentRow | None, DocumentRow | None]]:
    """Every kind that stands on either side, with its title and its rows."""
    sides = [{r.kind: r for r in side.manifest.documents if r.present} if side else {} for side in (pair.old, pair.new)]
    for kind in dict.fromkeys((*sides[1], *sides[0])):
        before, after = (side.get(kind) for side in sides)
        known = after or before
        yield kind, known.title if known else kind, before, after


def version_of(side: Side, row: DocumentRow) -> Version:
    """A document of a pack as one side of a report."""
    file = f"{row.kind}.docx"
    day = long_date(side.edition.date)
    return Version(side.edition.id, row.version, day, file, side.digest_of(row), row.body_sha256)


def digest_of_parts(parts: Iterable[object]) -> str:
    """The SHA-256 of values that JSON can hold."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()


def has_rates(row: DocumentRow) -> bool:
    """Whether a document is made of rates."""
    return any(data.kind == "rates" for data in row.data)


def versions_in(row: DocumentRow) -> Mapping[str, str]:
    """The version of each clause in a document."""
    return {clause.id: clause.version for clause in row.clauses}
