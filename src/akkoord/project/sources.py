"""The files a project is made of: found, fingerprinted and read, never outside the project.

A path is always the path inside the project with forward slashes; `@templates/`,
`@schemas/` and `@program/` stand for what ships with the program.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, error
from akkoord.project import shipped as with_program
from akkoord.project.refusals import why

MAX_BYTES = 8 * 1024 * 1024
"""A source is written by people; what is larger than this is something else."""

FOLDERS = ("clauses", "contracts", "templates")
_FILE_NAMES = (".docx", ".md", ".otf", ".png", ".ttf", ".yaml")
"""What stands under such a name is read as a file; a folder there is a finding, not a place to look in."""
_SHIPPED = {
    "@program": lambda: with_program.PACKAGE,
    "@schemas": lambda: with_program.folder("schemas"),
    "@templates": lambda: with_program.folder("templates"),
}


class NoProjectError(AkkoordError):
    """There is no project in the folder that was named."""


class UnreadableError(AkkoordError):
    """A source cannot be read; the diagnostic says which and why."""


class Stat(Struct, frozen=True, array_like=True):
    """What says cheaply that a file is as it was: size in bytes, time of change in nanoseconds."""

    size: int
    mtime_ns: int


_NOTHING = Stat(0, 0)


class Listing(Struct, frozen=True):
    """Every source by its path, and what is wrong with where some of them stand.

    `refused` are those that stand there and are not to be read, with why.
    """

    files: Mapping[str, Stat]
    diagnostics: tuple[Diagnostic, ...]
    refused: Mapping[str, Diagnostic] = field(default_factory=dict[str, Diagnostic])


class Fingerprint(Struct, frozen=True, array_like=True):
    """What a file was when it was last read; `sha256` is of its bytes as they are."""

    stat: Stat
    sha256: str


def find_root(start: Path) -> Path:
    """The folder of the project: `start` or the nearest folder above it with clauses and contracts.

    Raises:
        NoProjectError: there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "clauses").is_dir() and (folder / "contracts").is_dir():
            return folder
    raise NoProjectError(
        error(
            "SRC001",
            f"`{start}` is geen project; verwacht: een map met `clauses/` en `contracts/`",
            None,
            "noem de map van het project: `--project MAP`",
        )
    )


def list_sources(root: Path, *, shipped: bool = True) -> Listing:
    """All files of the project and, unless they are left out, of what ships with the program, by path, sorted."""
    files: dict[str, Stat] = {}
    refused: dict[str, Diagnostic] = {}
    found: list[Diagnostic] = []
    for name in FOLDERS:
        for path, entry in _walk(root / name, name, found):
            if entry.is_symlink() and (problem := _escape(root, path, entry)):
                found.append(problem)
                if path.endswith(_FILE_NAMES):
                    files[path], refused[path] = _NOTHING, problem
            else:
                _note(files, path, entry, found)
    for name, base in _SHIPPED.items() if shipped else ():
        for path, entry in _walk(base(), name, found):
            _note(files, path, entry, found)
    return Listing(dict(sorted(files.items())), tuple(found), refused)


def _walk(folder: Path, prefix: str, found: list[Diagnostic]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as problem:
        found.append(_unreadable(prefix, problem))
        return
    for entry in entries:
        if _is_litter(entry.name):
            continue
        path = f"{prefix}/{entry.name}"
        if not path.isprintable():
            found.append(_unprintable_name(path))
        elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(_FILE_NAMES):
            yield from _walk(Path(entry.path), path, found)
        elif entry.is_symlink() or entry.is_file() or entry.is_dir():
            yield path, entry


def _note(files: dict[str, Stat], path: str, entry: os.DirEntry[str], found: list[Diagnostic]) -> None:
    try:
        files[path] = _stat(entry.stat())
    except OSError as problem:
        found.append(_unreadable(path, problem))


def _unprintable_name(path: str) -> Diagnostic:
    """A name with a line end, a sign that turns the text around, or bytes that are no UTF-8."""
    shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)
    message = f"in de naam `{shown}` staat een teken dat niet te lezen is"
    return error("SRC009", message, Span(shown), "hernoem het bestand of de map")


