"""Whether a document is ready to sign: that follows from the findings, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from akkoord.checks.found import Found, Reach


class Readiness(Struct, frozen=True):
    """The errors that hold documents back, by the folder `<region>/<edition>` they hold in."""

    errors: Mapping[str, tuple[Found, ...]] = field(default_factory=dict[str, tuple[Found, ...]])

    def holds_back(self, place: str, kind: str, provider: str) -> bool:
        """Whether an error holds back the document `kind` of a provider; an error in data holds back all of them.

        `kind` is the document in which the text stands; `provider` "" is one that is the same for everybody. That
        prints nothing of a provider: an error in the data of one is none of it.
        """
        return bool(self.about(place, kind, provider))

    def same_as(self, other: Readiness) -> bool:
        """Whether the same documents are held back by the same rules."""
        return self._held() == other._held()

    def _held(self) -> frozenset[tuple[str, Reach]]:
        return frozenset((one.rule, reach) for own in self.errors.values() for one in own for reach in one.reaches)

    def about(self, place: str, kind: str, provider: str) -> tuple[Found, ...]:
        """The errors that hold it back, in order."""
        return tuple(found for found in self.errors.get(place, ()) if _about(found, place, kind, provider))


def readiness(found: Iterable[Found]) -> Readiness:
    """What `found` means for documents."""
    errors: dict[str, list[Found]] = {}
    for one in found:
        for place in dict.fromkeys(place for place, _, _ in one.reaches):
            errors.setdefault(place, []).append(one)
    return Readiness({place: tuple(own) for place, own in errors.items()})


def _about(found: Found, place: str, kind: str, provider: str) -> bool:
    return any(
        here == place and of in ("", kind) and (whose is None or provider in whose or (not provider and of == kind))
        for here, of, whose in found.reaches
    )
