"""The names of each place: those everybody has, those of an addressee, those of a signature page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly.addressee import grounds, named, provider_scope
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.in_common import Common
from akkoord.assembly.lots import scope_of_lot
from akkoord.assembly.scope import (
    ACCESSION_NAMES,
    ADDRESSEE_NAMES,
    AMENDED_NAMES,
    ORGANISATION_NAMES,
    PAGE_NAMES,
    ROW_NAMES,
    Scope,
)
from akkoord.assembly.values import Thing, Value
from akkoord.library import ClauseStatus, Edition, Library
from akkoord.spec import (
    AnnexList,
    DocumentSpec,
    Initiative,
    Municipality,
    MunicipalSigning,
    Organisation,
    Pack,
    Period,
    Provider,
    Rates,
    Region,
    SignaturePages,
    lists_by_kind,
    signers_of,
)


class Sources(Struct, frozen=True, dict=True):
    """What documents are assembled from. `providers` are all those of the region, in order of id.

    `rates` is None where the region has none. `pack` says which documents are annexes, None where none are;
    `alone` names kinds that it binds in and that are made as a document as well. `annexes` holds the
    list of annexes of each document that has one, in sources that are prepared.
    `model` is whether they are for a tender: then the one provider is nobody yet. `common` is what their texts have in
    common: the same in sources with the same clauses, of another edition too.
    """

    library: Library
    region: Region
    documents: Mapping[str, DocumentSpec]
    providers: tuple[Provider, ...] = ()
    rates: Rates | None = None
    initiatives: tuple[Initiative, ...] = ()
    pack: Pack | None = None
    alone: tuple[str, ...] = ()
    annexes: Mapping[str, AnnexList] = field(default_factory=dict[str, AnnexList])
    model: bool = False
    common: Common = field(default_factory=Common)

    @cached_property
    def _lists(self) -> Mapping[str, AnnexList]:
        return lists_by_kind(self.annexes.values())

    def list_of(self, kind: str) -> AnnexList | None:
        """The list of annexes of which `kind` is the document or an annex."""
        return self._lists.get(kind)

    def version_of(self, spec: DocumentSpec, edition: Edition) -> str:
        """The version of a document in `edition`; an annex that it does not name has that of its document."""
        listed = self.list_of(spec.kind)
        named = (spec.kind, spec.base, listed.main if listed is not None else spec.kind)
        return next((edition.documents[kind] for kind in named if kind in edition.documents), "")


class RegionParties(Struct, frozen=True):
    """The addressee of the region's own pack: its municipalities and its executive organisation."""


Recipient = Provider | RegionParties


class Party(Struct, frozen=True):
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
        fixed=edition.status is ClauseStatus.VASTGESTELD,
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
        ("document.titel", "document.korte_titel", "exemplaren", "gemeenten_tekenen", "versie"),
        "deze tekst hoort niet bij één document",
    )
    scope = scope.without(ACCESSION_NAMES, "alleen een document met `accession` heeft deze naam")
    scope = scope.without(AMENDED_NAMES, "alleen een document met `amends` heeft deze naam")
    scope = scope.without(ADDRESSEE_NAMES, "deze tekst is voor iedereen dezelfde")
    scope = replace(scope, rows={"gemeente": tuple(map(_municipality_row, region.municipalities))})
    scope = scope.without(ROW_NAMES, "deze naam bestaat alleen in een rij van een tabel")
    return scope.without(PAGE_NAMES, "alleen een ondertekeningspagina heeft deze naam")


def organisation_values(body: Organisation) -> dict[str, Value]:
    """What the names of the executive organisation are worth when that is `body`."""
    signers = signers_of(body.representatives)
    powers = grounds(signers, "uitvoeringsorganisatie.bevoegdheden")
    own = (powers, body.mailbox, body.short_name, body.name, tuple(map(named, signers)), body.seat)
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
            "exemplaren": region.signing.multilateral.value,
            "gemeenten_tekenen": municipal_signing(spec.signature_pages, region).value,
            "versie": version,
        }
    )
    if spec.lot is not None:
        scope = scope_of_lot(scope, spec.lot)
    if spec.instrument.shared:
        return scope.without(ADDRESSEE_NAMES, "dit document is voor alle partijen hetzelfde")
    return scope


def _municipality_row(town: Municipality) -> Mapping[str, Value]:
    return {
        "gemeente.code": town.code,
        "gemeente.functie": town.representative.function,
        "gemeente.grond": town.representative.ground,
        "gemeente.naam": town.name,
        "gemeente.volmacht": town.power_of_attorney,
    }


def page_scope(scope: Scope, party: Party, contractor: Contractor | None, digest: str) -> Scope:
    """`scope` with the names of a signature page; `contractor` is None for a party of the region."""
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
    if contractor is not None:
        return provider_scope(scope, contractor, party.role)
    none = tuple(n for n in ADDRESSEE_NAMES if n.startswith(("aanbieder.", "combinatie.")))
    scope = scope.without(none, "op de pagina van een partij van de regio is er geen aanbieder; gebruik `partij`")
    nothing: dict[str, Value] = {"namens_combinatie": False, "onderaannemers": (), "percelen": ()}
    return scope.with_values(nothing | {"percelen_met_naam": (), "toelating": False, "uitgestapt": False})


def municipal_signing(pages: SignaturePages | None, region: Region) -> MunicipalSigning:
    """How the municipalities sign: as the document says, else as the region profile does."""
    return (pages.municipal_signing if pages is not None else None) or region.signing.municipalities


def _things(municipalities: tuple[Municipality, ...]) -> tuple[Thing, ...]:
    return tuple(Thing(m.name) for m in municipalities)
