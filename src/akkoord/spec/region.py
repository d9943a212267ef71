"""The region profile as a value: `contracts/<region>/region.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.diagnostics import Placed, Span
from akkoord.spec.checks import RuleSettings
from akkoord.spec.governance import Governance
from akkoord.spec.period import ALWAYS, Period
from akkoord.tree.expression import Expression


class ReferenceStyle(StrEnum):
    """How a place is cited."""

    LID = "lid"
    """artikel 3 lid 2 onder a"""
    AANWIJZINGEN = "aanwijzingen"
    """artikel 3, tweede lid, onder a (Aanwijzingen voor de regelgeving 3.29)"""


class MunicipalSigning(StrEnum):
    """How the municipalities sign."""

    VOLMACHT = "volmacht"
    """One block that names all municipalities and each power."""
    AFZONDERLIJK = "afzonderlijk"
    """A block for each municipality."""


class MultilateralSigning(StrEnum):
    """How the parties sign a text that is one for all of them."""

    COUNTERPARTS = "counterparts"
    """Each party a page of its own, behind its own copy; complete when all are back."""
    SINGLE_FILE = "single-file"
    """All parties on one file, one after another."""


class SigningRoute(StrEnum):
    """How a pack is signed."""

    DIGITAL = "digital"
    """In signature fields, on one original file; nobody initials pages."""
    PAPER = "paper"
    """By hand, on one original for each party, with initials on every page."""


class SignatureLevel(StrEnum):
    """What an electronic signature must at least be (eIDAS regulation, articles 3 and 25 to 28)."""

    SIMPLE = "simple"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"


class SeedValues(StrEnum):
    """Whether a signature field asks for a kind of signature: not at all, as advice, or as a demand.

    Some signing services refuse a field with demands.
    """

    NONE = "none"
    ADVISED = "advised"
    REQUIRED = "required"


class PadesLevel(StrEnum):
    """The least that a signature must hold to be judged by later (ETSI EN 319 142-1); B-T has a trusted time."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


class Seal(Struct, frozen=True):
    """The seal of the region: whose it is, and the SHA-256 of each certificate that it has or had."""

    holder: str
    certificates: tuple[str, ...]


class SigningProfile(Struct, frozen=True):
    """How the packs of a region are signed.

    `names_at_signing` lets the name of a signatory be filled in at signing; otherwise a pack without it is not ready.
    A register extract is no older than `register_extract_months` when the pack is sent; None sets no limit.
    `pades` is the least that a signature is by its form, `seal` with what the region certifies at sending.
    """

    LATER = frozenset({"multilateral"})
    """What counts in a digest of this only where it is not the default: the digests of others stay what they were."""

    municipalities: MunicipalSigning
    route: SigningRoute = SigningRoute.DIGITAL
    level: SignatureLevel = SignatureLevel.ADVANCED
    seed_values: SeedValues = SeedValues.NONE
    names_at_signing: bool = False
    register_extract_months: int | None = None
    pades: PadesLevel = PadesLevel.B_B
    seal: Seal | None = None
    one_sided: tuple[tuple[str, str], ...] = ()
    """The clauses that the region may change without a new signature, each with the ground on which it may."""
    multilateral: MultilateralSigning = MultilateralSigning.COUNTERPARTS


class ArchiveProfile(Struct, frozen=True):
    """What the archive of a region says of its contracts: who made them, and who may see them.

    `disposal` is "keep" or "destroy", the latter after `retention_years` (0 for a term that is not set here).
    """

    creator: str
    restriction: str
    disposal: str
    retention_years: int = 0


ParameterValue: TypeAlias = str | int | bool | Decimal | date | tuple[str | int, ...]


class Parameter(Struct, frozen=True):
    """A fact of the region that clauses print.

    `path` is its dotted name. Exactly one of `value` and `derived` is set: `derived` is
    an expression over other parameters. `asserts` is an expression, or a reference
    `document#clause`, whose outcome is printed instead and must equal `value` (DESIGN law
    "one source per fact"); a difference is an error. `period` is when it has this value,
    `change` the ground on which it differs from the value before.
    """

    path: tuple[str, ...]
    value: ParameterValue | None
    span: Span
    derived: Expression | None = None
    asserts: str = ""
    source: str = ""
    change: str = ""
    period: Period = ALWAYS


class Address(Struct, frozen=True):
    """A postal address in the Netherlands; `street` may be a post office box."""

    street: str
    postcode: str
    place: str


