"""Which lots a provider holds, and whether it takes part in the covenant, worked out apart from the documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from akkoord.spec import Provider


def lots_on(provider: Provider, day: date) -> frozenset[int]:
    """The lots of a provider on a day, in whatever agreement they stand; not those that come to it later."""
    later = {lot for before in provider.predecessors if before.effective_on > day for lot in before.lots}
    return frozenset(provider.lots) - later


def shared_lots(provider: Provider, leads: Iterable[Provider], day: date) -> frozenset[int]:
    """The lots that a provider holds as a member of a combination of which another, one of the `leads`, is the lead."""
    return frozenset(
        lot
        for lead in leads
        if lead.id != provider.id and lead.combination is not None
        for member in lead.combination.members_on(day)
        if member.provider == provider.id
        for lot in member.lots
    )


def has_left(provider: Provider, day: date) -> bool:
    """Whether the provider had stepped out of the covenant before a day."""
    return provider.exit is not None and provider.exit.date < day
