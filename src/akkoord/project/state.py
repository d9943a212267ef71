"""What the last run knew: fingerprints of sources and outputs, the key of every document, the result.

All of it is a cache in `output/.cache/`: when it is lost or broken everything is read and
made again, with the same bytes as outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from msgspec import Raw, Struct, field
from msgspec.json import Decoder, encode

from akkoord.project.guarded_file import read_guarded, write_guarded_pieces
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


_pack = Decoder(PackState).decode


_line = Decoder(tuple[str, Raw]).decode
_NOTHING = encode(PackState({}, {}))


class _Line(NamedTuple):
    """Where in a file stands what is known of a pack, in bytes."""

    file: Path
    start: int
    length: int

    def of(self, path: str) -> Raw | bytes:
        """What stands there of the pack at `path`; that nothing is known of it when it no longer stands there."""
        try:
            with self.file.open("rb") as file:
                file.seek(self.start)
                pack, kept = _line(file.read(self.length))
        except (OSError, ValueError):
            return _NOTHING
        return kept if pack == path else _NOTHING


class Packs(MutableMapping[str, PackState]):
    """What is known of each pack, by its path: held as it stands in the file, and read when it is asked for.

    There may be a thousand packs with forty files each, and of most of them nobody asks anything: as values they take
    twice the memory, and as much time to be read as all else that a run without changes does. Of those that a run made
    it is only held where it stands in the list of finished packs (`Memory.add`).
    """

    __slots__ = ("_kept",)

    def __init__(self, kept: Mapping[str, Raw] | None = None) -> None:
        self._kept: dict[str, Raw | _Line] = dict(kept or {})

    def __getitem__(self, path: str) -> PackState:
        return _pack(self._bytes(path))

    def __setitem__(self, path: str, state: PackState) -> None:
        self._kept[path] = Raw(encode(state))

    def stands_in(self, path: str, file: Path, start: int, length: int) -> None:
        """What is known of a pack is a line of a file."""
        self._kept[path] = _Line(file, start, length)

    def _bytes(self, path: str) -> Raw | bytes:
        kept = self._kept[path]
        return kept.of(path) if isinstance(kept, _Line) else kept

    def __delitem__(self, path: str) -> None:
        del self._kept[path]

    def __contains__(self, path: object) -> bool:
        return path in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def pieces(self) -> Iterator[bytes]:
        """All of it as JSON, a pack at a time."""
        before = b"{"
        for path in self._kept:
            yield before + encode(path) + b":" + bytes(self._bytes(path))
            before = b","
        yield b"}" if self._kept else b"{}"


class State(Struct):
    """The memory between runs. `results` are those of complete runs, by what was asked, as they stand in the file.

    `values` holds for each folder `<region>/<edition>` what the names of the region were worth.
    """

    sources: dict[str, Fingerprint] = field(default_factory=dict[str, Fingerprint])
    packs: Packs = field(default_factory=Packs)
    results: dict[str, Raw] = field(default_factory=dict[str, Raw])
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])


class _Stored(Struct):
    """The state as it is kept: written and read in C, for there may be tens of thousands of files.

    The packs are written by themselves, behind the rest, one at a time.
    """

    format: str
    sources: dict[str, Fingerprint]
    results: dict[str, Raw]
    values: dict[str, dict[str, str]]


class _Read(_Stored):
    """The state as it is read back."""

    packs: dict[str, Raw]


_read = Decoder(_Read).decode
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

    def add(self, state: State, pack: str, known: PackState) -> None:
        """Remember a pack that was put in its place, in `state` and for when this run does not come to its end."""
        line = encode((pack, known))
        try:
            self._finished.parent.mkdir(parents=True, exist_ok=True)
            with self._finished.open("ab") as file:
                start = file.tell()
                file.write(line + b"\n")
        except OSError:  # a full disk: what a killed run did not write down is made again
            state.packs[pack] = known
        else:
            state.packs.stands_in(pack, self._finished, start, len(line))

    def save(self, state: State) -> None:
        """Write the state at the end of a run, which nobody asks anything after that."""
        with suppress(OSError):  # as in `add`
            write_guarded_pieces(self._whole, _pieces(state))
            self._finished.unlink(missing_ok=True)


def _pieces(state: State) -> Iterator[bytes]:
    rest = encode(_Stored(_FORMAT, state.sources, state.results, state.values))
    yield rest.removesuffix(b"}") + b',"packs":'
    yield from state.packs.pieces()
    yield b"}"


def _checked(path: Path) -> State:
    """The state behind its own digest; empty when it is not there or not what was written."""
    try:
        stored = _read(read_guarded(path))
    except (OSError, ValueError):  # or it is of another version
        return State()
    if stored.format != _FORMAT:
        return State()
    return State(stored.sources, Packs(stored.packs), stored.results, stored.values)
