"""What is known of one signature in a file, as a value."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from akkoord.spec import SignatureLevel


class Trust(StrEnum):
    """Whether the certificate leads to an authority that we trust, at the moment that counts."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    """It leads to nobody we know: no judgement, for or against."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    UNFIT = "unfit"
    """Not for signing, or the chain breaks a rule."""

    @property
    def dutch(self) -> str:
        """In a report."""
        return _TRUST[self]


_TRUST = {
    Trust.TRUSTED: "vertrouwd",
    Trust.UNKNOWN: "onbekend: de uitgever van het certificaat staat niet bij de vertrouwde",
    Trust.EXPIRED: "niet meer geldig, en geen tijdstempel bewijst dat eerder is ondertekend",
    Trust.NOT_YET_VALID: "nog niet geldig op het moment van ondertekenen",
    Trust.REVOKED: "ingetrokken",
    Trust.UNFIT: "niet bruikbaar om te ondertekenen",
}


class Revocation(StrEnum):
    """Whether the certificate and those above it were withdrawn, by lists and answers that are at hand."""

    UNKNOWN = "unknown"
    GOOD = "good"
    REVOKED = "revoked"


class Qualified(StrEnum):
    """Whether a certificate is a qualified one, with a key in a qualified device (eIDAS regulation, annex I and II)."""

    NO = "no"
    WITHOUT_DEVICE = "without_device"
    """It says that it is qualified, and not that its key is in a qualified device."""
    CLAIMED = "claimed"
    """It says both, and its authority is not among those that are known to give out qualified certificates."""
    CONFIRMED = "confirmed"

    @property
    def dutch(self) -> str:
        """In a report."""
        return _QUALIFIED[self]


_QUALIFIED = {
    Qualified.NO: "nee: het certificaat zegt het niet van zichzelf",
    Qualified.WITHOUT_DEVICE: "het certificaat zegt het van zichzelf, maar niet dat de sleutel in een gekwalificeerd "
    "middel zit; dan is de handtekening geavanceerd",
    Qualified.CLAIMED: "het certificaat zegt het van zichzelf; niet nagegaan, want de uitgever staat niet bij de "
    "gekwalificeerde in `trust/qualified`",
    Qualified.CONFIRMED: "ja: het certificaat zegt het van zichzelf, en de uitgever staat bij de gekwalificeerde",
}


class Level(StrEnum):
    """The level of a signature (ETSI EN 319 142-1); `basic` is a PDF signature that is not PAdES."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"
    BASIC = "basic"


class Coverage(StrEnum):
    """How much of the file a signature covers."""

    WHOLE_FILE = "whole_file"
    REVISION = "revision"
    """The file as it was then; more was added after it."""
    PARTIAL = "partial"

    @property
    def dutch(self) -> str:
        """In a report."""
        return _COVERAGE[self]


_COVERAGE = {
    Coverage.WHOLE_FILE: "het hele bestand",
    Coverage.REVISION: "het bestand zoals het toen was; daarna is iets toegevoegd",
    Coverage.PARTIAL: "niet het hele bestand zoals het toen was",
}


class Certificate(Struct, frozen=True):
    """Whose certificate, its number (hexadecimal), who gave it out, and from when until when (ISO 8601, UTC)."""

    name: str
    organisation: str
    serial: str
    issuer: str
    valid_from: str
    valid_until: str
    chain: tuple[str, ...] = ()
    """The names from the certificate up to the trusted authority, or as far as they are known."""
    sha256: str = ""
    qualified: Qualified = Qualified.NO


class Signature(Struct, frozen=True):
    """One signature. Times are ISO 8601 in UTC, "" where there is none.

    `claimed` is what the signer's machine said, `timestamp` what a timestamp service that is trusted said.
    `intact` is whether what it covers is unchanged and the signature over it is that of the certificate.
    `changed_after` says what was added after it, `allowed` whether all of that may be. `expected` is who
    the pack says signs in this field, "" when it says nothing. `end` is up to which byte it covers.
    `revocation_on` is the day of what `revocation` rests on, or the moment from which the certificate was withdrawn.
    `timestamp_revocation` and `timestamp_revocation_on` say the same of the certificate of the timestamp service.
    `seen` is what can be read in the field, `reason` and `location` what the signer's program noted.
    `problems` are the reasons in Dutch why it does not do; none means it does.
    """

    field: str
    certificate: Certificate | None
    claimed: str
    timestamp: str
    timestamp_by: str
    level: Level
    trust: Trust
    coverage: Coverage
    intact: bool
    changed_after: tuple[str, ...]
    allowed: bool
    certifies: bool
    revocation: Revocation
    expected: str
    end: int
    problems: tuple[str, ...]
    reason: str = ""
    location: str = ""
    seen: str = ""
    revocation_on: str = ""
    timestamp_revocation: Revocation = Revocation.UNKNOWN
    timestamp_revocation_on: str = ""
    detail: str = ""
    """What a library said of a signature that cannot be judged, in its own language; for who reads JSON."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with it; trust in its authority is an answer of its own."""
        return self.intact and self.allowed and not self.problems

    @property
    def eidas(self) -> SignatureLevel:
        """What it is for the eIDAS regulation (articles 3 and 26), as far as the file shows."""
        if self.level is Level.BASIC:
            return SignatureLevel.SIMPLE
        confirmed = self.certificate is not None and self.certificate.qualified is Qualified.CONFIRMED
        return SignatureLevel.QUALIFIED if confirmed and self.trust is Trust.TRUSTED else SignatureLevel.ADVANCED

    @property
    def withdrawal(self) -> str:
        """What is known of revocation, in Dutch."""
        return _withdrawal(self.revocation, self.revocation_on)

    @property
    def timestamp_withdrawal(self) -> str:
        """What is known of revocation of the timestamp service, in Dutch; "" where there is no timestamp."""
        if not self.timestamp_by:
            return ""
        return f"tijdstempeldienst {_withdrawal(self.timestamp_revocation, self.timestamp_revocation_on)}"


def _withdrawal(state: Revocation, on: str) -> str:
    if state is Revocation.UNKNOWN:
        return "intrekking niet nagegaan: er is geen lijst (CRL) of antwoord (OCSP) dat daarover iets zegt"
    if state is Revocation.REVOKED:
        return "ingetrokken" + (f" vanaf {on}" if on else "")
    return f"niet ingetrokken, volgens gegevens van {on}"
