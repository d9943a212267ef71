"""The names of each place: those everybody has, those of an addressee, those of a signature page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from akkoord.assembly.events import EVENT_NAMES, event_values
from akkoord.assembly.scope import ADDRESSEE_NAMES, ORGANISATION_NAMES, PAGE_NAMES, Scope
from akkoord.assembly.values import Thing, Value
from akkoord.library import Edition, Library
from akkoord.spec import (
    DocumentSpec,
    Initiative,
    Instrument,
    Municipality,
    MunicipalSigning,
    Organisation,
    Pack,
    Period,
    Provider,
    Rates,
    Region,
    Representative,
    SignaturePages,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What documents are assembled from. `providers` are all those of the region, in order of id.

    `rates` is None where the region has none, `pack` where it cannot be read.
    """

    library: Library
    region: Region
    documents: Mapping[str, DocumentSpec]
    providers: tuple[Provider, ...] = ()
    rates: Rates | None = None
    initiatives: tuple[Initiative, ...] = ()
    pack: Pack | None = None


@dataclass(frozen=True, slots=True)
class RegionParties:
    """The addressee of the region's own pack: its municipalities and its executive organisation."""


Recipient = Provider | RegionParties


@dataclass(frozen=True, slots=True)
class Party:
    """A party as its signature page names it; a field is "" where it does not apply.

    `slug` is ascii and stable: the provider's id, `gemeente-0148`, the organisation's id.
    """

    slug: str
    name: str
    role: str
    legal_form: str = ""
    seat: str = ""
    kvk: str = ""


def region_scope(region: Region, edition: Edition, period: Period, initiatives: tuple[Initiative, ...] = ()) -> Scope:
    """The names everybody has, without parameters and without those of one document."""
    sizes = {
        "gemeenten": region.municipalities,
        "gemeenten_groot": tuple(m for m in region.municipalities if m.size == "groot"),
        "gemeenten_klein": tuple(m for m in region.municipalities if m.size == "klein"),
    }
    values: dict[str, Value] = {name: _things(towns) for name, towns in sizes.items()}
    values |= {"regio": region.name, "editie": edition.id, "editie_datum": edition.date}
    scope = Scope(
        values,
        lot_names={lot.number: lot.name for lot in region.lots},
        initiative_names={initiative.id: initiative.name for initiative in initiatives},
        period=period,
    )
    body = region.organisation("uitvoeringsorganisatie", edition.date)
    if body is None:
        reason = f"op {edition.date} heeft geen organisatie de rol `uitvoeringsorganisatie`"
        scope = scope.without(ORGANISATION_NAMES, reason)
    else:
        scope = scope.with_values(organisation_values(body), frozenset(("uitvoeringsorganisatie.e_mail",)))
    scope = scope.without(
        ("document.titel", "document.korte_titel", "gemeenten_tekenen", "versie"),
        "deze tekst hoort niet bij één document",
    )
    scope = scope.without(ADDRESSEE_NAMES, "deze tekst is voor iedereen dezelfde")
    return scope.without(PAGE_NAMES, "alleen een ondertekeningspagina heeft deze naam")


def organisation_values(body: Organisation) -> dict[str, Value]:
    """What the names of the executive organisation are worth when that is `body`."""
    signers = signers_of(body.representatives)
    own = (_grounds(signers), body.mailbox, body.short_name, body.name, tuple(map(_named, signers)), body.seat)
    return dict(zip(ORGANISATION_NAMES, own, strict=True))


def with_sending(scope: Scope, pack: Pack | None, edition: Edition) -> Scope:
    """`scope` with the names of when the packs of the edition are sent."""
    sending = pack.sending(edition.id) if pack is not None else None
    if sending is None:
        reason = f"bij `sendings` in `pack.yaml` staat geen verzending van editie `{edition.id}`"
        return scope.with_values({"verzending.bekend": False}).without(
            ("verzending.datum", "verzending.retour_uiterlijk"), reason
        )
    return scope.with_values(
        {
            "verzending.bekend": True,
            "verzending.datum": sending.sent_on,
            "verzending.retour_uiterlijk": sending.return_by,
        }
    )


