"""What the last run knew: fingerprints of sources and outputs, the key of every document, the result.

All of it is a cache in `output/.cache/`: when it is lost or broken everything is read and
made again, with the same bytes as outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.json import Decoder, encode

from akkoord.project.guarded_file import read_guarded, write_guarded
from akkoord.project.sources import Fingerprint

_FORMAT = "akkoord-state/5"


class PackState(Struct, frozen=True, array_like=True):
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


class Assembling(Struct, frozen=True, array_like=True):
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


class _Stored(State):
    """The state as it is kept: values are written and read in C, for there may be tens of thousands of files."""

    format: str = ""


_read = Decoder(_Stored).decode
_read_pack = Decoder(tuple[str, PackState]).decode


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
        state = _checked(self._whole)
        try:
            lines = self._finished.read_bytes().split(b"\n")
        except OSError:
            lines = []
        for line in filter(None, lines):
            try:
                pack, data = _read_pack(line)
            except ValueError:  # the line that was being written when the run was killed
                break
            state.packs[pack] = data
            state.results.clear()
        return state

    def add(self, pack: str, state: PackState) -> None:
        """Remember a pack that was put in its place."""
        with suppress(OSError):  # a full disk: what is not remembered is made again
            self._finished.parent.mkdir(parents=True, exist_ok=True)
            with self._finished.open("ab") as file:
                file.write(encode((pack, state)) + b"\n")

    def save(self, state: State) -> None:
        """Write the state at the end of a run."""
        body = encode(_Stored(state.sources, state.packs, state.results, state.values, _FORMAT))
        with suppress(OSError):  # as in `add`
            write_guarded(self._whole, body)
            self._finished.unlink(missing_ok=True)


def _checked(path: Path) -> State:
    """The state behind its own digest; empty when it is not there or not what was written."""
    try:
        stored = _read(read_guarded(path))
    except (OSError, ValueError):  # or it is of another version
        return State()
    return State(stored.sources, stored.packs, stored.results, stored.values) if stored.format == _FORMAT else State()
