"""Whether a document is ready to sign: that follows from the findings, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from akkoord.checks.running import Found
from akkoord.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Readiness:
    """What holds documents back: errors, and warnings that nobody accepted."""

    errors: tuple[Found, ...]
    open: tuple[Found, ...]

    def holds(self, kind: str, provider: str) -> bool:
        """Whether an error holds back the document `kind` of a provider; an error in data holds back all of them."""
        return any(_about(found, kind, provider) for found in self.errors)


def readiness(found: Iterable[Found]) -> Readiness:
    """What `found` means for the documents of one edition."""
    every = tuple(found)
    return Readiness(
        tuple(f for f in every if f.severity is Severity.ERROR),
        tuple(f for f in every if f.severity is Severity.WARNING),
    )


def _about(found: Found, kind: str, provider: str) -> bool:
    whose = found.providers is None or not provider or provider in found.providers
    return whose and (not found.documents or kind in found.documents)
