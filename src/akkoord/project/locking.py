"""Approved texts frozen: the verb `lock`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.library import OPEN, ClauseVersion, lock_text, refusal, unlocked, with_locked
from akkoord.project.approved import fixed_pins, lock_findings
from akkoord.project.approved_texts import keep_approved_texts
from akkoord.project.content import Content
from akkoord.project.lasting import write_lasting
from akkoord.project.opening import open_sources
from akkoord.project.run_lock import run_lock
from akkoord.project.sources import Sources, find_root

LOCK = "clauses/clauses.lock"


class UnknownClauseError(AkkoordError):
    """A clause or version that was named is not there."""


class Locked(Struct, frozen=True):
    """What `lock` came to: the versions it froze, and what is wrong. Nothing is frozen when there is an error."""

    versions: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """0 fine, 1 findings that fail."""
        return int(has_errors(self.diagnostics))


def check_locked(folder: Path) -> Locked:
    """Only look whether every approved text is as the lock says.

    Raises:
        NoProjectError: there is no project.
    """
    sources, content = open_sources(folder)
    return Locked((), _lock_findings(sources, content))


def lock_clauses(folder: Path, names: Sequence[str], waiting: Callable[[str], None]) -> Locked:
    """Freeze the approved versions that are not in the lock: all, or those `names` (`id`, `id@version`) stand for.

    Raises:
        NoProjectError: there is no project.
        UnknownClauseError: a name stands for no clause or version.
    """
    root = find_root(folder)
    with run_lock(root / "output", wait=True, waiting=waiting):
        sources, content = open_sources(root)
        wanted = _wanted(content, names)
        found = in_order((*_lock_findings(sources, content, pinned=False), *_refusals(content, wanted, names)))
        if has_errors(found) or not wanted:
            return Locked((), found)
        locked = with_locked(content.lock, wanted)
        write_lasting(root / LOCK, lock_text(locked).encode())
        keep_approved_texts(sources, locked, content.files)
        return Locked(tuple((v.id, v.version) for v in wanted), found)


def _lock_findings(sources: Sources, content: Content, *, pinned: bool = True) -> tuple[Diagnostic, ...]:
    """What there is to say of the lock; what else is wrong in the project is for `build` to say."""
    unread = {file.path for key, file in content.files.items() if key not in content.library.versions}
    own = [d for d in content.diagnostics if d.code.startswith("LCK") or (d.span and d.span.file in unread)]
    pins = fixed_pins(content.library) if pinned else ()
    found = in_order((*own, *lock_findings(sources, content.lock, content.files, content.library, pins)))
    return found if pinned else tuple(d for d in found if d.code != OPEN)  # what is open is about to be locked


def _wanted(content: Content, names: Sequence[str]) -> tuple[ClauseVersion, ...]:
    """The versions to freeze; a version that is in the lock already is no reason to do it again."""
    library = content.library
    if not names:
        return unlocked(content.lock, library)
    unknown = [_unknown(content, name) for name in names]
    if any(unknown):
        raise UnknownClauseError(*(d for d in unknown if d is not None))
    chosen: dict[tuple[str, str], ClauseVersion] = {}
    for name in sorted(names):
        clause, _, version = name.partition("@")
        versions = (version,) if version else tuple(v.version for v in unlocked(content.lock, library, (clause,)))
        chosen |= {(clause, v): library.versions[clause, v] for v in versions if (clause, v) not in content.lock}
    return tuple(chosen.values())


def _unknown(content: Content, name: str) -> Diagnostic | None:
    clause, _, version = name.partition("@")
    known = content.library.versions_of(clause)
    if not known:
        return error(
            "LCK008", f"er is geen clausule `{clause}`", None, did_you_mean(clause, content.library.clause_ids())
        )
    if version and version not in known:
        there = ", ".join(f"`{v}`" for v in known)
        return error("LCK008", f"versie `{version}` van `{clause}` bestaat niet; er is: {there}", None)
    return None


def _refusals(content: Content, wanted: Sequence[ClauseVersion], names: Sequence[str]) -> list[Diagnostic]:
    """Why what was asked for cannot be frozen; of a named clause without anything to freeze, its newest version."""
    found = [refusal(version) for version in wanted]
    asked = {(v.id, v.version) for v in wanted} | set(content.lock)
    for clause in (name for name in names if "@" not in name):
        newest = content.library.versions_of(clause)[-1]
        if (clause, newest) not in asked:
            found.append(refusal(content.library.versions[clause, newest]))
    return [d for d in found if d is not None]
