"""Clauses as read, kept between runs under the digest of their text and of the program."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from akkoord.project.staging import write_whole

if TYPE_CHECKING:
    from akkoord.library import ClauseVersion


class ClauseCache:
    """A folder with one file per clause version. Whatever is wrong with a file, it counts as not there."""

    def __init__(self, folder: Path, program: str, *, keep: bool = True, use: bool = True) -> None:
        """`program` is the digest of what reads clauses; `keep` False writes nothing, `use` False reads nothing."""
        self._folder = folder
        self._program = program
        self._keep = keep
        self._use = use
        self._used: set[str] = set()

    def get(self, path: str, sha256: str) -> ClauseVersion | None:
        """The clause of the file at `path` with these bytes, None when it was not kept."""
        from akkoord.library import clause_from_data

        name = self._name(path, sha256)
        self._used.add(name)
        if not self._use:
            return None
        try:
            digest, _, body = (self._folder / name).read_bytes().partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode("ascii") != digest:
                return None
            return clause_from_data(cast("dict[str, Any]", json.loads(body)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            return None

    def put(self, path: str, sha256: str, clause: ClauseVersion) -> None:
        """Keep a clause; when that fails the next run reads it again."""
        from akkoord.library import clause_to_data

        if not self._keep:
            return
        body = json.dumps(clause_to_data(clause), ensure_ascii=False, separators=(",", ":")).encode()
        content = hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body
        try:
            write_whole(self._folder / self._name(path, sha256), content)
        except OSError:
            return

    def forget_unused(self) -> None:
        """Take away what this run did not ask for."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _name(self, path: str, sha256: str) -> str:
        key = "\n".join((self._program, path, sha256))
        return hashlib.sha256(key.encode()).hexdigest() + ".json"
