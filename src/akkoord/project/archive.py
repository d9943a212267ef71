"""What was sent and what came back: kept under its digest, never overwritten, checked when it is read.

`archive/<region>/<digest>/` is named after the SHA-256 of the manifest of the pack. It holds that manifest, the
ZIP that was sent, in `teksten.zip` the Word file and the page of each document in it, so that it can be said later
what changed, and in `returned/` what came back, each under the first digits of its own digest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from akkoord.diagnostics import AkkoordError, Diagnostic, error, warning
from akkoord.project.lasting import make_folder, settle, write_through
from akkoord.project.pack_files import MANIFEST, sha256_of
from akkoord.project.refusals import why
from akkoord.project.staging import write_new
from akkoord.records import DocumentRow, Entry, LedgerState, Manifest, ReturnedFile, manifest_from_json

ARCHIVE = "archive"
RETURNED = "returned"
TEXTS = "teksten.zip"
_TEXT_KINDS = (".docx", ".html")
_READ_ONLY = 0o444
_NAME_LENGTH = 100
_MARK_LENGTH = 12


class ArchiveError(AkkoordError):
    """Something cannot be archived, or is not in the archive as it was recorded (ARC001 to ARC003)."""

    exit_code = 1


def archive_folder(pack: str, digest: str) -> str:
    """Where a pack with this manifest is kept, inside the project."""
    return f"{ARCHIVE}/{pack.partition('/')[0]}/{digest}"


def archive_sent(root: Path, pack: str, digest: str, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Keep what was sent, by name; the paths inside the project. What is there already stays.

    Raises:
        ArchiveError: something else stands there under the same digest, or it cannot be written.
    """
    place = archive_folder(pack, digest)
    final = root / place
    paths = tuple(f"{place}/{name}" for name in sorted(contents))
    if final.exists():
        for name, content in contents.items():
            _hold(final / name, f"{place}/{name}", sha256_of(content))
        return paths
    staged = final.with_name(f".{digest}.new")
    try:
        shutil.rmtree(staged, ignore_errors=True)
        make_folder(staged)
        for name, content in contents.items():
            write_through(staged / name, content)
            _protect(staged / name)
        settle(staged)
        staged.rename(final)
        settle(final.parent)
    except OSError as problem:
        shutil.rmtree(staged, ignore_errors=True)
        raise _unwritable(place, problem) from problem
    return paths


def texts_of(folder: Path, manifest: Manifest) -> bytes:
    """The `TEXTS` of the pack in `folder`: what of the files of its documents is still as the manifest says."""
    from akkoord.ooxml import pack_archive  # loads lxml, which few runs need

    rows = [f for row in manifest.documents if row.present and row.sent for f in row.files]
    found: dict[str, bytes] = {}
    for row in sorted((row for row in rows if Path(row.file).suffix in _TEXT_KINDS), key=lambda row: row.file):
        with suppress(OSError):
            content = (folder / row.file).read_bytes()
            if sha256_of(content) == row.sha256:
                found[row.file] = content
    return pack_archive(found)


def archived_texts(root: Path, entry: Entry, document: DocumentRow) -> Mapping[str, bytes]:
    """The Word file and the page of a document as it was sent, by their endings; what is not there is left out."""
    from akkoord.ooxml import read_archive

    place = root / archive_folder(entry.pack, entry.manifest_sha256) / TEXTS
    try:
        contents = read_archive(place.read_bytes(), TEXTS)
    except (OSError, AkkoordError):
        return {}
    rows = {row.file: row.sha256 for row in document.files}
    return {Path(name).suffix: content for name, content in contents.items() if rows.get(name) == sha256_of(content)}


def returned_rows(files: Mapping[str, bytes]) -> tuple[ReturnedFile, ...]:
    """What a record says of files that came back: the name each gets in the archive, by its digest."""
    rows: dict[str, ReturnedFile] = {}
    for name, content in files.items():
        sha256 = sha256_of(content)
        kept = f"{RETURNED}/{sha256[:_MARK_LENGTH]}-{_plain(name)}"
        rows.setdefault(sha256, ReturnedFile(kept, sha256, len(content)))
    return tuple(rows.values())