def document_scope(shared: Scope, spec: DocumentSpec, region: Region, version: str, titles: tuple[str, str]) -> Scope:
    """The names of one document, the same for every addressee; `titles` are the full and the short one."""
    title, short_title = titles
    scope = shared.with_values(
        {
            "document.korte_titel": short_title,
            "document.titel": title,
            "gemeenten_tekenen": municipal_signing(spec.signature_pages, region).value,
            "versie": version,
        }
    )
    if spec.instrument is Instrument.MULTILATERAL:
        return scope.without(ADDRESSEE_NAMES, "dit document is voor alle partijen hetzelfde")
    return scope


def provider_scope(scope: Scope, provider: Provider, role: str = "") -> Scope:
    """`scope` with the names of `provider`; without `rol` as long as `role` is "".

    A role follows from the documents a provider gets, so what decides that cannot use it.
    """
    address, signers = provider.address, signers_of(provider.representatives)
    if role:
        scope = scope.with_values({"rol": role})
    else:
        scope = scope.without(("rol",), "de rol volgt uit de documenten die een aanbieder krijgt")
    scope = replace(scope, addressee=provider.id)
    events = event_values(provider, scope.period, scope.initiative_names)
    scope = scope.with_values(
        {
            "aanbieder.adres": f"{address.street}, {address.postcode} {address.place}",
            "aanbieder.agb": provider.agb,
            "aanbieder.bevoegdheden": _grounds(signers),
            "aanbieder.id": provider.id,
            "aanbieder.kvk": provider.kvk,
            "aanbieder.naam": provider.legal_name,
            "aanbieder.rechtsvorm": provider.legal_form,
            "aanbieder.vertegenwoordigers": tuple(map(_named, signers)),
            "aanbieder.vestigingsplaats": provider.seat,
            "percelen": provider.lots,
            "percelen_met_naam": tuple(_lot(n, scope.lot_names.get(n, "")) for n in provider.lots),
        }
    )
    none = tuple(n for n in EVENT_NAMES if n not in events)
    return scope.with_values(events).without(none, "de aanbieder heeft deze gebeurtenis in deze editie niet")


def page_scope(scope: Scope, party: Party, provider: Provider | None, digest: str) -> Scope:
    """`scope` with the names of a signature page; `provider` is None for a party of the region."""
    values: dict[str, Value] = {
        "inhoud_digest": digest,
        "partij.kvk": party.kvk,
        "partij.naam": party.name,
        "partij.rechtsvorm": party.legal_form,
        "partij.rol": party.role,
        "partij.vestigingsplaats": party.seat,
        "rol": party.role,
    }
    optional = frozenset(("partij.kvk", "partij.rechtsvorm", "partij.vestigingsplaats"))
    scope = scope.with_values(values, optional)
    if provider is not None:
        return provider_scope(scope, provider, party.role)
    none = tuple(n for n in ADDRESSEE_NAMES if n.startswith("aanbieder."))
    scope = scope.without(none, "op de pagina van een partij van de regio is er geen aanbieder; gebruik `partij`")
    return scope.with_values({"percelen": (), "percelen_met_naam": (), "toelating": False, "uitgestapt": False})


def municipal_signing(pages: SignaturePages | None, region: Region) -> MunicipalSigning:
    """How the municipalities sign: as the document says, else as the region profile does."""
    return (pages.municipal_signing if pages is not None else None) or region.municipal_signing


def signers_of(representatives: tuple[Representative, ...]) -> tuple[Representative, ...]:
    """All who are jointly authorised, else the one of the lowest rank who can sign alone; order of rank."""
    ranked = sorted(representatives, key=lambda r: r.rank)
    joint = tuple(r for r in ranked if r.power == "joint")
    return joint or tuple(ranked[:1])


def _named(signer: Representative) -> str:
    """A signatory with the function; who it is may be known at signing only."""
    return f"{signer.name} ({signer.function})" if signer.name else f"de {signer.function}"


def _grounds(signers: tuple[Representative, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.ground for r in signers if r.ground))


def _lot(number: int, name: str) -> str:
    return f"{number} ({name})" if name else str(number)


def _things(municipalities: tuple[Municipality, ...]) -> tuple[Thing, ...]:
    return tuple(Thing(m.name) for m in municipalities)
