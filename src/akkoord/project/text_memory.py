"""Where the texts of each edition stand that `kept_texts` keeps between runs: a file for each, in `output/.cache/`.

They name parties and signatories, so only their owner can read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from akkoord.project.guarded_file import read_guarded, write_guarded
from akkoord.project.staging import write_private

_NAME = 16
"""So many digits of a digest name the file of an edition."""


class TextMemory:
    """Where it stands what is known of the texts of each edition, by `<region>/<edition>`."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "texts"

    def load(self, name: str) -> bytes:
        """What was kept of an edition, b"" for nothing."""
        try:
            return read_guarded(self._file(name))
        except (OSError, ValueError):
            return b""

    def save(self, name: str, data: bytes) -> None:
        """Keep what is known of an edition: it says itself what it rests on, so that need not wait for the rest."""
        with suppress(OSError):
            write_guarded(self._file(name), data, write_private)

    def only(self, names: Iterable[str]) -> None:
        """Let go of what is known of any other edition."""
        wanted = {self._file(name) for name in names}
        with suppress(OSError):
            for path in sorted(set(self._folder.iterdir()) - wanted):
                path.unlink()

    def _file(self, name: str) -> Path:
        # Not by its name, which may hold what no file can be called.
        return self._folder / hashlib.sha256(name.encode()).hexdigest()[:_NAME]
