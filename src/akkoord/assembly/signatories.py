"""Who signs: the parties of a document, and a place to sign for each signatory in one capacity."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.addressee import NO_GROUND
from akkoord.assembly.context import Party, municipal_signing
from akkoord.assembly.contractor import Contractor
from akkoord.assembly.findings import Findings
from akkoord.assembly.slots import checked
from akkoord.diagnostics import Span, error
from akkoord.library import Edition
from akkoord.spec import (
    ClauseUse,
    CombinationSigning,
    Municipality,
    MunicipalSigning,
    Organisation,
    Provider,
    Region,
    Representative,
    SignaturePages,
    signers_of,
)
from akkoord.tree import Blank, SignatureBlock, SignatureRow

_AT_THE_HEAD = frozenset(("Plaats", "Datum"))


class Signing(Struct, frozen=True):
    """A party that signs a document, the clause of its page, and its places to sign.

    `contractor` is None for a party of the region.
    """

    party: Party
    use: ClauseUse
    blocks: tuple[SignatureBlock, ...]
    contractor: Contractor | None = None


class SigningPlaces(Struct, frozen=True):
    """Makes the places to sign of one kind of document."""

    kind: str
    findings: Findings

    def of(
        self, party: Party, representatives: tuple[Representative, ...], place: Span, membership: str = ""
    ) -> tuple[SignatureBlock, ...]:
        """A place for each who signs for a party; `place` is where the finding goes when nobody can.

        `membership` says for which combination the party signs, "" when it signs for itself.
        """
        whole = (("Namens", membership, place),) if membership else ()
        return tuple(
            self.block(party, n, signer, (*whole, ("Hoedanigheid", _capacity(signer), signer.span)))
            for n, signer in enumerate(self.signers(party, representatives, place), 1)
        )

    def of_letter(
        self, party: Party, representatives: tuple[Representative, ...], place: Span
    ) -> tuple[SignatureBlock, ...]:
        """The same under a letter, which has its place and date at its head."""
        return tuple(
            replace(block, rows=tuple(row for row in block.rows if row.label not in _AT_THE_HEAD))
            for block in self.of(party, representatives, place)
        )

    def signers(
        self, party: Party, representatives: tuple[Representative, ...], place: Span
    ) -> tuple[Representative, ...]:
        """Who signs for a party, with an error when nobody can."""
        signers = signers_of(representatives)
        if not signers:
            self._nobody(party, place)
        return signers

    def _nobody(self, party: Party, place: Span) -> None:
        message = f"niemand kan voor {party.name} tekenen; verwacht: minstens één vertegenwoordiger"
        self.findings.add(error("SIG002", message, place, "voeg iemand toe bij `representatives`"))

    def block(
        self, party: Party, number: int, signer: Representative, capacities: tuple[tuple[str, str, Span], ...]
    ) -> SignatureBlock:
        """The place of one signatory; `capacities` are rows with their places."""

        def clean(text: str, what: str, place: Span = signer.span) -> str:
            return checked(text, what, place, self.findings)

        name, function = clean(signer.name, "de naam"), clean(signer.function, "de functie")
        rows = (
            SignatureRow("Naam", name),
            SignatureRow("Functie", function),
            *(SignatureRow(label, clean(text, "de hoedanigheid", place)) for label, text, place in capacities),
            SignatureRow("Plaats"),
            SignatureRow("Datum"),
            SignatureRow("Handtekening"),
        )
        heading = clean(party.name, "de naam van de partij")
        whose = f" van {name}" if name else ""
        in_function = f" ({function})" if function and not name else ""
        return SignatureBlock(
            heading,
            rows,
            f"{self.kind}-{party.slug}-{number}",
            f"Handtekening{whose} namens {heading}{in_function}",
            f"handtekening--{party.slug}-{number}",
            signer.span,
        )


class Signatories(Struct, frozen=True):
    """Finds the parties of one kind of document."""

    kind: str
    pages: SignaturePages
    region: Region
    edition: Edition
    findings: Findings

    @property
    def places(self) -> SigningPlaces:
        """The places to sign in this kind of document."""
        return SigningPlaces(self.kind, self.findings)

    def provider(self, contractor: Contractor, role: str) -> Iterator[Signing]:
        """The provider's own page, when the document has one; for a combination that of each who signs for it."""
        if self.pages.provider is None:
            return
        for signer in contractor.signing:
            party = Party(signer.id, signer.legal_name, role, signer.legal_form, signer.seat, signer.kvk)
            blocks = self.places.of(party, signer.representatives, signer.span, _as_member(contractor, signer))
            own = contractor if signer.id == contractor.provider.id else Contractor(signer, contractor.day)
            yield Signing(party, self.pages.provider, blocks, own)

    @property
    def by_power(self) -> bool:
        """Whether one signs for all municipalities: as the document says, else the region profile."""
        return municipal_signing(self.pages, self.region) is MunicipalSigning.VOLMACHT

    def of_region(self) -> Iterator[Signing]:
        """The pages of the municipalities, in the order of the region profile, then of the organisation."""
        if self.pages.municipality is not None:
            if self.by_power:
                yield from self._by_power(self.pages.municipality)
            else:
                yield from (self._municipality(m, self.pages.municipality) for m in self.region.municipalities)
        body = self._organisation()
        if body is not None and self.pages.organisation is not None:
            party = Party(body.id, body.name, "rsj", seat=body.seat, kvk=body.kvk)
            yield Signing(party, self.pages.organisation, self.places.of(party, body.representatives, body.span))

    def _municipality(self, municipality: Municipality, use: ClauseUse) -> Signing:
        party = Party(f"gemeente-{municipality.code}", f"Gemeente {municipality.name}", "gemeente")
        return Signing(party, use, self.places.of(party, (municipality.representative,), municipality.span))

    def _organisation(self) -> Organisation | None:
        """The organisation that signs on the edition's date; an error when the document needs one and there is none."""
        pages = self.pages
        if pages.organisation is None and not (self.by_power and pages.municipality is not None):
            return None
        role = pages.organisation_role or "uitvoeringsorganisatie"
        body = self.region.organisation(role, self.edition.date)
        if body is None:
            message = f"op {self.edition.date} heeft geen organisatie de rol `{role}`; verwacht: een die tekent"
            hint = "voeg bij `organisations` in het regioprofiel de organisatie van die datum toe"
            self.findings.add(error("SIG001", message, pages.span, hint))
        return body

    def _by_power(self, use: ClauseUse) -> Iterator[Signing]:
        """One place to sign for all municipalities, by whoever holds their powers: the executive organisation."""
        body = self._organisation()
        if body is None:
            return
        towns = self.region.municipalities
        party = Party("gemeenten", "Gemeenten " + dutch.joined(tuple(m.name for m in towns), "en"), "gemeente")
        powers = tuple((m.name, m.power_of_attorney or _capacity(m.representative), m.span) for m in towns)
        signers = self.places.signers(party, body.representatives, body.span)
        whose = f"voor {body.name}, gevolmachtigde van deze gemeenten"
        blocks = tuple(
            self.places.block(party, n, signer, (("Hoedanigheid", whose, signer.span), *powers))
            for n, signer in enumerate(signers, 1)
        )
        yield Signing(party, use, blocks)


def _as_member(contractor: Contractor, signer: Provider) -> str:
    """For which combination `signer` signs and in what place in it; "" where it signs for itself."""
    whole = contractor.combination
    if whole is None:
        return ""
    if whole.signing is CombinationSigning.MEMBERS:
        return f"{contractor.name}, als {'penvoerder' if signer.id == contractor.provider.id else 'lid'}"
    others = tuple(record.legal_name for _, record in contractor.members if record.id != signer.id)
    joined = dutch.joined(others, "en")
    return f"{contractor.name}, als penvoerder, mede voor {joined} krachtens {whole.power_of_attorney}"


def _capacity(signer: Representative) -> str:
    """On whose behalf and on what ground, in one line; a mark in brackets where no ground is recorded."""
    ground = signer.ground or Blank(NO_GROUND, "tekenaar.grond").text
    if signer.ground and not ground.casefold().startswith(("op grond van", "krachtens")):
        ground = f"op grond van {ground}"
    return ", ".join(p for p in (signer.capacity, ground) if p)
