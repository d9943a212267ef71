"""The lock of the library: the digest of every approved text, so that none changes unseen.

`clauses/clauses.lock` has one line per version (`afspraken-duur 1.0 <sha-256>`), sorted by id and version.
One version on one line: two people who approve different clauses merge without conflict.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error, in_order, warning
from akkoord.library.clause import ClauseStatus, ClauseVersion, Library, version_key
from akkoord.library.differences import LineChange

FILE = "clauses/clauses.lock"
APPROVED = frozenset((ClauseStatus.VASTGESTELD, ClauseStatus.VERVALLEN))
"""Statuses that rest on a decision: to withdraw a text is to decide on it too."""

OPEN = "LCK005"
"""The code of an approved text in use that nothing guards yet."""

Key = tuple[str, str]
"""A clause id and a version."""

_HEAD = "# Vastgestelde teksten: clausule, versie, SHA-256 van het bestand. Bijwerken: lock.\n"
_VERSION = r"(?:0|[1-9][0-9]{0,3})(?:\.(?:0|[1-9][0-9]{0,3})){1,2}"
_LINE = re.compile(rf"([a-z0-9]+(?:-[a-z0-9]+)*) +({_VERSION}) +([0-9a-f]{{64}})")
_SHOWN_CHANGES = 6
_SHOWN_NAMES = 5


class LockedVersion(Struct, frozen=True):
    """What a line of the lock says of a version."""

    digest: str
    span: Span


class ClauseFile(Struct, frozen=True):
    """The file of a version as it now is; `digest` as `text_digest` makes it."""

    path: str
    digest: str


Lock = Mapping[Key, LockedVersion]


def read_lock(text: str, file: str = FILE) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """The lock in `text`, and every line that is none; empty lines and lines with `#` say nothing.

    The order of the lines does not count: a merge may leave another one. The same line twice is
    one; a version with two digests is an error, and the first counts.
    """
    lock: dict[Key, LockedVersion] = {}
    found: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        place = Span(file, number)
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        match = _LINE.fullmatch(words)
        if match is None:
            message = "deze regel is niet te lezen; verwacht: een clausule, een versie en een SHA-256"
            found.append(error("LCK001", message, place, _conflict_hint(words)))
            continue
        first = lock.setdefault((match[1], match[2]), LockedVersion(match[3], place))
        if first.digest != match[3]:
            message = f"`{match[1]}@{match[2]}` ligt twee keer vast, met verschillende teksten; verwacht: een keer"
            related = (Related(first.span, "de andere"),)
            found.append(Diagnostic(Severity.ERROR, "LCK002", message, place, (), related))
    return lock, tuple(found)


def _conflict_hint(words: str) -> str:
    if words.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "los het samenvoegen op: houd de regels van beide kanten, en haal deze regel weg"
    return "haal de regel weg en geef opnieuw `lock`"


def lock_text(lock: Lock) -> str:
    """The lock as its file holds it."""
    keys = sorted(lock, key=lambda key: (key[0], version_key(key[1])))
    return _HEAD + "".join(f"{i} {v} {lock[i, v].digest}\n" for i, v in keys)


def changed_versions(lock: Lock, files: Mapping[Key, ClauseFile]) -> tuple[Key, ...]:
    """The locked versions whose file says something else now, sorted."""
    return tuple(sorted(key for key, line in lock.items() if key in files and files[key].digest != line.digest))


def check_lock(
    lock: Lock,
    files: Mapping[Key, ClauseFile],
    library: Library,
    pinned: Iterable[tuple[Key, Span]],
    changes: Mapping[Key, tuple[LineChange, ...]],
) -> tuple[Diagnostic, ...]:
    """Everything that is not as the lock says, in order of place.

    `files` are all versions that have a file, readable or not. `pinned` are the versions that fixed
    editions rest on, with the place that names each. `changes` are the lines that differ, for
    those changed versions whose approved text is known.
    """
    found = [_changed(key, lock[key], files[key], changes.get(key)) for key in changed_versions(lock, files)]
    found += [_gone(key, line) for key, line in lock.items() if key not in files]
    found += _open(lock, library, pinned)
    return in_order(found)


def _changed(key: Key, line: LockedVersion, file: ClauseFile, changes: tuple[LineChange, ...] | None) -> Diagnostic:
    name = f"`{key[0]}@{key[1]}`"
    message = f"{name} is vastgesteld en mag niet veranderen, maar de tekst is anders dan die van het besluit"
    if changes is None:
        message += "; van die tekst is alleen de controlesom bekend"
    elif len(changes) > _SHOWN_CHANGES:
        message += f"; de eerste {_SHOWN_CHANGES} van {len(changes)} verschillen staan hieronder"
    related = [Related(Span(file.path, c.line), words) for c in (changes or ())[:_SHOWN_CHANGES] for words in _words(c)]
    hints = (
        f"bewaar de wijziging als nieuwe versie: `new-version {key[0]}`",
        f"zet daarna de vastgestelde tekst terug in `{file.path}`",
    )
    return Diagnostic(
        Severity.ERROR, "LCK003", message, Span(file.path), hints, (*related, Related(line.span, "zo vastgelegd"))
    )


def _words(change: LineChange) -> Iterator[str]:
    if change.was:
        yield f"was `{change.was}`"
    if change.becomes:
        yield f"wordt `{change.becomes}`"
    if not change.was and not change.becomes:
        yield "hier is alleen het wit anders"


def _gone(key: Key, line: LockedVersion) -> Diagnostic:
    message = f"`{key[0]}@{key[1]}` is vastgesteld, maar het bestand is weg; verwacht: een oude versie blijft bestaan"
    hint = f"zet `clauses/<onderwerp>/{key[0]}/{key[1]}.md` terug, zoals het was"
    return error("LCK004", message, line.span, hint)


def _open(lock: Lock, library: Library, pinned: Iterable[tuple[Key, Span]]) -> Iterator[Diagnostic]:
    """Approved texts in use that nothing guards: one finding for each file that names some."""
    by_file: dict[str, dict[Key, Span]] = {}
    for key, span in pinned:
        version = library.versions.get(key)
        if version is not None and version.status in APPROVED and key not in lock:
            by_file.setdefault(span.file, {}).setdefault(key, span)
    for file, keys in sorted(by_file.items()):
        names = [f"`{i}@{v}`" for i, v in sorted(keys)]
        more = f" en nog {len(names) - _SHOWN_NAMES}" if len(names) > _SHOWN_NAMES else ""
        verb = "is vastgesteld, maar ligt" if len(names) == 1 else "zijn vastgesteld, maar liggen"
        message = f"{', '.join(names[:_SHOWN_NAMES])}{more} {verb} niet vast in `{FILE}`"
        yield warning(OPEN, message, min(keys.values(), default=Span(file)), "leg vast wat besloten is: `lock`")


def refusal(version: ClauseVersion) -> Diagnostic | None:
    """Why this version cannot be locked, None when it can: it rests on a decision that is named."""
    name = f"`{version.id}@{version.version}`"
    if version.status not in APPROVED:
        message = f"{name} is {version.status.value}; verwacht: `vastgesteld`"
        hint = "vul na het besluit `status`, `approved_by`, `approved_on` en `decision` in"
        return error("LCK006", message, version.span, hint)
    given = {
        "approved_by": version.approved_by,
        "approved_on": version.approved_on,
        "decision": version.decision,
    }
    missing = [f"`{key}`" for key, value in given.items() if not value]
    if missing:
        lacks = "ontbreekt" if len(missing) == 1 else "ontbreken"
        message = f"{name} noemt niet op welk besluit de tekst rust: {', '.join(missing)} {lacks}"
        return error("LCK007", message, version.span, "vul in wie wanneer met welk besluit heeft vastgesteld")
    return None


def with_locked(lock: Lock, versions: Iterable[ClauseVersion]) -> Lock:
    """The lock with these versions as they now are; a version that is in it stays as it was."""
    own = {(v.id, v.version): LockedVersion(v.digest, Span(FILE)) for v in versions}
    return {**own, **lock}


def unlocked(lock: Lock, library: Library, clauses: Collection[str] = ()) -> tuple[ClauseVersion, ...]:
    """The approved versions that are not in the lock, of these clauses or of all; sorted."""
    found = (
        version
        for (clause, number), version in library.versions.items()
        if version.status in APPROVED
        and "+" not in number
        and (clause, number) not in lock
        and (not clauses or clause in clauses)
    )
    return tuple(sorted(found, key=lambda v: (v.id, version_key(v.version))))
