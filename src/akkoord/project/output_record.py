"""The record of a whole output folder, and the steps that made what stands there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, error
from akkoord.project.overview import overview_steps
from akkoord.project.pack_files import MANIFEST, ZIP, read_manifest, sha256_of, stat_of
from akkoord.project.record_file import known_record, write_record
from akkoord.project.refusals import why
from akkoord.project.staging import Staging
from akkoord.project.state import PackState, State
from akkoord.project.steps import steps_of
from akkoord.records import PackEntry, step_lines

_NO_PACK = PackState({}, {})


def record_output(staging: Staging, state: State) -> tuple[Diagnostic, ...]:
    """Write the record of the output: every pack that stands there, and the steps that made it. What went wrong."""
    output = staging.output
    place, cache = output / MANIFEST, output / ".cache"
    try:
        entries = {entry.path: entry for entry in _entries(output, state)}
        overviews = step_lines(overview_steps(output, tuple(entries.values())))
        record = known_record(place, cache)
        if not record.says(entries, overviews):
            record = write_record(place, cache, record, entries, overviews, partial(_steps, output))
    except OSError as problem:
        hint = "kijk of u in de map mag schrijven en of er ruimte is"
        message = f"`output/{MANIFEST}` kan niet worden geschreven: {why(problem)}"
        return (error("OUT006", message, None, hint),)
    there = state.packs.get("", _NO_PACK)
    state.packs[""] = replace(there, files={**there.files, MANIFEST: record.file})
    return ()


def _entries(output: Path, state: State) -> Iterator[PackEntry]:
    """Every pack that stands there; the manifest of one that is as it was left is not read."""
    for path in _packs(output):
        former, place = state.packs.get(path, _NO_PACK), output / path / MANIFEST
        zipped = _digest(output / path / ZIP, former)
        known = former.files.get(MANIFEST)
        if known is not None and stat_of(place) == known.stat:
            yield PackEntry(path, former.status, known.sha256, zipped)
        elif (manifest := read_manifest(place)) is not None:
            yield PackEntry(path, manifest.status, sha256_of(place.read_bytes()), zipped)


def _packs(output: Path) -> Iterator[str]:
    """The folders that may hold a pack, `<region>/<edition>/<pack>`."""
    for region in _folders(output):
        for edition in () if region.startswith(".") else _folders(output / region):
            yield from (f"{region}/{edition}/{pack}" for pack in _folders(output / region / edition))


def _folders(place: Path) -> list[str]:
    with os.scandir(place) as entries:
        return sorted(entry.name for entry in entries if entry.is_dir())


def _digest(file: Path, former: PackState) -> str:
    """The SHA-256 of a file of a pack, "" when it is not there; not read when it is as the last run left it."""
    known = former.files.get(file.name)
    if known is not None and stat_of(file) == known.stat:
        return known.sha256
    return sha256_of(file.read_bytes()) if file.is_file() else ""


def _steps(output: Path, entry: PackEntry) -> bytes:
    """The lines of the steps of a pack, as its manifest tells them.

    Raises:
        OSError: its manifest is gone since it was looked at.
    """
    manifest = read_manifest(output / entry.path / MANIFEST)
    if manifest is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return step_lines(steps_of(entry.path, manifest, entry.manifest_sha256, entry.zip_sha256))
