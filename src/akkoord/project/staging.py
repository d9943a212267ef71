"""Packs are made beside the output and put in their place whole.

A pack folder is made in `output/.staging/` and then changes places with the one that was
there. Where the operating system cannot exchange two folders in one step, a journal says
what is under way, so that the next run ends it. Only the holder of the run lock comes here.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.project.exchange import exchange
from akkoord.project.lasting import make_folder, settle, write_through
from akkoord.project.refusals import why
from akkoord.project.waiting_files import put_aside

LONG_PATH = 200
"""Longer than this inside `output/`, and a path on Windows will soon be over its limit."""
WINDOWS_LIMIT = 259
"""The longest path most Windows programs open (MAX_PATH without its end)."""


class Staging(Struct, frozen=True):
    """The output folder of one run. `atomic` False does as where folders cannot be exchanged."""

    output: Path
    atomic: bool = True

    @property
    def folder(self) -> Path:
        """Where packs are made."""
        return self.output / ".staging"

    @property
    def _journal(self) -> Path:
        return self.folder / "journal.json"

    def recover(self) -> None:
        """End what a killed run was doing, and clear away what it left."""
        journal = _read_journal(self._journal)
        if journal is not None:
            final, staged, former = (self.output / name for name in journal)
            if not final.exists():
                # The journal is written when the staged folder is complete: on is as safe as back.
                (staged if staged.exists() else former).rename(final)
        shutil.rmtree(self.folder, ignore_errors=True)

    def aside(self, pack: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Files of a pack that is not whole yet, held on disk until it stands; in memory where the disk refuses."""
        return put_aside(self._aside(pack), files)

    def stands(self, pack: str) -> None:
        """A pack stands: what was held `aside` of it goes."""
        shutil.rmtree(self._aside(pack), ignore_errors=True)

    def unreadable(self, pack: str, problem: OSError) -> Diagnostic:
        """What to say of a pack of which what was held `aside` is gone."""
        return _refused(self.output, pack, problem)

    def _aside(self, pack: str) -> Path:
        return self.folder / (pack.replace("/", "!") + "!wacht")

    def put(self, pack: str, contents: Mapping[str, bytes], kept: Mapping[str, Path]) -> Diagnostic | None:
        """Make the folder `pack` hold exactly `contents` and what is `kept`; what is wrong, when it cannot.

        `kept` are files and folders that stay as they are, with their times: by name, where
        they are now. A file that stands where the folder has to come is not ours to take away.
        """
        if problem := self._too_long(pack, (*contents, *kept)):
            return problem
        staged = self.folder / pack.replace("/", "!")
        try:
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir(parents=True)
            for name, content in contents.items():
                (staged / name).write_bytes(content)
            for name, path in kept.items():
                _link(path, staged / name)
            if (self.output / pack).is_file():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            self._swap(staged, self.output / pack)
        except OSError as problem:
            shutil.rmtree(staged, ignore_errors=True)
            return _refused(self.output, pack, problem)
        return None

    def remove(self, pack: str) -> Diagnostic | None:
        """Take away a pack that is no longer in the project, with all that is in it."""
        gone = self.folder / (pack.replace("/", "!") + "!weg")
        try:
            self.folder.mkdir(exist_ok=True)
            (self.output / pack).rename(gone)
        except OSError as problem:
            return _refused(self.output, pack, problem)
        shutil.rmtree(gone, ignore_errors=True)
        return None

    def finish(self) -> None:
        """Leave nothing of this run but its output."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _swap(self, staged: Path, final: Path) -> None:
        if not final.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            staged.rename(final)
        elif self.atomic and exchange(staged, final):
            shutil.rmtree(staged, ignore_errors=True)
        else:
            self._swap_by_journal(staged, final)

    def _swap_by_journal(self, staged: Path, final: Path) -> None:
        former = staged.with_name(staged.name + "!oud")
        shutil.rmtree(former, ignore_errors=True)
        names = [path.relative_to(self.output).as_posix() for path in (final, staged, former)]
        write_whole(self._journal, json.dumps(names).encode())
        try:
            final.rename(former)
            staged.rename(final)
        except BaseException:  # Ctrl-C too; and should this fail, the journal stays for the next run
            if not final.exists() and former.exists():
                former.rename(final)
            self._journal.unlink()
            raise
        self._journal.unlink()
        shutil.rmtree(former, ignore_errors=True)

    def _too_long(self, pack: str, names: tuple[str, ...]) -> Diagnostic | None:
        longest = max((f"{pack}/{name}" for name in names), key=len)
        length = len(str(self.folder / longest))  # the folder in which it is made has the longer name
        if _limited() and length > WINDOWS_LIMIT:
            message = f"het pad van `{longest}` telt {length} tekens; Windows kan er hoogstens {WINDOWS_LIMIT} aan"
            hint = "zet het project in een map met een kortere naam, of geef de aanbieder een korter `id`"
            return error("OUT003", message, None, hint)
        return None


def long_path_warning(pack: str, names: tuple[str, ...]) -> Diagnostic | None:
    """A warning when a pack will not do on another machine: said everywhere, not only on Windows."""
    longest = max((f"output/{pack}/{name}" for name in names), key=len)
    if len(longest) <= LONG_PATH:
        return None
    message = f"het pad `{longest}` telt {len(longest)} tekens; op Windows past daar nog maar een korte map voor"
    return warning("OUT004", message, None, "geef de aanbieder een korter `id`")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def write_pieces(path: Path, pieces: Iterable[bytes], standing: str = "") -> str:
    """Write a file, of which no more than a piece is held, so that it is there whole or as it was. Its SHA-256.

    One with the same bytes is not written: `standing` is the SHA-256 of what stands there, "" where it is not known.

    Raises:
        OSError: it cannot be written, or `pieces` raised it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished, digest = path.with_name(path.name + ".new"), hashlib.sha256()
    with unfinished.open("wb") as new:
        for piece in pieces:
            digest.update(piece)
            new.write(piece)
    sha256 = digest.hexdigest()
    if (standing or digest_of_file(path)) == sha256:
        unfinished.unlink()
    else:
        unfinished.replace(path)
    return sha256


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece; "" when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, so that it is there whole or as it was.

    Windows knows no such mode; there the rights of the folder hold.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)  # it may be there with the rights of another
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
    ) as file:
        file.write(content)
    unfinished.replace(path)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet so that it is there whole or not at all, also when the power fails.

    Raises:
        FileExistsError: it is there; it stays as it was.
    """
    make_folder(path.parent)
    if path.exists():
        raise FileExistsError(path)
    unfinished = path.with_name(f".{path.name}.new")
    write_through(unfinished, content)
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: nothing stands there, so nothing is overwritten
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    settle(path.parent)


def _link(source: Path, target: Path) -> None:
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=_link_file)
    else:
        _link_file(source, target)


def _link_file(source: Path | str, target: Path | str) -> None:
    source, target = Path(source), Path(target)
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without hard links, or another one
        shutil.copy2(source, target)


def _read_journal(path: Path) -> tuple[str, str, str] | None:
    try:
        final, staged, former = (str(name) for name in json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return None if ".." in f"{final}/{staged}/{former}".split("/") else (final, staged, former)


def _refused(output: Path, pack: str, problem: OSError) -> Diagnostic:
    """What to say of a pack that could not be put in its place."""
    where = f"output/{pack}"
    held = _held_open(output / pack)
    if held is not None:
        message = f"`{where}/{held}` is open in een ander programma; het pakket is niet vervangen"
        return error("OUT005", message, Span(f"{where}/{held}"), "sluit het bestand (Word?) en start opnieuw")
    message = f"het pakket `{where}` kan niet worden geschreven: {why(problem)}; wat er was staat er nog"
    return error("OUT006", message, None, "kijk of u in de map mag schrijven en of er ruimte is")


def _held_open(folder: Path) -> str | None:
    """The first file in `folder` that another program does not let go (Windows)."""
    if not _limited() or not folder.is_dir():
        return None
    for path in sorted(folder.iterdir()):
        try:
            with path.open("r+b"):
                pass
        except PermissionError:
            return path.name
        except OSError:
            continue
    return None


def _limited() -> bool:
    """Whether this is Windows: paths end at 259 characters, and an open file holds its folder."""
    return os.name == "nt"
