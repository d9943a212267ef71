"""What the last run knew: fingerprints of sources and outputs, the key of every document, the result.

All of it is a cache in `output/.cache/`: when it is lost or broken everything is read and
made again, with the same bytes as outcome.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from msgspec import Struct, field
from msgspec.json import decode, encode

from akkoord.project.sources import Fingerprint, Stat
from akkoord.project.staging import write_whole

_FORMAT = "akkoord-state/4"


class PackState(Struct, frozen=True):
    """A pack as it was put in place.

    `keys` holds for each kind of document the key of the step that wrote it (see `steps`),
    `files` the fingerprint of every file in the folder, manifest included. `assembled` holds for each kind the key
    of the step that assembled it, where all that went into it is known and nothing was found in it. `whole` is the key
    of the pack as a whole (see `whole_packs`), "" when it has none, and `status` what its manifest says.
    """

    keys: Mapping[str, str]
    files: Mapping[str, Fingerprint]
    assembled: Mapping[str, Assembling] = field(default_factory=dict[str, "Assembling"])
    whole: str = ""
    status: str = ""


class Assembling(Struct, frozen=True):
    """How a document was assembled: `inputs` is the key of all that went in, `content` the digest of what came out.

    `inputs` is "" when it has to be assembled. `notice` stands at the foot of its title page, None where it has none.
    `text` is the digest of what its DOCX says, which is all of it but the signature fields; `typeset` that of what
    the typesetter was given, "" when that is not known.
    """

    inputs: str
    content: str
    notice: str | None = None
    text: str = ""
    typeset: str = ""


class State(Struct):
    """The memory between runs. `results` are those of complete runs, by what was asked.

    `values` holds for each folder `<region>/<edition>` what the names of the region were worth.
    """

    sources: dict[str, Fingerprint] = field(default_factory=dict[str, Fingerprint])
    packs: dict[str, PackState] = field(default_factory=dict[str, PackState])
    results: dict[str, object] = field(default_factory=dict[str, object])
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])


class Memory:
    """Where the state is kept.

    The whole state is written at the end of a run. During a run each pack that was put in
    its place is added to a list beside it, so that a killed run loses no finished pack.
    """

    def __init__(self, cache: Path) -> None:
        self._whole = cache / "state.json"
        self._finished = cache / "finished.jsonl"

    def load(self) -> State:
        """The state of the last run, with what a killed one added; empty when there is none."""
        state = _state(_checked(self._whole))
        try:
            lines = self._finished.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        for line in lines:
            try:
                pack, data = decode(line)
                state.packs[pack] = _pack(data)
            except (ValueError, TypeError, KeyError):  # the line that was being written when the run was killed
                break
            state.results.clear()
        return state

    def add(self, pack: str, state: PackState) -> None:
        """Remember a pack that was put in its place."""
        with suppress(OSError):  # a full disk: what is not remembered is made again
            self._finished.parent.mkdir(parents=True, exist_ok=True)
            with self._finished.open("a", encoding="utf-8") as file:
                file.write(encode([pack, _pack_data(state)]).decode() + "\n")

    def save(self, state: State) -> None:
        """Write the state at the end of a run."""
        data = {
            "format": _FORMAT,
            "sources": {path: _fingerprint_data(f) for path, f in state.sources.items()},
            "packs": {path: _pack_data(pack) for path, pack in state.packs.items()},
            "results": state.results,
            "values": state.values,
        }
        body = encode(data)
        with suppress(OSError):  # as in `add`
            write_whole(self._whole, hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body)
            self._finished.unlink(missing_ok=True)


def _checked(path: Path) -> dict[str, Any]:
    """The JSON behind its own digest; empty when it is not there or not what was written."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if hashlib.sha256(body).hexdigest().encode("ascii") != digest:
        return {}
    data = decode(body)
    return cast("dict[str, Any]", data) if data.get("format") == _FORMAT else {}


def _state(data: dict[str, Any]) -> State:
    if not data:
        return State()
    return State(
        {path: _fingerprint(f) for path, f in data["sources"].items()},
        {path: _pack(pack) for path, pack in data["packs"].items()},
        data["results"],
        data["values"],
    )


def _fingerprint_data(fingerprint: Fingerprint) -> list[object]:
    return [fingerprint.stat.size, fingerprint.stat.mtime_ns, fingerprint.sha256]


def _fingerprint(data: list[Any]) -> Fingerprint:
    size, mtime_ns, sha256 = data
    return Fingerprint(Stat(size, mtime_ns), sha256)


def _pack_data(pack: PackState) -> list[object]:
    assembled = {
        kind: [one.inputs, one.content, one.notice, one.text, one.typeset] for kind, one in pack.assembled.items()
    }
    files = {name: _fingerprint_data(f) for name, f in pack.files.items()}
    return [dict(pack.keys), files, assembled, pack.whole, pack.status]


def _pack(data: list[Any]) -> PackState:
    keys, files, assembled, whole, status = data
    made = {kind: Assembling(*one) for kind, one in assembled.items()}
    return PackState(keys, {name: _fingerprint(f) for name, f in files.items()}, made, whole, status)
