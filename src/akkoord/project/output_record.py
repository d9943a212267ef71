"""The record of a whole output folder, and the steps that made what stands there."""

from __future__ import annotations

from akkoord.diagnostics import Diagnostic, error
from akkoord.project.overview import overview_steps
from akkoord.project.pack_files import MANIFEST, ZIP, PackFiles, fingerprint_of, sha256_of
from akkoord.project.refusals import why
from akkoord.project.staging import Staging, write_whole
from akkoord.project.state import PackState, State
from akkoord.project.steps import steps_of
from akkoord.records import PackEntry, json_text, output_manifest


def record_output(staging: Staging, state: State) -> tuple[Diagnostic, ...]:
    """Write the record of the output: every pack that stands there, and the steps that made it. What went wrong."""
    output = staging.output
    entries: list[PackEntry] = []
    for place in sorted(output.glob(f"[!.]*/*/*/{MANIFEST}")):
        path = place.parent.relative_to(output).as_posix()
        manifest = PackFiles(staging, path, PackState({}, {})).manifest()
        if manifest is not None:
            digest = sha256_of(place.read_bytes())
            zipped = _digest_of_zip(staging, state, path)
            entries.append(PackEntry(path, manifest.status, digest, steps_of(path, manifest, digest, zipped), zipped))
    content = json_text(output_manifest(entries, overview_steps(output, entries))).encode()
    place = output / MANIFEST
    try:
        if not place.is_file() or place.read_bytes() != content:
            write_whole(place, content)
        beside = state.packs.get("", PackState({}, {})).files
        record = {MANIFEST: fingerprint_of(place, sha256_of(content))}
        state.packs[""] = PackState({}, {**beside, **record})
    except OSError as problem:
        hint = "kijk of u in de map mag schrijven en of er ruimte is"
        message = f"`output/{MANIFEST}` kan niet worden geschreven: {why(problem)}"
        return (error("OUT006", message, None, hint),)
    return ()


def _digest_of_zip(staging: Staging, state: State, path: str) -> str:
    """The SHA-256 of the signature pack in a folder, "" when there is none."""
    known = state.packs.get(path, PackState({}, {})).files.get(ZIP)
    file = staging.output / path / ZIP
    if known is not None:
        return known.sha256
    return sha256_of(file.read_bytes()) if file.is_file() else ""