def _is_litter(name: str) -> bool:
    """What editors, Word and Python leave behind, and what people hide."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".pyc", ".swp")) or name == "__pycache__"


def _escape(root: Path, path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or to itself (RuntimeError before Python 3.13)
        target = root
    if target.is_file() and target.is_relative_to(root):
        return None
    return error(
        "SRC002",
        f"`{path}` is een koppeling die niet naar een bestand in dit project leidt; verwacht: een bestand",
        Span(path),
        "zet het bestand zelf op deze plaats",
    )


def _stat(stat: os.stat_result) -> Stat:
    return Stat(stat.st_size, stat.st_mtime_ns)


class Sources(Struct):
    """Reads the sources of one run, and remembers what each was.

    `known` holds the fingerprints of the last run: a file of equal size and time is not
    read again only to know its digest.
    """

    root: Path
    listing: Listing
    known: Mapping[str, Fingerprint] = field(default_factory=dict[str, Fingerprint])
    read: dict[str, Fingerprint] = field(default_factory=dict[str, Fingerprint])

    def paths(self, prefix: str, suffix: str = "") -> tuple[str, ...]:
        """The paths that begin with `prefix` and end with `suffix`, sorted."""
        return tuple(path for path in self.listing.files if path.startswith(prefix) and path.endswith(suffix))

    def location(self, path: str) -> Path:
        """Where a source stands on this machine."""
        first, _, rest = path.partition("/")
        return _SHIPPED[first]() / rest if first in _SHIPPED else self.root / path

    def sha256(self, path: str) -> str:
        """SHA-256 of the bytes of a source; not read when it is as it was, and never twice."""
        if path in self.read:
            return self.read[path].sha256
        before = self.known.get(path)
        if before is not None and before.stat == self.listing.files.get(path):
            self.read[path] = before
            return before.sha256
        self.bytes(path)
        return self.read[path].sha256

    def untouched(self, path: str) -> bool:
        """Whether a source that was read is what it was in the last run."""
        before, now = self.known.get(path), self.read.get(path)
        return before is not None and now is not None and before.sha256 == now.sha256

    def bytes(self, path: str) -> bytes:
        """The bytes of a source.

        Raises:
            UnreadableError: it vanished, may not be read, or is too large.
        """
        if path in self.listing.refused:
            raise UnreadableError(self.listing.refused[path])
        try:
            with self.location(path).open("rb") as file:
                stat = _stat(os.fstat(file.fileno()))
                content = file.read(MAX_BYTES + 1) if stat.size <= MAX_BYTES else b""
        except OSError as problem:
            raise UnreadableError(_unreadable(path, problem)) from problem
        if stat.size > MAX_BYTES or len(content) > MAX_BYTES:
            message = f"`{path}` is {stat.size} bytes groot; verwacht: hoogstens {MAX_BYTES}"
            raise UnreadableError(error("SRC004", message, Span(path)))
        self.read[path] = Fingerprint(stat, hashlib.sha256(content).hexdigest())
        return content

    def text(self, path: str) -> str:
        """The text of a source, with line ends as LF and without byte order mark.

        Raises:
            UnreadableError: as `bytes`, or it is not UTF-8.
        """
        content = self.bytes(path)
        try:
            return source_text(content)
        except UnicodeDecodeError as problem:
            raise UnreadableError(_not_utf8(path, content, problem.start)) from problem

    def readable(self, path: str) -> str | None:
        """As `text`, None for one that cannot be read or is none of these sources."""
        try:
            return self.text(path) if path in self.listing.files else None
        except UnreadableError:
            return None

    def fingerprints(self) -> dict[str, Fingerprint]:
        """What every source is; one that cannot be read is left out, so that it counts as changed."""
        for path in self.listing.files:
            if path not in self.read:
                with suppress(UnreadableError):
                    self.sha256(path)
        return {path: self.read[path] for path in self.listing.files if path in self.read}


def source_text(content: bytes, errors: str = "strict") -> str:
    """What a source says: without byte order mark, with line ends as LF, whichever program wrote it.

    Raises:
        UnicodeDecodeError: it is not UTF-8 and `errors`, as of `bytes.decode`, is "strict".
    """
    return content.decode("utf-8-sig", errors).replace("\r\n", "\n")


def _unreadable(path: str, problem: OSError) -> Diagnostic:
    return error("SRC003", f"`{path}` kan niet worden gelezen: {why(problem)}", Span(path))


def _not_utf8(path: str, content: bytes, at: int) -> Diagnostic:
    before = content[:at]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    span = Span(path, before.count(b"\n") + 1, column)
    message = f"byte 0x{content[at]:02X} is geen UTF-8"
    return error("SRC005", message, span, "sla het bestand op met codering UTF-8")
