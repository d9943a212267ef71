"""What files were read as, kept between runs under the digest of their bytes and of the program.

One file for all: a large region has a thousand files, and a run that changes one reads the others from here. It is
a cache in `output/.cache/`: whatever is wrong with it, files are read again, with the same outcome.
It holds what the data files hold, addresses of signatories among it, so only its owner can read it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

import msgspec
from msgspec import Struct, field

from akkoord.diagnostics import span
from akkoord.library import clause
from akkoord.project.guarded_file import read_guarded, write_guarded
from akkoord.project.packed_values import classes_of, packed, unpacked
from akkoord.project.staging import write_private
from akkoord.spec import checks, contract, events, evidence, governance, period, provider, rates, region, relations
from akkoord.tree import blocks, document, expression, inlines

_FORMAT = "akkoord-read/2"
NAME = "read"
MODULES: tuple[ModuleType, ...] = (
    *(span, inlines, blocks, document, expression, clause),
    *(checks, contract, events, evidence, governance, period, provider, rates, region, relations),
)
"""Where the classes stand of which files are read."""
CLASSES = classes_of(MODULES)


class Kept(Struct, frozen=True):
    """What a file was read as, and the SHA-256 of its text, line ends as LF."""

    value: object
    digest: str


class _Row(Struct, frozen=True, array_like=True):
    """A file: its path, the SHA-256 of its bytes and of its text, and how many bytes its value is packed in."""

    path: str
    sha256: str
    digest: str
    length: int


_Packed: TypeAlias = tuple[_Row, bytes]


class Values(Struct):
    """What a process that stays has read: what the cache holds, and of each file the value that goes with it."""

    head: bytes = b""
    there: dict[str, _Packed] = field(default_factory=dict[str, _Packed])
    kept: dict[str, tuple[_Packed, Kept]] = field(default_factory=dict[str, tuple[_Packed, Kept]])


class ReadCache:
    """The cache of one run. Only what was read without a finding is kept: the others are read again, to say it."""

    def __init__(
        self, folder: Path, program: str, *, keep: bool = True, use: bool = True, values: Values | None = None
    ) -> None:
        """`program` is the digest of what reads files; `keep` False writes nothing, `use` False reads nothing.

        `values` is what this process has read in an earlier run, and keeps what it reads in this one.
        """
        self._file = folder / NAME
        self._head = f"{_FORMAT} {program}".encode()
        self._keep = keep
        self._stays = values is not None
        self._known = values if values is not None else Values()
        if not use:
            self._there: dict[str, _Packed] = {}
        elif self._known.head == self._head:
            self._there = self._known.there
        else:
            self._there = _values(self._file, self._head)
        self._values: dict[str, _Packed] = {}
        self._read: dict[str, tuple[_Packed, Kept]] = {}

    def get(self, path: str, sha256: str) -> Kept | None:
        """What the file at `path` with these bytes was read as, None when it was not kept."""
        there = self._there.get(path)
        if there is None or there[0].sha256 != sha256:
            return None
        try:
            known = self._known.kept.get(path)
            if known is not None and known[0] is there:
                kept = known[1]
            else:
                kept = Kept(unpacked(there[1], CLASSES), there[0].digest)
        except ValueError:
            return None
        self._values[path], self._read[path] = there, (there, kept)
        return kept

    def put(self, path: str, sha256: str, kept: Kept) -> None:
        """Keep what a file was read as, until `close` writes it."""
        if self._keep or self._stays:
            data = packed(kept.value)
            there = (_Row(path, sha256, kept.digest, len(data)), data)
            self._values[path], self._read[path] = there, (there, kept)

    def close(self) -> None:
        """Write what this run read or asked for, unless that is what stands there; let all of it go."""
        values, there = self._values, self._there
        if self._stays:
            self._known.head, self._known.there, self._known.kept = self._head, values, self._read
        self._values, self._there, self._read = {}, {}, {}
        if not self._keep or values == there:
            return
        rows = [row for _, row in sorted(values.items())]
        head = msgspec.json.encode([row for row, _ in rows])
        body = b"\n".join((self._head, head, b"".join(data for _, data in rows)))
        with suppress(OSError):  # a full disk: what is not kept is read again
            write_guarded(self._file, body, write_private)


def _values(file: Path, head: bytes) -> dict[str, tuple[_Row, bytes]]:
    """What a cache holds, by path; nothing when it is of another program or not what was written."""
    try:
        first, _, rest = read_guarded(file).partition(b"\n")
        if first != head:
            return {}
        rows, _, data = rest.partition(b"\n")
        found: dict[str, tuple[_Row, bytes]] = {}
        at = 0
        for row in msgspec.json.decode(rows, type=list[_Row]):
            found[row.path] = (row, data[at : at + row.length])
            at += row.length
    except (OSError, ValueError):
        return {}
    return found
