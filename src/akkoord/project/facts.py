"""Where the value of a name is written: the data row behind what a text prints."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from akkoord.assembly.scope import Scope
from akkoord.diagnostics import Span
from akkoord.library import Edition
from akkoord.project.content import RegionContent
from akkoord.spec import DocumentSpec, Provider

_OF_PROVIDER: Mapping[str, tuple[str, ...]] = {
    "aanbieder.adres": ("address",),
    "aanbieder.agb": ("agb",),
    "aanbieder.bevoegdheden": ("representatives",),
    "aanbieder.id": ("id",),
    "aanbieder.kvk": ("kvk",),
    "aanbieder.naam": ("legal_name",),
    "aanbieder.partijnaam": ("combination", "legal_name"),
    "aanbieder.rechtsvoorgangers": ("predecessors",),
    "aanbieder.rechtsvorm": ("legal_form",),
    "aanbieder.vertegenwoordigers": ("representatives",),
    "aanbieder.vestigingsplaats": ("seat",),
    "aanbieder.voorheen": ("predecessors",),
    "partij.kvk": ("kvk",),
    "partij.naam": ("combination", "legal_name"),
    "partij.rechtsvorm": ("legal_form",),
    "partij.vestigingsplaats": ("seat",),
}
"""The keys of a provider's file that hold the value of a name; the first that is there."""

_ROOTS_OF_PROVIDER: Mapping[str, tuple[str, ...]] = {
    "combinatie": ("combination",),
    "lid": ("combination",),
    "namens_combinatie": ("combination",),
    "onderaannemer": ("subcontractors",),
    "onderaannemers": ("subcontractors",),
    "percelen": ("lots",),
    "percelen_met_naam": ("lots",),
    "tekenaar": ("representatives",),
    "toelating": ("admission",),
    "toelating_volgt": ("admission",),
    "toetreding": ("admission",),
    "uitgestapt": ("exit",),
    "uitstap": ("exit",),
    "verlenging": ("extensions",),
}
"""The same for all names that begin with a word."""

_ROOTS_OF_REGION: Mapping[str, str] = {
    "exemplaren": "signing",
    "gemeente": "municipalities",
    "gemeenten": "municipalities",
    "gemeenten_groot": "municipalities",
    "gemeenten_klein": "municipalities",
    "gemeenten_tekenen": "signing",
    "percelen_van_soort": "lots",
    "regio": "name",
}
_ORGANISATION = "uitvoeringsorganisatie"
_OF_ORGANISATION: Mapping[str, str] = {
    "bevoegdheden": "representatives",
    "e_mail": "mailbox",
    "korte_naam": "short_name",
    "naam": "name",
    "vertegenwoordigers": "representatives",
    "vestigingsplaats": "seat",
}


class Facts(Struct, frozen=True):
    """Where names have their values in one edition of a region."""

    region: RegionContent
    edition: Edition

    def place(
        self, name: str, scope: Scope, spec: DocumentSpec | None, provider: Provider | None, page: str = ""
    ) -> Span | None:
        """Where the value of `name` is written; None for what is computed, or not there.

        `scope` holds the names of the document of `spec`; `provider` is the addressee, `page` the address of the
        signature page on which it stands, "" for the text before and for nowhere in particular.
        """
        root = name.partition(".")[0]
        if root == "partij" and provider is not None and page not in ("", page_of(provider.id)):
            return self._of_party(page)
        if name in scope.places:
            return scope.places[name]
        if name in _OF_PROVIDER or root in _ROOTS_OF_PROVIDER:
            return _of_provider(provider, _OF_PROVIDER.get(name) or _ROOTS_OF_PROVIDER[root])
        if name in ("editie", "editie_datum", "versie"):
            return self.edition.span
        if name in ("document.titel", "document.korte_titel") and spec is not None:
            return spec.place("title" if name == "document.titel" else "short_title")
        return self._of_region(name, root)

    def _of_party(self, page: str) -> Span | None:
        """A municipality or organisation of the region, by the address of its signature page."""
        region = self.region.region
        if region is None:
            return None
        towns = {page_of(f"gemeente-{town.code}"): town.span for town in region.municipalities}
        bodies = {page_of(body.id): body.span for body in region.organisations}
        return (towns | bodies).get(page)

    def _of_region(self, name: str, root: str) -> Span | None:
        region, pack, rates = self.region.region, self.region.pack, self.region.rates
        if region is None:
            return None
        if root in _ROOTS_OF_REGION:
            return region.place(_ROOTS_OF_REGION[root])
        if root == _ORGANISATION:
            body = region.organisation(_ORGANISATION, self.edition.date)
            key = f"organisations.{region.organisations.index(body)}" if body is not None else ""
            return region.places.get(f"{key}.{_OF_ORGANISATION.get(name.partition('.')[2], '')}") or region.place(key)
        if root == "verzending":
            sending = pack.sending(self.edition.id) if pack is not None else None
            return sending.span if sending is not None else None
        of_rates = root == "tarieven" or name.endswith((".hoger_tarief", ".tarieven_vanaf")) or ".index." in name
        if of_rates:
            current = rates.on(self.edition.date) if rates is not None else None
            return None if current is None else current.index.span if ".index." in name else current.span
        return region.place("lots") if root == "perceel" else None


def page_of(slug: str) -> str:
    """The address of the signature page of a party."""
    return f"pagina--{slug}"


def _of_provider(provider: Provider | None, keys: tuple[str, ...]) -> Span | None:
    if provider is None:
        return None
    return next((provider.places[key] for key in keys if key in provider.places), None)
