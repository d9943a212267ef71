"""A next version of a clause made on disk: the verb `new-version`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error
from akkoord.library import (
    ClauseStatus,
    ClauseVersion,
    Edition,
    Library,
    Step,
    bumped,
    new_version_text,
    read_clause,
    read_edition,
    with_pin,
)
from akkoord.project.lasting import write_lasting
from akkoord.project.opening import open_sources
from akkoord.project.run_lock import run_lock
from akkoord.project.sources import Sources, find_root
from akkoord.project.staging import write_new


class NewVersionError(AkkoordError):
    """No new version can be made of what was named."""


class NewVersion(Struct, frozen=True):
    """What was made: `file` is `version` of the clause, a copy of `former`.

    `edition` is the one that was named, "" for none; `pointed` is whether it names the new version now; where it
    does not, `fixed` is whether that is because it is approved.
    """

    clause: str
    former: str
    version: str
    file: str
    valid_from: date
    edition: str
    pointed: bool
    fixed: bool = False


def make_version(
    folder: Path, clause: str, step: Step, edition: str, valid_from: date | None, waiting: Callable[[str], None]
) -> NewVersion:
    """Make the version after the current one: that of `edition`, or the newest when that is "".

    `valid_from` None takes the date of the edition. Nothing that exists is overwritten; an
    edition that is fixed stays as it is.

    Raises:
        NoProjectError: there is no project.
        NewVersionError: what was named is not there, or a next version is there already.
    """
    root = find_root(folder)
    with run_lock(root / "output", wait=True, waiting=waiting):
        sources, content = open_sources(root)
        chosen = _edition(content.library, edition)
        current = _current(content.library, clause, chosen)
        version = bumped(current.version, step)
        start = valid_from or (chosen.date if chosen else None)
        if start is None:
            hint = "noem een editie (`--edition 2024`), of een datum (`--valid-from 2024-01-01`)"
            raise NewVersionError(error("NEW005", "vanaf welke dag de nieuwe versie geldt, is niet bekend", None, hint))
        place = PurePosixPath(current.span.file).with_name(f"{version}.md").as_posix()
        text = _rewritten(sources, current, version, start, place)
        repinned = _repinned(sources, chosen, clause, version)
        try:
            write_new(root / place, text.encode())
        except FileExistsError:
            raise NewVersionError(_exists(clause, version, place)) from None
        if repinned is not None and chosen is not None:
            write_lasting(root / chosen.span.file, repinned.encode())
        return NewVersion(
            clause,
            current.version,
            version,
            place,
            start,
            chosen.id if chosen else "",
            repinned is not None,
            chosen is not None and chosen.status is not ClauseStatus.CONCEPT,
        )


def _edition(library: Library, name: str) -> Edition | None:
    if not name:
        return None
    if name not in library.editions:
        hint = did_you_mean(name, library.editions)
        raise NewVersionError(error("NEW001", f"er is geen editie `{name}`", None, hint))
    return library.editions[name]


def _current(library: Library, clause: str, edition: Edition | None) -> ClauseVersion:
    versions = [v for v in library.versions_of(clause) if (clause, v) in library.versions]
    if not versions:
        hint = did_you_mean(clause, library.clause_ids())
        raise NewVersionError(error("NEW001", f"er is geen clausule `{clause}` die te lezen is", None, hint))
    pin = edition.clauses.get(clause) if edition else None
    current = library.versions.get((clause, pin.version)) if pin else None
    current = current or library.versions[clause, versions[-1]]
    if current.status is ClauseStatus.CONCEPT:
        message = f"`{clause}@{current.version}` is nog een concept; daar hoeft geen nieuwe versie van"
        raise NewVersionError(error("NEW002", message, current.span, f"verander de tekst in `{current.span.file}`"))
    return current


def _rewritten(sources: Sources, current: ClauseVersion, version: str, start: date, place: str) -> str:
    """The new file, read back: it must be the same clause as a concept of the new version."""
    text = new_version_text(sources.text(current.span.file), version, start)
    read, _ = read_clause(text, place, json.loads(sources.text("@schemas/clause.schema.json")))
    wanted = (current.id, version, ClauseStatus.CONCEPT, start, current.blocks)
    if read is None or (read.id, read.version, read.status, read.valid_from, read.blocks) != wanted:
        message = "de gegevens boven de tekst zijn niet over te nemen; verwacht: elke sleutel op een eigen regel"
        raise NewVersionError(error("NEW004", message, current.span))
    return text


def _repinned(sources: Sources, edition: Edition | None, clause: str, version: str) -> str | None:
    """The edition with the new version in it; None when it is fixed, or does not name the clause."""
    pin = edition.clauses.get(clause) if edition else None
    if edition is None or pin is None or edition.status is not ClauseStatus.CONCEPT:
        return None
    text = with_pin(sources.text(edition.span.file), pin, version)
    read, _ = read_edition(text, edition.span.file, json.loads(sources.text("@schemas/edition.schema.json")))
    if read is None or {i: p.version for i, p in read.clauses.items()} != {
        i: version if i == clause else p.version for i, p in edition.clauses.items()
    }:
        message = f"de regel van `{clause}` in editie `{edition.id}` is niet te veranderen"
        hint = f'verwacht: `{clause}: "{pin.version}"`'
        raise NewVersionError(error("NEW006", message, pin.span, hint))
    return text


def _exists(clause: str, version: str, place: str) -> Diagnostic:
    message = f"`{clause}@{version}` bestaat al; een bestaande versie wordt niet overschreven"
    hint = f"verander de tekst in `{place}`, of kies een andere stap: `--major`, `--minor` of `--patch`"
    return error("NEW003", message, None, hint)
