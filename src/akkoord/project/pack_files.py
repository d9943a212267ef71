"""A pack on disk: which of its files are as they were left, and putting it in its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, note
from akkoord.project.sources import Fingerprint, Stat
from akkoord.project.staging import Staging, long_path_warning
from akkoord.project.state import PackState
from akkoord.records import FileRow, Manifest, PlacedField, manifest_from_json

MANIFEST = "manifest.json"
ZIP = "tekenpakket.zip"


class Beside(Struct, frozen=True):
    """Files in the folder of a pack that it is not to have: of somebody else, so that they stay, and those that go."""

    foreign: frozenset[str]
    gone: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


class PackFiles(Struct):
    """The folder of one pack, with what the last run knew of it."""

    staging: Staging
    path: str
    former: PackState

    @property
    def folder(self) -> Path:
        """Where the pack stands."""
        return self.staging.output / self.path

    def kept(self, kind: str, key: str, names: Iterable[str]) -> tuple[FileRow, ...] | None:
        """The rows of the files of a document when they are still what a step with this `key` wrote."""
        if self.former.keys.get(kind) != key:
            return None
        rows: list[FileRow] = []
        for name in names:
            known = self.former.files.get(name)
            if known is None or not self._is_still(name, known):
                return None
            rows.append(FileRow(name, known.sha256, known.stat.size))
        return tuple(rows)

    def _is_still(self, name: str, known: Fingerprint) -> bool:
        stat = self.stat(name)
        if stat is None or stat.size != known.stat.size:
            return False
        if stat == known.stat:
            return True
        try:
            return sha256_of((self.folder / name).read_bytes()) == known.sha256
        except OSError:
            return False

    def stat(self, name: str) -> Stat | None:
        """Size and time of a file of the pack, None when there is none."""
        return stat_of(self.folder / name)

    def names(self) -> Collection[str]:
        """What stands in the folder."""
        return {p.name for p in self.folder.iterdir()} if self.folder.is_dir() else set[str]()

    def untouched(self) -> bool:
        """Whether the folder holds what the last run left in it and nothing else, as far as size and time tell."""
        files, there = self.former.files, 0
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:  # a thousand packs with forty files each: nothing is made of any of them
                    known = files.get(entry.name)
                    if known is None:
                        if _is_litter(entry.name):
                            continue
                        return False
                    stat, before = entry.stat(), known.stat
                    if stat.st_mtime_ns != before.mtime_ns or stat.st_size != before.size:
                        return False
                    there += 1
        except OSError:
            return False
        return 0 < there == len(files)

    def put(
        self, contents: Mapping[str, bytes], kept: Iterable[str]
    ) -> tuple[dict[str, Fingerprint] | None, tuple[Diagnostic, ...]]:
        """Let the folder hold `contents` and what it `kept`; fingerprints of all, None when it cannot.

        A file that is there already with the same bytes is not written again; when that
        goes for all of them the folder is not touched.
        """
        there = self.names()
        same = {name for name, content in contents.items() if name in there and self.holds(name, content)}
        changed = {name: content for name, content in contents.items() if name not in same}
        staying = {*same, *kept}
        beside = self.beside((*contents, *staying))
        found = beside.diagnostics
        if changed or beside.gone or not there:
            stay = {name: self.folder / name for name in staying | beside.foreign}
            problem = self.staging.put(self.path, changed, stay)
            if problem is not None:
                return None, (*found, problem)
        self.staging.stands(self.path)
        digests = {name: sha256_of(content) for name, content in contents.items()}
        digests |= {name: self.former.files[name].sha256 for name in kept}
        return {name: fingerprint_of(self.folder / name, digests[name]) for name in sorted(digests)}, found

    def beside(self, names: Iterable[str]) -> Beside:
        """What is in the folder besides the files that a pack is to have, and what there is to say of it."""
        own = tuple(names)
        left = set(self.names()).difference(own)
        foreign = frozenset(self._foreign(left))
        found = [_foreign(f"output/{self.path}/{name}") for name in sorted(foreign)]
        problem = long_path_warning(self.path, own)
        return Beside(foreign, frozenset(left - foreign), (*found, *((problem,) if problem else ())))

    def manifest(self) -> Manifest | None:
        """The manifest of the pack as it stands there, None when there is none that can be read."""
        return read_manifest(self.folder / MANIFEST)

    def pdf_facts(self, kind: str, standing: Manifest | None) -> tuple[int, tuple[PlacedField, ...]]:
        """The pages and signature fields of a document that was kept: as the manifest there says, else as its PDF does.

        A manifest is believed when it has the digest of the PDF.
        """
        name = f"{kind}.pdf"
        row = standing.document(kind) if standing is not None else None
        known = self.former.files.get(name)
        held = known is None or (row is not None and any((f.file, f.sha256) == (name, known.sha256) for f in row.files))
        if row is not None and row.pages and held:
            fields = tuple(PlacedField(s.field, s.page, s.rectangle) for s in row.signers if s.rectangle is not None)
            return row.pages, fields
        from akkoord.readers.pdf_pages import page_count
        from akkoord.signing.signatures.fields import open_pdf, places

        pdf = (self.folder / name).read_bytes()
        return page_count(pdf) or 0, tuple(place.placed for place in places(open_pdf(pdf)))

    def foreign(self) -> tuple[str, ...]:
        """What stands in the folder and is not ours, sorted."""
        return tuple(sorted(self._foreign(p.name for p in self.folder.iterdir())))

    def _foreign(self, names: Iterable[str]) -> set[str]:
        names = tuple(names)
        own = self._own_names() if names else frozenset[str]()
        return {name for name in names if (name not in own or (self.folder / name).is_dir()) and not _is_litter(name)}

    def _own_names(self) -> set[str]:
        manifest = self.manifest()
        rows = [file.file for row in manifest.documents for file in row.files] if manifest else []
        rows += [file.file for file in manifest.files] if manifest else []
        return {*self.former.files, *rows, MANIFEST, ZIP}

    def holds(self, name: str, content: bytes) -> bool:
        """Whether a file stands there with these bytes."""
        try:
            path = self.folder / name
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except OSError:
            return False


class SeenFiles(PackFiles):
    """The folder of a pack in a run that writes nothing: it is listed once, and its manifest read once."""

    _listed: dict[str, Stat | None] | None = None
    """By name; None for a folder, and for what leads nowhere."""
    _manifest: tuple[Manifest | None] | None = None

    def stat(self, name: str) -> Stat | None:
        """As it was listed."""
        return self._there().get(name)

    def names(self) -> Collection[str]:
        """As they were listed."""
        return self._there().keys()

    def manifest(self) -> Manifest | None:
        """As it was read."""
        if self._manifest is None:
            self._manifest = (PackFiles.manifest(self),)
        return self._manifest[0]

    def _there(self) -> dict[str, Stat | None]:
        if self._listed is None:
            try:
                with os.scandir(self.folder) as entries:
                    self._listed = {entry.name: _stat(entry) for entry in entries}
            except OSError:
                self._listed = {}
        return self._listed


def _stat(there: Path | os.DirEntry[str]) -> Stat | None:
    try:
        stat = there.stat()
    except OSError:
        return None
    return Stat(stat.st_size, stat.st_mtime_ns) if S_ISREG(stat.st_mode) else None


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at `path`, None when there is none that can be read."""
    try:
        return manifest_from_json(path.read_bytes())
    except (OSError, ValueError):
        return None


def still_used(pack: str, foreign: tuple[str, ...]) -> Diagnostic | None:
    """A finding for a pack that left the project and holds what is not ours."""
    if not foreign:
        return None
    names = ", ".join(f"`{name}`" for name in foreign)
    message = f"`output/{pack}` hoort niet meer bij het project; het is blijven staan, want er staat ook {names} in"
    return note("OUT007", message, None, "verplaats wat van u is; de volgende keer gaat de map weg")


def stat_of(path: Path) -> Stat | None:
    """Size and time of a file, None when there is none."""
    return _stat(path)


def fingerprint_of(path: Path, sha256: str) -> Fingerprint:
    """What a file with this digest now is."""
    stat = path.stat()
    return Fingerprint(Stat(stat.st_size, stat.st_mtime_ns), sha256)


def sha256_of(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _is_litter(name: str) -> bool:
    """The lock files of Word and LibreOffice go with the document they are of."""
    return name.startswith(("~$", ".~lock."))


def _foreign(path: str) -> Diagnostic:
    return note("OUT007", f"`{path}` is niet van Akkoord; het is blijven staan", Span(path))
