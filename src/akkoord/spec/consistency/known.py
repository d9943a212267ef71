"""The names a region's files may use; None for what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from akkoord.spec.contract import DocumentSpec
from akkoord.spec.provider import Initiative, Provider
from akkoord.spec.region import Region

COVENANT_LOTS = "convenant_percelen"
"""The parameter with the lots that bind a provider to the covenant (docs/formats.md)."""


@dataclass(frozen=True, slots=True)
class Known:
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
            documents=frozenset(d.kind for d in documents) | frozenset(unread),
        )


def _covenant_lots(region: Region) -> frozenset[int]:
    values = (p.value for p in region.parameters.get(COVENANT_LOTS, ()))
    return frozenset(v for value in values if isinstance(value, tuple) for v in value if isinstance(v, int))
