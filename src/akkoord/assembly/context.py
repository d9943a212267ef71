"""The names of each place: those everybody has, those of an addressee, those of a signature page."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.events import EVENT_NAMES, event_values
from akkoord.assembly.in_common import Common
from akkoord.assembly.lots import scope_of_lot
from akkoord.assembly.scope import (
    ACCESSION_NAMES,
    ADDRESSEE_NAMES,
    AMENDED_NAMES,
    COMBINATION_NAMES,
    ORGANISATION_NAMES,
    PAGE_NAMES,
    ROW_NAMES,
    Scope,
)
from akkoord.assembly.values import Thing, Value
from akkoord.library import ClauseStatus, Edition, Library
from akkoord.spec import (
    AnnexList,
    CombinationSigning,
    DocumentSpec,
    Initiative,
    Member,
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
    Subcontractor,
    signers_of,
)
from akkoord.tree import Blank


class Sources(Struct, frozen=True):
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

    def list_of(self, kind: str) -> AnnexList | None:
        """The list of annexes of which `kind` is the document or an annex."""
        return next((a for a in self.annexes.values() if kind == a.main or a.annex(kind) is not None), None)

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
    grounds = _grounds(signers, "uitvoeringsorganisatie.bevoegdheden")
    own = (grounds, body.mailbox, body.short_name, body.name, tuple(map(_named, signers)), body.seat)
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


NO_GROUND = "grond van de bevoegdheid"
"""What stands between brackets where it is not recorded on what ground somebody signs."""

BLANKS: Mapping[str, Blank] = {
    name: Blank(label, name)
    for name, label in {
        "aanbieder.adres": "adres van de aanbieder",
        "aanbieder.agb": "AGB-code",
        "aanbieder.bevoegdheden": NO_GROUND,
        "aanbieder.id": "kenmerk van de aanbieder",
        "aanbieder.kvk": "KvK-nummer",
        "aanbieder.naam": "naam van de aanbieder",
        "aanbieder.partijnaam": "naam van de aanbieder",
        "aanbieder.rechtsvorm": "rechtsvorm van de aanbieder",
        "aanbieder.vertegenwoordigers": "naam en functie van wie tekent",
        "aanbieder.vestigingsplaats": "vestigingsplaats",
    }.items()
}
"""What a tender model leaves to be filled in."""

BLANK_SIGNER: Mapping[str, Blank] = {
    name: Blank(label, name)
    for name, label in {
        "tekenaar.bevoegdheid": "alleen of gezamenlijk bevoegd",
        "tekenaar.functie": "functie",
        "tekenaar.grond": NO_GROUND,
        "tekenaar.hoedanigheid": "hoedanigheid",
        "tekenaar.naam": "naam",
        "tekenaar.partij": "naam van de aanbieder",
    }.items()
}
"""The same of who signs for the provider: one row, to be repeated by whoever fills it in."""


def provider_scope(scope: Scope, contractor: Contractor, role: str = "") -> Scope:
    """`scope` with the names of a provider; without `rol` as long as `role` is "".

    A role follows from the documents a provider gets, so what decides that cannot use it.
    """
    provider = contractor.provider
    address, signers = provider.address, signers_of(provider.representatives)
    if not role:
        scope = scope.without(("rol",), "de rol volgt uit de documenten die een aanbieder krijgt")
    engaged = tuple(s for s in provider.subcontractors if s.engaged_on(contractor.day))
    rows = {
        "lid": tuple(_member_row(m, record, contractor) for m, record in contractor.members),
        "onderaannemer": tuple(map(_subcontractor_row, engaged)),
        "tekenaar": tuple(row for one in contractor.signing for row in _signer_rows(one)),
    }
    rows |= {"tekenaar": (BLANK_SIGNER,)} if contractor.unknown else {}
    scope = replace(scope, addressee=provider.id, rows={**scope.rows, **rows})
    events = event_values(provider, scope.period, scope.initiative_names)
    none = tuple(n for n in EVENT_NAMES if n not in events)
    scope = scope.without(none, "de aanbieder heeft deze gebeurtenis in deze editie niet")
    values: dict[str, Value] = {"rol": role} if role else {}
    values |= {
        "aanbieder.adres": f"{address.street}, {address.postcode} {address.place}",
        "aanbieder.agb": provider.agb,
        "aanbieder.bevoegdheden": _grounds(signers, "aanbieder.bevoegdheden"),
        "aanbieder.id": provider.id,
        "aanbieder.kvk": provider.kvk,
        "aanbieder.naam": provider.legal_name,
        "aanbieder.partijnaam": contractor.name,
        "aanbieder.rechtsvoorgangers": contractor.came_after(),
        "aanbieder.rechtsvorm": provider.legal_form,
        "aanbieder.vertegenwoordigers": tuple(map(_named, signers)),
        "aanbieder.vestigingsplaats": provider.seat,
        "aanbieder.voorheen": contractor.former_names(),
        "namens_combinatie": contractor.combination is not None,
        "onderaannemers": tuple(s.legal_name for s in engaged),
        "percelen": provider.lots,
        "percelen_met_naam": tuple(_lot(n, scope.lot_names.get(n, "")) for n in provider.lots),
    }
    values |= BLANKS if contractor.unknown else {}
    return _combination_scope(scope.with_values(values | events), contractor)


def _combination_scope(scope: Scope, contractor: Contractor) -> Scope:
    whole = contractor.combination
    if whole is None:
        return scope.without(COMBINATION_NAMES, "deze aanbieder handelt hier niet voor een combinatie")
    values: dict[str, Value] = {
        "combinatie.grond": whole.ground,
        "combinatie.hoofdelijk": whole.joint,
        "combinatie.leden": tuple(record.legal_name for _, record in contractor.members),
        "combinatie.naam": whole.name,
        "combinatie.ondertekening": "leden" if whole.signing is CombinationSigning.MEMBERS else "penvoerder",
        "combinatie.penvoerder": contractor.provider.legal_name,
        "combinatie.vanaf": whole.valid_from,
    }
    if whole.power_of_attorney:
        values["combinatie.volmacht"] = whole.power_of_attorney
    else:
        scope = scope.without(("combinatie.volmacht",), "alle leden tekenen, er is geen volmacht")
    return scope.with_values(values)


def _member_row(member: Member, record: Provider, contractor: Contractor) -> Mapping[str, Value]:
    return {
        "lid.kvk": record.kvk,
        "lid.naam": record.legal_name,
        "lid.percelen": member.lots,
        "lid.rechtsvorm": record.legal_form,
        "lid.rol": "penvoerder" if record.id == contractor.provider.id else "lid",
        "lid.vestigingsplaats": record.seat,
    }


def _municipality_row(town: Municipality) -> Mapping[str, Value]:
    return {
        "gemeente.code": town.code,
        "gemeente.functie": town.representative.function,
        "gemeente.grond": town.representative.ground,
        "gemeente.naam": town.name,
        "gemeente.volmacht": town.power_of_attorney,
    }


def _signer_rows(party: Provider) -> tuple[Mapping[str, Value], ...]:
    signing = signers_of(party.representatives)
    return tuple(_signer_row(one, party, signs=one in signing) for one in party.representatives)


def _signer_row(signer: Representative, party: Provider, *, signs: bool) -> Mapping[str, Value]:
    """The row of a representative; who signs on no ground that is recorded has a place to fill it in."""
    return {
        "tekenaar.bevoegdheid": "gezamenlijk bevoegd" if signer.power == "joint" else "alleen bevoegd",
        "tekenaar.functie": signer.function,
        "tekenaar.grond": signer.ground or (BLANK_SIGNER["tekenaar.grond"] if signs else ""),
        "tekenaar.hoedanigheid": signer.capacity,
        "tekenaar.naam": signer.name or "bekend bij ondertekening",
        "tekenaar.partij": party.legal_name,
    }


def _subcontractor_row(one: Subcontractor) -> Mapping[str, Value]:
    begin = dutch.long_date(one.valid_from)
    return {
        "onderaannemer.aangemeld": one.notified_on,
        "onderaannemer.besluit": one.ground,
        "onderaannemer.jeugdhulp": one.services,
        "onderaannemer.kvk": one.kvk,
        "onderaannemer.naam": one.legal_name,
        "onderaannemer.percelen": one.lots,
        "onderaannemer.periode": f"vanaf {begin}"
        if one.valid_until is None
        else f"van {begin} tot en met {dutch.long_date(one.valid_until)}",
        # Only who was approved by the date of the edition is in a row.
        "onderaannemer.toestemming": one.approved_on or one.notified_on,
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


def _named(signer: Representative) -> str:
    """A signatory with the function; who it is may be known at signing only."""
    return f"{signer.name} ({signer.function})" if signer.name else f"de {signer.function}"


def _grounds(signers: tuple[Representative, ...], name: str) -> tuple[str, ...] | Blank:
    """On what grounds they sign; a place to fill in, for the value `name`, when one of them has none."""
    if any(not r.ground for r in signers):
        return Blank(NO_GROUND, name)
    return tuple(dict.fromkeys(r.ground for r in signers))


def _lot(number: int, name: str) -> str:
    return f"{number} ({name})" if name else str(number)


def _things(municipalities: tuple[Municipality, ...]) -> tuple[Thing, ...]:
    return tuple(Thing(m.name) for m in municipalities)
