"""What is known of one signature in a file, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose certificate, its number (hexadecimal), who gave it out, and from when until when (ISO 8601, UTC)."""

    name: str
    organisation: str
    serial: str
    issuer: str
    valid_from: str
    valid_until: str
    chain: tuple[str, ...] = ()
    """The names from the certificate up to the trusted authority, or as far as they are known."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. Times are ISO 8601 in UTC, "" where there is none.

    `claimed` is what the signer's machine said, `timestamp` what a timestamp service that is trusted said.
    `intact` is whether what it covers is unchanged and the signature over it is that of the certificate.
    `changed_after` says what was added after it, `allowed` whether all of that may be. `expected` is who
    the pack says signs in this field, "" when it says nothing. `end` is up to which byte it covers.
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
    revocation_checked: bool
    expected: str
    end: int
    problems: tuple[str, ...]
    reason: str = ""
    location: str = ""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong with it; trust in its authority is an answer of its own."""
        return self.intact and self.allowed and not self.problems
