"""What a run tells while it is at work; who shows it is not our concern."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of a run as it goes."""

    def waiting(self, who: str) -> None:
        """Another run is at work; this one waits for it."""
        ...

    def started(self, tasks: int) -> None:
        """So many packs or documents are to be done."""
        ...

    def written(self, pack: str, kind: str = "") -> None:
        """One of them is done, well or not; `kind` "" for a whole pack."""
        ...


class Silent:
    """Shows nothing."""

    def waiting(self, who: str) -> None:
        """Nothing."""

    def started(self, tasks: int) -> None:
        """Nothing."""

    def written(self, pack: str, kind: str = "") -> None:
        """Nothing."""
