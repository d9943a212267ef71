"""A file that is made when its bytes are asked for: what it rests on is known before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from akkoord.project.pack_files import stat_of
from akkoord.project.state import Assembling, PackState

OTHER = ""
"""The digest of a file of which no more is known than that its bytes are not those that were remembered."""


class MadeFile(Struct, frozen=True):
    """A file by the pieces that `make` gives; `inputs` tells all that goes in, with the program (see `inputs_of`).

    With `tells` no two inputs give the same bytes: the file prints all that goes into it.
    """

    inputs: str
    make: Callable[[], Iterable[bytes]]
    tells: bool = False

    def digest(self, name: str, former: PackState | None, standing: str | None) -> str:
        """SHA-256 of its bytes, as it was when the same went in, or `OTHER`.

        `former` is what was remembered of its folder, `standing` the digest of what stands there.
        """
        before = former.assembled.get(name) if former is not None else None
        if before is not None and before.inputs == self.inputs:
            return before.content
        if self.tells and before is not None and standing in (before.content, None) and self._same_program(before):
            return OTHER
        digest = hashlib.sha256()
        for piece in self.make():
            digest.update(piece)
        return digest.hexdigest()

    def _same_program(self, before: Assembling) -> bool:
        return before.inputs.partition(" ")[0] == self.inputs.partition(" ")[0]

    def stands(self, folder: Path, name: str, former: PackState | None) -> bool:
        """Whether the file that was made of the same stands there untouched."""
        before = former.assembled.get(name) if former is not None else None
        known = former.files.get(name) if former is not None else None
        same = before is not None and known is not None and before.inputs == self.inputs
        return same and known is not None and stat_of(folder / name) == known.stat


def remembered_files(files: Mapping[str, MadeFile], digests: Mapping[str, str]) -> dict[str, Assembling]:
    """What to remember of files with these digests."""
    return {name: Assembling(file.inputs, digests[name]) for name, file in files.items()}


def inputs_of(program: str, parts: Iterable[bytes]) -> str:
    """The digest of the program, and that of what it makes a file of."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"\n{len(part)} ".encode())
        digest.update(part)
    return f"{program} {digest.hexdigest()}"
