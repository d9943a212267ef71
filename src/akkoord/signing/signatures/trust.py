"""The authorities that are trusted: certificates as text (PEM) or as bytes (DER)."""

from __future__ import annotations

from collections.abc import Mapping

from asn1crypto.x509 import Certificate
from msgspec import Struct, field
from pyhanko.keys import load_certs_from_pemder_data

from akkoord.diagnostics import AkkoordError, Diagnostic, error
from akkoord.signing.signatures.revocation import RevocationData


class TrustError(AkkoordError):
    """A file with trusted certificates that cannot be read (SGN020)."""


class Authorities(Struct, frozen=True):
    """What is handed in to judge certificates by.

    `roots` are trusted. So are `qualified`: authorities that give out qualified certificates. `revocation` says what
    was withdrawn.
    """

    roots: tuple[Certificate, ...] = ()
    qualified: tuple[Certificate, ...] = ()
    revocation: RevocationData = field(default_factory=RevocationData)


def trusted(files: Mapping[str, bytes]) -> tuple[Certificate, ...]:
    """The certificates in `files`, by file name.

    Raises:
        TrustError: one of them holds no certificate.
    """
    found: list[Certificate] = []
    for name, data in sorted(files.items()):
        try:
            certificates = list(load_certs_from_pemder_data(data))
            for certificate in certificates:
                _ = certificate.subject.native, certificate.not_valid_after
        except (ValueError, TypeError, OSError) as problem:
            raise TrustError(_unreadable(name)) from problem
        if not certificates:
            raise TrustError(_unreadable(name))
        found += certificates
    return tuple(found)


def _unreadable(name: str) -> Diagnostic:
    message = f"`{name}` bevat geen certificaat dat te lezen is"
    return error("SGN020", message, None, "verwacht: een bestand .pem, .crt of .cer met certificaten van uitgevers")
