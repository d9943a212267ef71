"""What a process that stays keeps from one build to the next: it makes builds faster, and nothing else of them.

All of it is known by what it was made of: a value by the bytes of its file, a workshop by house style, logo and fonts.
Nothing is kept of which that does not follow, such as what texts have in common.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from akkoord.project.read_cache import Values

if TYPE_CHECKING:
    from pathlib import Path

    from akkoord.project.check_process import CheckProcess
    from akkoord.project.steps import Tools
    from akkoord.project.workers import Local
    from akkoord.project.workshop import Workshop


class Warmth:
    """What the process that builds keeps; `close` ends the processes that it has beside it."""

    def __init__(self, root: Path) -> None:
        self.values = Values()
        self._root = root
        self._workshops: tuple[tuple[Tools, Path | None], Workshop] | None = None
        self._workers: Local | None = None
        self._checks: CheckProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        for one in (self._workers, self._checks):
            if one is not None:
                one.close()

    def workshop(self, tools: Tools, libreoffice: Path | None) -> Workshop | None:
        """The workshop of the last run, when it was made of the same."""
        known = self._workshops
        return known[1] if known is not None and known[0] == (tools, libreoffice) else None

    def keep(self, workshop: Workshop, tools: Tools) -> Workshop:
        """Keep a workshop for the next run, and give it back."""
        self._workshops = ((tools, workshop.libreoffice), workshop)
        return workshop

    def workers(self, jobs: int | None) -> Local:
        """The workers of this machine; they stay."""
        from akkoord.project.workers import Local

        self._workers = self._workers or Local(jobs)
        return self._workers

    @property
    def checks(self) -> CheckProcess:
        """The process that looks at editions; it stays."""
        from akkoord.project.check_process import CheckProcess

        self._checks = self._checks or CheckProcess(self._root)
        return self._checks
