"""What files were read as, kept between runs under the digest of their bytes and of the program.

One file for all: a large region has a thousand files, and a run that changes one reads the others from here. It is
a cache in `output/.cache/`: whatever is wrong with it, files are read again, with the same outcome.
It holds what the data files hold, addresses of signatories among it, so only its owner can read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from akkoord.project.guarded_file import read_guarded, write_guarded
from akkoord.project.staging import write_private
from akkoord.project.stored_values import restored, stored

_FORMAT = "akkoord-read/1"
NAME = "read"


class Kept(Struct, frozen=True):
    """What a file was read as, and the SHA-256 of its text, line ends as LF."""

    value: object
    digest: str


class ReadCache:
    """The cache of one run. Only what was read without a finding is kept: the others are read again, to say it."""

    def __init__(self, folder: Path, program: str, *, keep: bool = True, use: bool = True) -> None:
        """`program` is the digest of what reads files; `keep` False writes nothing, `use` False reads nothing."""
        self._file = folder / NAME
        self._head = f"{_FORMAT} {program}".encode()
        self._keep = keep
        self._there = _lines(self._file, self._head) if use else {}
        self._lines: dict[str, bytes] = {}

    def get(self, path: str, sha256: str) -> Kept | None:
        """What the file at `path` with these bytes was read as, None when it was not kept."""
        line = self._there.get(path)
        if line is None:
            return None
        try:
            _, of, digest, body = line.split(b"\t", 3)
            if of.decode("ascii") != sha256:
                return None
            kept = Kept(restored(json.loads(body), path), digest.decode("ascii"))
        except (ValueError, KeyError, TypeError, IndexError):
            return None
        self._lines[path] = line
        return kept

    def put(self, path: str, sha256: str, kept: Kept) -> None:
        """Keep what a file was read as, until `close` writes it."""
        if self._keep:
            body = json.dumps(stored(kept.value, path), ensure_ascii=False, separators=(",", ":"))
            self._lines[path] = f"{path}\t{sha256}\t{kept.digest}\t{body}".encode()

    def close(self) -> None:
        """Write what this run read or asked for, unless that is what stands there; let all of it go."""
        lines, there = self._lines, self._there
        self._lines, self._there = {}, {}
        if not self._keep or lines == there:
            return
        body = b"\n".join((self._head, *(line for _, line in sorted(lines.items()))))
        with suppress(OSError):  # a full disk: what is not kept is read again
            write_guarded(self._file, body, write_private)


def _lines(file: Path, head: bytes) -> dict[str, bytes]:
    """The lines of a cache by path; none when it is of another program or not what was written."""
    try:
        first, _, rest = read_guarded(file).partition(b"\n")
    except (OSError, ValueError):
        return {}
    return dict(_by_path(rest)) if first == head else {}


def _by_path(body: bytes) -> Iterator[tuple[str, bytes]]:
    for line in body.split(b"\n"):
        if line:
            yield line.partition(b"\t")[0].decode(), line
