"""The names a region's files may use; None for what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from akkoord.spec.contract import DocumentSpec
from akkoord.spec.provider import Initiative, Provider
from akkoord.spec.region import Region

COVENANT_LOTS = "convenant_percelen"
"""The parameter with the lots that bind a provider to the covenant (docs/formats.md)."""


class Terms(Struct, frozen=True):
    """What the parameters of the region say of a date; None where they do not say it."""

    region: Region | None

    def day(self, name: str, on: date) -> date | None:
        """The parameter `name` as a day."""
        value = self._value(name, on)
        return value if isinstance(value, date) else None

    def count(self, name: str, on: date) -> int | None:
        """The parameter `name` as a number of months or years; a truth value is no number."""
        value = self._value(name, on)
        return value if isinstance(value, int) and not isinstance(value, bool) and value < _LONGEST else None

    def _value(self, name: str, on: date) -> object:
        parameter = self.region.parameter(name, on) if self.region is not None else None
        return parameter.value if parameter is not None else None


_LONGEST = 1200
"""No notice is longer than a century: beyond it a number is a mistake that is found elsewhere."""


class Known(Struct, frozen=True):
    """What may be mentioned. None stands for what could not be read, except for covenant lots."""

    lots: frozenset[int] | None
    covenant_lots: frozenset[int]
    municipalities: frozenset[str] | None
    roles: frozenset[str] | None
    lot_kinds: frozenset[str] | None
    initiatives: frozenset[str] | None
    taking_part: frozenset[tuple[str, str]]
    """Pairs of an initiative and a provider that takes part in it."""
    providers: frozenset[str]
    terms: Terms
    documents: frozenset[str]

    @classmethod
    def of(
        cls,
        region: Region | None,
        providers: Sequence[Provider],
        initiatives: Sequence[Initiative] | None,
        documents: Sequence[DocumentSpec],
        unread: Collection[str],
    ) -> Known:
        """The names in these files; `unread` names providers and kinds of document that exist."""
        return cls(
            lots=frozenset(lot.number for lot in region.lots) if region else None,
            covenant_lots=_covenant_lots(region) if region else frozenset(),
            municipalities=frozenset(m.code for m in region.municipalities) if region else None,
            roles=frozenset(o.role for o in region.organisations) if region else None,
            lot_kinds=frozenset(k.kind for k in region.lot_kinds) if region else None,
            initiatives=None if initiatives is None else frozenset(i.id for i in initiatives),
            taking_part=frozenset((i.id, p) for i in initiatives or () for p in i.providers),
            providers=frozenset(p.id for p in providers) | frozenset(unread),
            terms=Terms(region),
            documents=frozenset(d.kind for d in documents) | frozenset(unread),
        )


def _covenant_lots(region: Region) -> frozenset[int]:
    values = (p.value for p in region.parameters.get(COVENANT_LOTS, ()))
    return frozenset(v for value in values if isinstance(value, tuple) for v in value if isinstance(v, int))
