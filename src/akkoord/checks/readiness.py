"""Whether a document is ready to sign: that follows from the findings, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from akkoord.checks.found import Found
from akkoord.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Readiness:
    """The errors that hold documents back, by the folder `<region>/<edition>` they hold in."""

    errors: Mapping[str, tuple[Found, ...]] = field(default_factory=dict[str, tuple[Found, ...]])

    def holds_back(self, place: str, kind: str, provider: str) -> bool:
        """Whether an error holds back the document `kind` of a provider; an error in data holds back all of them.

        `kind` is the document in which the text stands; `provider` "" is one that is the same for everybody.
        """
        return bool(self.about(place, kind, provider))

    def about(self, place: str, kind: str, provider: str) -> tuple[Found, ...]:
        """The errors that hold it back, in order."""
        return tuple(found for found in self.errors.get(place, ()) if _about(found, kind, provider))


def readiness(found: Iterable[Found]) -> Readiness:
    """What `found` means for documents."""
    errors: dict[str, list[Found]] = {}
    for one in found:
        if one.severity is Severity.ERROR:
            for place in one.places:
                errors.setdefault(place, []).append(one)
    return Readiness({place: tuple(own) for place, own in errors.items()})


def _about(found: Found, kind: str, provider: str) -> bool:
    whose = found.providers is None or not provider or provider in found.providers
    return whose and (not found.documents or kind in found.documents)
