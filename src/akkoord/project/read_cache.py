"""What files were read as, kept between runs under the digest of their bytes and of the program.

One file for all: a large region has a thousand files, and a run that changes one reads the others from here. It is
a cache in `output/.cache/`: whatever is wrong with it, files are read again, with the same outcome.
It holds what the data files hold, addresses of signatories among it, so only its owner can read it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import ModuleType

import msgspec
from msgspec import Struct

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


class ReadCache:
    """The cache of one run. Only what was read without a finding is kept: the others are read again, to say it."""

    def __init__(self, folder: Path, program: str, *, keep: bool = True, use: bool = True) -> None:
        """`program` is the digest of what reads files; `keep` False writes nothing, `use` False reads nothing."""
        self._file = folder / NAME
        self._head = f"{_FORMAT} {program}".encode()
        self._keep = keep
        self._there = _values(self._file, self._head) if use else {}
        self._values: dict[str, tuple[_Row, bytes]] = {}

    def get(self, path: str, sha256: str) -> Kept | None:
        """What the file at `path` with these bytes was read as, None when it was not kept."""
        there = self._there.get(path)
        if there is None or there[0].sha256 != sha256:
            return None
        try:
            kept = Kept(unpacked(there[1], CLASSES), there[0].digest)
        except ValueError:
            return None
        self._values[path] = there
        return kept

    def put(self, path: str, sha256: str, kept: Kept) -> None:
        """Keep what a file was read as, until `close` writes it."""
        if self._keep:
            data = packed(kept.value)
            self._values[path] = (_Row(path, sha256, kept.digest, len(data)), data)

    def close(self) -> None:
        """Write what this run read or asked for, unless that is what stands there; let all of it go."""
        values, there = self._values, self._there
        self._values, self._there = {}, {}
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