class Representative(Struct, frozen=True):
    """Who signs for a party. `name` "" is filled in at signing, where the region allows that.

    `power` is "sole" or "joint"; `capacity` says on behalf of whom and `ground` on what
    ground (statutes, volmacht with date, Gemeentewet 171). `evidence` is the document that shows the power,
    `evidence_on` its date. `email` is for the signing service alone and never printed.
    """

    name: str
    function: str
    span: Span
    power: str = "sole"
    rank: int = 1
    capacity: str = ""
    ground: str = ""
    email: str = ""
    evidence: str = ""
    evidence_on: date | None = None


def signers_of(representatives: tuple[Representative, ...]) -> tuple[Representative, ...]:
    """All who are jointly authorised, else the one of the lowest rank who can sign alone; order of rank."""
    ranked = sorted(representatives, key=lambda r: r.rank)
    joint = tuple(r for r in ranked if r.power == "joint")
    return joint or tuple(ranked[:1])


class Municipality(Struct, frozen=True):
    """A municipality: `code` is the four-digit CBS code, `size` "groot" or "klein".

    `power_of_attorney` says by what power another signs for it, "" when it gave none, `power_of_attorney_on` its
    date. `decided_on` is when its college decided to enter into the agreements. `inhabitants` is 0 where the
    profile does not say; the size never follows from it.
    """

    code: str
    name: str
    size: str
    representative: Representative
    span: Span
    power_of_attorney: str = ""
    inhabitants: int = 0
    power_of_attorney_on: date | None = None
    decided_on: date | None = None


class Organisation(Struct, frozen=True):
    """A body of the region in a role, from and until a date (both included).

    `address` and `mailbox` (of a function, never of a person) are for letters, None and "" when it sends none.
    """

    id: str
    role: str
    name: str
    short_name: str
    valid_from: date
    representatives: tuple[Representative, ...]
    span: Span
    valid_until: date | None = None
    successor: str = ""
    ground: str = ""
    seat: str = ""
    kvk: str = ""
    address: Address | None = None
    mailbox: str = ""


class LotKind(Struct, frozen=True):
    """A sort of help, and the units in which it is counted and paid."""

    kind: str
    units: tuple[str, ...]
    span: Span


class Lot(Struct, frozen=True):
    """A perceel. `example` marks name and amounts that are example data; `kinds` are the sorts of help in it.

    `starts_on` is its first day where that is not the one of the contracts, `separate` why it is bought in another
    way, `aliases` the other names it had. `statements` are the kinds of statement that it needs to be signed.
    """

    number: int
    name: str
    span: Span
    example: bool = True
    kinds: tuple[str, ...] = ()
    starts_on: date | None = None
    separate: str = ""
    aliases: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Addressee(Struct, frozen=True):
    """How a multilateral text names those a condition is for (DESIGN, instruments)."""

    when: Expression
    label: str
    span: Span


class Region(Placed, frozen=True):
    """A region profile.

    `places` has where each value stands by its dotted path (`editions.0`). `parameters` holds
    for each name the values it has in the course of time, as they stand in the file. `amends` leads from
    an edition to the one that was signed before it, which its addenda amend. `checks` holds by id what the
    profile says of rules, `governance` what it records of the steering of the covenant, None for nothing.
    """

    ASIDE = frozenset({"places"})

    id: str
    name: str
    editions: tuple[str, ...]
    parameters: Mapping[str, tuple[Parameter, ...]]
    municipalities: tuple[Municipality, ...]
    organisations: tuple[Organisation, ...]
    lots: tuple[Lot, ...]
    addressees: tuple[Addressee, ...]
    references: ReferenceStyle
    signing: SigningProfile
    span: Span
    archive: ArchiveProfile | None = None
    language: str = "nl-NL"
    lot_kinds: tuple[LotKind, ...] = ()
    amends: Mapping[str, str] = field(default_factory=dict[str, str])
    checks: Mapping[str, RuleSettings] = field(default_factory=dict[str, RuleSettings])
    governance: Governance | None = None
    places: Mapping[str, Span] = field(default_factory=dict[str, Span])

    def place(self, path: str) -> Span:
        """Where the value at a dotted path stands; the whole where that is not known."""
        return self.places.get(path, self.span)

    def parameter(self, name: str, on: date) -> Parameter | None:
        """The parameter as it is on that date, None when it has no value then."""
        return next((p for p in self.parameters.get(name, ()) if p.period.holds(on)), None)

    def organisation(self, role: str, on: date) -> Organisation | None:
        """The organisation that has `role` on that date, None when there is none."""
        for body in self.organisations:
            if body.role == role and body.valid_from <= on and (body.valid_until is None or on <= body.valid_until):
                return body
        return None
