"""Approved texts held against the lock: on every build, and by the verb that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from akkoord.diagnostics import Diagnostic, Span
from akkoord.library import (
    ClauseFile,
    ClauseStatus,
    Library,
    LineChange,
    Lock,
    changed_versions,
    check_lock,
    line_changes,
)
from akkoord.project.approved_texts import kept_text
from akkoord.project.former_text import former_text
from akkoord.project.sources import Sources, UnreadableError

Key = tuple[str, str]


def clause_files(paths: Iterable[str], digests: Mapping[str, str]) -> dict[Key, ClauseFile]:
    """The file of every version, by the names of folder and file; a file that cannot be opened has no digest."""
    out: dict[Key, ClauseFile] = {}
    for path in paths:
        place = PurePosixPath(path)
        out.setdefault((place.parent.name, place.stem), ClauseFile(path, digests.get(path, "")))
    return out


def lock_findings(
    sources: Sources,
    lock: Lock,
    files: Mapping[Key, ClauseFile],
    library: Library,
    pinned: Iterable[tuple[Key, Span]] = (),
) -> tuple[Diagnostic, ...]:
    """Everything that is not as the lock says, with the lines that changed where the approved text is known."""
    readable = {key: file for key, file in files.items() if file.digest}
    changes = {key: _changes(sources, readable[key], lock[key].digest) for key in changed_versions(lock, readable)}
    known = {key: found for key, found in changes.items() if found is not None}
    unread = {
        key: ClauseFile(files[key].path, lock[key].digest) for key in lock if key in files and key not in readable
    }
    return check_lock(lock, {**readable, **unread}, library, pinned, known)


def _changes(sources: Sources, file: ClauseFile, digest: str) -> tuple[LineChange, ...] | None:
    before = kept_text(sources.root, digest) or former_text(sources.root, file.path, digest)
    if before is None:
        return None
    try:
        return line_changes(before, sources.text(file.path))
    except UnreadableError:
        return None


def fixed_pins(library: Library) -> Iterator[tuple[Key, Span]]:
    """The versions that fixed editions name."""
    for edition in library.editions.values():
        if edition.status is ClauseStatus.VASTGESTELD:
            yield from (((clause, pin.version), pin.span) for clause, pin in edition.clauses.items())
