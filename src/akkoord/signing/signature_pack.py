"""A signature pack as a value: what goes out to be signed, who signs it, and why it may or may not be signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from akkoord.records import Rectangle
from akkoord.spec import SigningProfile, SigningRoute, Statement

SET_SEPARATOR = "-"


class Signatory(Struct, frozen=True):
    """Who signs one document, in one capacity, in one field.

    `page` and `rectangle` are where the field is, 0 and None where there is none. `evidence` is the document that
    shows the power. `email` is for the envelope alone. `file` is where the person stands, "" when nobody is found.
    """

    field: str
    party: str
    name: str
    function: str
    capacity: str
    rank: int
    locks: bool = False
    power: str = "sole"
    ground: str = ""
    evidence: str = ""
    evidence_on: date | None = None
    email: str = ""
    file: str = ""
    page: int = 0
    rectangle: Rectangle | None = None


class PackedDocument(Struct, frozen=True):
    """A document of the pack, in its place. `file` is the name of its PDF in the pack, `sha256` that of its bytes.

    `elsewhere` is whether it is there to be read, while all parties sign it on one file in another pack.
    """

    kind: str
    title: str
    version: str
    file: str
    pages: int
    sha256: str
    signatories: tuple[Signatory, ...] = ()
    elsewhere: bool = False


class Authority(Struct, frozen=True):
    """A document that somebody must have before the signature of another binds: of whom it is, what, of which date."""

    whose: str
    what: str
    on: date | None = None


class PackFacts(Struct, frozen=True):
    """What a signature pack says besides its documents.

    `name` is the id of the pack, `provider` the legal name, "" for that of the region itself. `reasons` say why it is a
    concept; without any it is ready. `signatories` are those of all documents, as yet without places. `extracts` are
    register extracts, `powers` the powers of attorney that are used, `decisions` those of the colleges. `elsewhere` are
    the kinds of document that this party signs on the one file of all, in the pack of the region.
    """

    region: str
    region_name: str
    edition: str
    edition_date: date
    name: str
    profile: SigningProfile
    provider: str = ""
    kvk: str = ""
    lots: tuple[str, ...] = ()
    sent_on: date | None = None
    return_by: date | None = None
    mailbox: str = ""
    reasons: tuple[str, ...] = ()
    extracts: tuple[Authority, ...] = ()
    powers: tuple[Authority, ...] = ()
    decisions: tuple[Authority, ...] = ()
    statements: tuple[Statement, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    notice: str = ""
    language: str = "nl-NL"
    elsewhere: tuple[str, ...] = ()

    @property
    def set_id(self) -> str:
        """The name of the set that every file in the pack begins with."""
        return SET_SEPARATOR.join((self.region, self.edition, self.name))


class SignaturePack(Struct, frozen=True):
    """A signature pack. `number` counts those of one set; `supersedes` is that of the one it replaces, 0 for none."""

    facts: PackFacts
    documents: tuple[PackedDocument, ...]
    number: int = 1
    supersedes: int = 0

    @property
    def ready(self) -> bool:
        """Whether it may be signed."""
        return not self.facts.reasons

    @property
    def cover_file(self) -> str:
        """The name of the cover sheet in the pack."""
        return packed_name(self.facts, 0, "voorblad", str(self.number))

    @property
    def sending_date(self) -> date:
        """When it is sent, or else the date of the edition."""
        return self.facts.sent_on or self.facts.edition_date

    @property
    def originals(self) -> int:
        """How many originals a paper pack has: one for each party that signs."""
        parties = {s.party for document in self.documents for s in document.signatories}
        return len(parties) if self.facts.profile.route is SigningRoute.PAPER else 1


def packed_name(facts: PackFacts, place: int, kind: str, version: str) -> str:
    """The name of a PDF in the pack: set, place and kind, version, date; no blanks and no accents."""
    return f"{facts.set_id}_{place:02}-{kind}_v{version}_{facts.edition_date.isoformat()}.pdf"


def not_ready(
    signatories: Iterable[Signatory], powers: Iterable[Authority], profile: SigningProfile
) -> tuple[str, ...]:
    """Why nobody may sign yet: a name, a power or a power of attorney that is not there; each reason once, in order."""
    reasons: dict[str, None] = {}
    for one in signatories:
        if not one.name and not profile.names_at_signing:
            reasons[f"De naam ontbreekt van wie tekent voor {one.party} ({one.function})."] = None
        if not one.ground:
            who = one.name or one.function
            where = f"; vul `ground` in, in {one.file}" if one.file else ""
            reasons[f"Niet vastgelegd is op grond waarvan {who} tekent voor {one.party}{where}."] = None
    for power in powers:
        if not power.what:
            reasons[f"De volmacht van de gemeente {power.whose} ontbreekt."] = None
    return tuple(reasons)
