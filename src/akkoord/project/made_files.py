"""A file that is made when its bytes are asked for: what it rests on is known before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from akkoord.project.pack_files import sha256_of, stat_of
from akkoord.project.state import Assembling, PackState


class MadeFile(Struct, frozen=True):
    """A file by what `make` gives; `inputs` is the digest of all that goes in, with that of the program."""

    inputs: str
    make: Callable[[], bytes]

    def digest(self, name: str, former: PackState | None) -> str:
        """SHA-256 of its bytes, as it was when the same went in; `former` is what was remembered of its folder."""
        before = former.assembled.get(name) if former is not None else None
        return before.content if before is not None and before.inputs == self.inputs else sha256_of(self.make())

    def stands(self, folder: Path, name: str, former: PackState | None) -> bool:
        """Whether the file that was made of the same stands there untouched."""
        before = former.assembled.get(name) if former is not None else None
        known = former.files.get(name) if former is not None else None
        same = before is not None and known is not None and before.inputs == self.inputs
        return same and known is not None and stat_of(folder / name) == known.stat


def remembered_files(files: Mapping[str, MadeFile], digests: Mapping[str, str]) -> dict[str, Assembling]:
    """What to remember of files with these digests."""
    return {name: Assembling(file.inputs, digests[name]) for name, file in files.items()}


def inputs_of(program: str, *parts: bytes) -> str:
    """The digest of what a file is made of."""
    digest = hashlib.sha256(program.encode())
    for part in parts:
        digest.update(f"\n{len(part)} ".encode())
        digest.update(part)
    return digest.hexdigest()
