"""Where the documents of a run are made: in this process, in processes of this machine, or on a cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, error
from akkoord.executor import Processes, Workers, cores
from akkoord.project.shipped import PACKAGE, environment, folder

if TYPE_CHECKING:
    from pathlib import Path

    from akkoord.project.build import Request
    from akkoord.project.warmth import Warmth

WORKER_PAYS = 3
"""From so many documents on, starting worker processes costs less than it saves."""


class ExecutorError(AkkoordError):
    """Workers were asked for in a way that does not go together."""


class Workforce(Protocol):
    """Gives workers for a number of documents; `count` is how many documents they make at once."""

    def workers(self, documents: int) -> Workers: ...  # noqa: D102  see the class

    @property
    def count(self) -> int: ...  # noqa: D102  see the class


class Local:
    """Processes of this machine: `jobs` of them, None for one per core when there is enough to do.

    They stay until it is closed, so that what they remember serves whatever is made next.
    """

    def __init__(self, jobs: int | None) -> None:
        self._jobs = jobs
        self._open: Processes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @property
    def count(self) -> int:
        """How many documents are made at once when there are many."""
        return max(1, self._jobs if self._jobs is not None else cores())

    def workers(self, documents: int) -> Processes:
        """As many processes as these documents keep busy, or those that are there already when they are more."""
        enough = self._jobs is not None or documents >= WORKER_PAYS
        wanted = min(self.count, max(documents, 1)) if enough else 1
        if self._open is None or self._open.jobs < wanted:
            if self._open is not None:
                self._open.close()
            self._open = Processes(wanted)
        return self._open


class Elsewhere(Struct, frozen=True):
    """The workers of a cluster, however many documents there are."""

    cluster: Workers
    count: int

    def workers(self, documents: int) -> Workers:
        """Those of the cluster; nothing is made here."""
        return self.cluster


@contextmanager
def workforce(request: Request, warmth: Warmth | None = None) -> Generator[Workforce, None, None]:
    """The workers that a run asks for, let go at its end; those of this machine stay with `warmth`.

    Raises:
        AkkoordError: a cluster was asked for that cannot be used, or with what it cannot do.
    """
    if request.executor != "dask" and warmth is not None:
        yield warmth.workers(request.jobs)
        return
    if request.executor != "dask":
        with Local(request.jobs) as local:
            yield local
        return
    if request.pdf_engine != "typst":
        message = "`--pdf-engine libreoffice` gaat niet samen met `--executor dask`"
        raise ExecutorError(error("CLU006", message, None, "laat een van beide weg"))
    if not request.scheduler:
        hint = "voeg toe: `--scheduler tcp://HOST:8786`"
        raise ExecutorError(error("CLU006", "`--executor dask` wil weten waar de planner staat", None, hint))
    from akkoord.executor.cluster import Cluster

    cluster = Cluster(request.scheduler, program_identity)
    try:
        yield Elsewhere(cluster, cluster.threads)
    finally:
        cluster.close()


def program_identity() -> str:
    """The digest of all that ships with the program, and of what it runs on: equal where it writes equal bytes."""
    digest = hashlib.sha256(environment().encode())
    for base in (PACKAGE, folder("templates")):
        for path in sorted(_shipped_files(base), key=lambda path: path.relative_to(base).as_posix()):
            content = path.read_bytes()
            digest.update(f"\n{path.relative_to(base).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _shipped_files(base: Path) -> Iterator[Path]:
    for path in base.rglob("*"):
        inside = path.relative_to(base).parts
        if path.is_file() and not any(part.startswith((".", "_shipped")) or part == "__pycache__" for part in inside):
            yield path
