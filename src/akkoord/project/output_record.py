"""The record of a whole output folder, and the steps that made what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from akkoord.diagnostics import Diagnostic, error
from akkoord.project.overview import overview_steps
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, fingerprint_of, sha256_of, stat_of
from akkoord.project.refusals import why
from akkoord.project.staging import Staging, write_whole
from akkoord.project.state import PackState, State
from akkoord.project.steps import steps_of
from akkoord.records import PackEntry, former_entries, output_record, step_lines


def record_output(staging: Staging, state: State) -> tuple[Diagnostic, ...]:
    """Write the record of the output: every pack that stands there, and the steps that made it. What went wrong."""
    output = staging.output
    place = output / MANIFEST
    try:
        entries = tuple(_entries(staging, state, _former(place, state)))
        content = output_record(entries, overview_steps(output, entries)).encode()
        if not place.is_file() or place.read_bytes() != content:
            write_whole(place, content)
        beside = state.packs.get("", PackState({}, {}))
        record = {MANIFEST: fingerprint_of(place, sha256_of(content))}
        state.packs[""] = PackState(beside.keys, {**beside.files, **record})
    except OSError as problem:
        hint = "kijk of u in de map mag schrijven en of er ruimte is"
        message = f"`output/{MANIFEST}` kan niet worden geschreven: {why(problem)}"
        return (error("OUT006", message, None, hint),)
    return ()


def _entries(staging: Staging, state: State, former: Mapping[str, PackEntry]) -> Iterator[PackEntry]:
    """Every pack that stands there; one whose manifest and ZIP are those of the `former` record is not read."""
    for place in sorted(staging.output.glob(f"[!.]*/*/*/{MANIFEST}")):
        path = place.parent.relative_to(staging.output).as_posix()
        digest, zipped = (_digest(place.parent / name, state, path) for name in (MANIFEST, ZIP))
        before = former.get(path)
        if before is not None and (before.manifest_sha256, before.zip_sha256) == (digest, zipped):
            yield before
            continue
        manifest = PackFiles(staging, path, PackState({}, {})).manifest()
        if manifest is not None:
            lines = step_lines(steps_of(path, manifest, digest, zipped))
            yield PackEntry(path, manifest.status, digest, lines, zipped)


def _former(place: Path, state: State) -> Mapping[str, PackEntry]:
    """What the record says that the last run wrote; nothing when anybody touched it since."""
    known = state.packs.get("", PackState({}, {})).files.get(MANIFEST)
    if known is None or stat_of(place) != known.stat:
        return {}
    try:
        return former_entries(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _digest(file: Path, state: State, path: str) -> str:
    """The SHA-256 of a file of a pack, "" when it is not there; not read when it is as the last run left it."""
    known = state.packs.get(path, PackState({}, {})).files.get(file.name)
    if known is not None and stat_of(file) == known.stat:
        return known.sha256
    return sha256_of(file.read_bytes()) if file.is_file() else ""