def archive_returned(
    root: Path, pack: str, digest: str, files: Iterable[bytes], rows: Iterable[ReturnedFile]
) -> tuple[str, ...]:
    """Keep what came back, under the names of `rows`; the paths inside the project. What is there already stays.

    Raises:
        ArchiveError: it cannot be written, or what was sent is not in the archive.
    """
    place = archive_folder(pack, digest)
    _hold(root / place / MANIFEST, f"{place}/{MANIFEST}", digest)
    contents = {sha256_of(content): content for content in files}
    paths: list[str] = []
    for row in rows:
        path = root / place / row.file
        try:
            write_new(path, contents[row.sha256])
            _protect(path)
        except FileExistsError:
            _hold(path, f"{place}/{row.file}", row.sha256)
        except OSError as problem:
            raise _unwritable(f"{place}/{row.file}", problem) from problem
        paths.append(f"{place}/{row.file}")
    return tuple(paths)


def read_archived(root: Path, pack: str, digest: str, name: str, sha256: str) -> bytes:
    """A file from the archive, whose digest is what was recorded.

    Raises:
        ArchiveError: it is not there, cannot be read, or is another file than was recorded.
    """
    place = archive_folder(pack, digest)
    return _hold(root / place / name, f"{place}/{name}", sha256)


def archived_manifest(root: Path, entry: Entry) -> Manifest:
    """The manifest of a pack that was sent.

    Raises:
        ArchiveError: as `read_archived`, or it is no manifest that this program knows.
    """
    content = read_archived(root, entry.pack, entry.manifest_sha256, MANIFEST, entry.manifest_sha256)
    try:
        return manifest_from_json(content)
    except ValueError as problem:
        place = f"{archive_folder(entry.pack, entry.manifest_sha256)}/{MANIFEST}"
        message = f"`{place}` is een manifest van een andere versie van Akkoord; het is niet te lezen"
        raise ArchiveError(error("ARC003", message)) from problem


def archive_findings(root: Path, region: str, entries: Iterable[Entry], *, complete: bool) -> tuple[Diagnostic, ...]:
    """What is wrong between the archive of a region and the records of its packs, in both directions.

    A folder or file in the archive that no record names tells of a record that was taken away, when the records
    are `complete`: all of them can be read.
    """
    known: dict[str, set[str]] = {}
    found: list[Diagnostic] = []
    for entry in entries:
        if entry.state is LedgerState.SENT:
            known.setdefault(entry.manifest_sha256, set())
            try:
                read_archived(root, entry.pack, entry.manifest_sha256, MANIFEST, entry.manifest_sha256)
            except ArchiveError as problem:
                found += problem.diagnostics
        if entry.manifest_sha256 in known:
            known[entry.manifest_sha256].update(row.file for row in entry.files)
    for folder in sorted((root / ARCHIVE / region).glob("[!.]*")) if complete else ():
        place = f"{ARCHIVE}/{region}/{folder.name}"
        if folder.name not in known:
            found.append(_unrecorded(place))
            continue
        back = sorted(path.name for path in (folder / RETURNED).glob("[!.]*"))
        unknown = (name for name in back if f"{RETURNED}/{name}" not in known[folder.name])
        found += (_unrecorded(f"{place}/{RETURNED}/{name}") for name in unknown)
    return tuple(found)


def _unrecorded(place: str) -> Diagnostic:
    message = f"`{place}` staat in het archief, maar van geen pakket is vastgelegd dat het erbij hoort"
    hint = "is er een regel uit een bestand in `ledger/` weg? Haal dat terug uit git, of leg opnieuw vast met `record`"
    return warning("ARC004", message, None, hint)


def _hold(path: Path, shown: str, sha256: str) -> bytes:
    """The bytes of a file that must have this digest."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        message = f"`{shown}` ontbreekt in het archief, of is niet te lezen: {why(problem)}"
        raise ArchiveError(error("ARC002", message, None, "haal het terug uit git of een reservekopie")) from problem
    if sha256_of(content) != sha256:
        message = f"`{shown}` is niet wat is vastgelegd: de SHA-256-waarde is een andere"
        raise ArchiveError(error("ARC003", message, None, "haal het terug uit git of een reservekopie"))
    return content


def _protect(path: Path) -> None:
    """Read only, where the file system knows that."""
    with suppress(OSError):
        path.chmod(_READ_ONLY)


def _plain(name: str) -> str:
    """The last part of a name, with nothing in it that a file system or a terminal takes amiss."""
    last = os.path.basename(name.replace("\\", "/"))  # noqa: PTH119  a name of another system, no path of this one
    signs = (sign if sign.isalnum() or sign in "-_. " else "_" for sign in last)
    return "".join(signs).strip(". ")[-_NAME_LENGTH:] or "bestand"


def _unwritable(place: str, problem: OSError) -> ArchiveError:
    message = f"`{place}` kan niet worden geschreven: {why(problem)}; er is niets vastgelegd"
    return ArchiveError(error("ARC001", message, None, "kijk of u in `archive/` mag schrijven en of er ruimte is"))
