"""The packs of one edition: first what each has and rests on, then its documents, assembled where they do not stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import Agenda, Dependence, Prepared, agenda_of
from akkoord.project.batches import Order, ordered
from akkoord.project.contract_register import calendar_of
from akkoord.project.placed_kinds import PlacedKind, placed_kinds, with_amending
from akkoord.project.planned import PlannedPack
from akkoord.project.readiness import signing_facts, with_readiness
from akkoord.project.whole_packs import WholePacks, standing_documents
from akkoord.spec import Provider
from akkoord.tree.recent import turn_all

if TYPE_CHECKING:
    from akkoord.project.planner import Planner

TURN = 24
"""When so many packs were assembled, what neither these nor the ones before asked for goes (see `Recent`)."""


class PlacedPack(Struct, frozen=True):
    """A pack of which no text is assembled: its provider, its kinds of document, and the digest of all it rests on.

    `standing` is the status of one that stands as a whole, None for any other.
    """

    name: str
    provider: Provider | None
    kinds: tuple[PlacedKind, ...]
    key: str
    standing: str | None


class PackPlanning(Struct):
    """Plans the packs of an edition with these `digests` of the PDFs that texts cite, None while not known."""

    planner: Planner
    prepared: Prepared
    dependence: Dependence
    digests: Mapping[str, str] | None
    whole: WholePacks | None
    agenda: Agenda
    _assembled: int = 0

    @classmethod
    def of(cls, planner: Planner, digests: Mapping[str, str] | None) -> PackPlanning:
        """What the packs of the edition of `planner` share; what is found in it is told to the planner."""
        dependence = planner.begun(digests)
        prepared, whole = dependence.prepared, None
        if planner.standing is not None and not planner.model and digests is not None:
            whole = WholePacks(planner, planner.standing, prepared, dependence, digests)
        return cls(planner, prepared, dependence, digests, whole, agenda_of(prepared.sources, planner.edition))

    def names(self, order: Order) -> list[str]:
        """The packs that are asked for."""
        return ordered(self.prepared, self.planner.asked(), order, partial(self.planner.asks, self.prepared))

    def placed(self, name: str, *, whole: bool = True) -> PlacedPack:
        """A pack before anything of it is assembled; what is found on the way is told to the planner.

        Without `whole` it is not looked at whether it stands as a whole, because it is known that it does not.
        """
        planner = self.planner
        provider = self.prepared.model or planner.region_content.providers.get(name)
        kinds = placed_kinds(planner, self.prepared, name, provider)
        keys = self.whole if whole and provider is not None else None
        key = keys.key(name, provider, kinds) if keys is not None and provider is not None else ""
        standing = planner.standing.whole(planner.path(name), key) if planner.standing is not None else None
        return PlacedPack(name, provider, kinds, key, standing)

    def planned(self, placed: PlacedPack) -> PlannedPack:
        """A pack with its documents."""
        planner, prepared, name, provider = self.planner, self.prepared, placed.name, placed.provider
        who = prepared.name_of(provider) if provider else ""
        edition = planner.edition
        of = (planner.path(name), planner.folder, edition.id, edition.date.isoformat(), name, who)
        if placed.standing is not None and planner.standing is not None:
            there = tuple(standing_documents(placed.kinds, planner.standing.files(planner.path(name))))
            return PlannedPack(*of, there, key=placed.key, standing=placed.standing)
        self._assembled += 1
        if self._assembled % TURN == 0:
            turn_all()  # of what packs have in common, what the last ones did not have is let go
        party = None if name == planner.pack.region_pack else provider
        kinds = with_amending(planner, prepared, party, self.digests, placed.kinds)
        documents = tuple(planner.documents(prepared, kinds, party, self.digests))
        notice = next((d.made.notice for d in documents if d.there and d.made and d.made.notice is not None), "")
        own = provider if not planner.model and any(d.row.present for d in documents) else None
        files = calendar_of(self.agenda, planner.folder, own) if own is not None else {}
        signing = None if planner.model else signing_facts(planner, prepared, name, provider, documents, notice)
        anew = partial(replace(planner, standing=None).documents, prepared, kinds, party, self.digests)
        documents = with_readiness(documents, signing, anew)
        return PlannedPack(*of, documents, notice, files, signing, placed.key)
