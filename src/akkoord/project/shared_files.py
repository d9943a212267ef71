"""The files of documents that are the same for everybody: written once in a run, for all packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from akkoord.project.pack_files import sha256_of
from akkoord.readers.pdf_pages import page_count
from akkoord.records import FileRow

_Place = tuple[str, str]


class SharedFiles(Struct):
    """By folder `<region>/<edition>` and kind: what was written in this run, or stands in some pack already."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    _written: dict[_Place, Mapping[str, bytes]] = field(default_factory=dict[_Place, Mapping[str, bytes]])
    _standing: dict[_Place, tuple[Path, tuple[FileRow, ...]]] = field(
        default_factory=dict[_Place, tuple[Path, tuple[FileRow, ...]]]
    )
    _rows: dict[_Place, tuple[FileRow, ...]] = field(default_factory=dict[_Place, tuple[FileRow, ...]])
    _pages: dict[_Place, int] = field(default_factory=dict[_Place, int])

    def written(self, place: str, kind: str, files: Mapping[str, bytes]) -> None:
        """Keep what was written just now."""
        self._written[place, kind] = files
        self._digest(place, kind, {name: sha256_of(data) for name, data in files.items()})

    def standing(self, place: str, kind: str, folder: Path, rows: tuple[FileRow, ...]) -> None:
        """Remember where the files stand that a step with the same key wrote before."""
        self._standing[place, kind] = (folder, rows)
        self._digest(place, kind, {row.file: row.sha256 for row in rows})

    def files(self, place: str, kind: str) -> Mapping[str, bytes]:
        """The files of a document; none when it could not be written.

        Raises:
            OSError: a file that stood there a moment ago cannot be read any more.
        """
        key = (place, kind)
        if key not in self._written and key in self._standing:
            folder, rows = self._standing[key]
            self._written[key] = {row.file: (folder / row.file).read_bytes() for row in rows}
        return self._written.get(key, {})

    def rows(self, place: str, kind: str) -> tuple[FileRow, ...]:
        """The rows of these files in a manifest, by name; worked out once, for every pack has them.

        Raises:
            OSError: as `files`.
        """
        key = (place, kind)
        if key not in self._rows:
            files = sorted(self.files(place, kind).items())
            self._rows[key] = tuple(FileRow(name, sha256_of(data), len(data)) for name, data in files)
        return self._rows[key]

    def pages(self, place: str, kind: str) -> int:
        """The pages of the PDF, 0 when it could not be written; counted once.

        Raises:
            OSError: as `files`.
        """
        key = (place, kind)
        if key not in self._pages:
            pdf = self.files(place, kind).get(f"{kind}.pdf")
            self._pages[key] = (page_count(pdf) if pdf is not None else None) or 0
        return self._pages[key]

    def as_known(self) -> SharedFiles:
        """What is known of the files, without their bytes: for another process."""
        places = list(dict.fromkeys((*self._written, *self._standing)))
        rows = {place: self.rows(*place) for place in places}
        return SharedFiles(self.digests, _rows=rows, _pages={place: self.pages(*place) for place in places})

    def _digest(self, place: str, kind: str, digests: Mapping[str, str]) -> None:
        self.digests.setdefault(place, {})[kind] = digests[f"{kind}.pdf"]
