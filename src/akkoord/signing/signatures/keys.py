"""The key somebody signs with: a PKCS#12 file and its passphrase, neither of which is ever shown."""

from __future__ import annotations

from datetime import datetime

from asn1crypto.x509 import Certificate
from msgspec import Struct
from pyhanko.sign.signers import SimpleSigner

from akkoord.diagnostics import AkkoordError, error

_NEEDED = (
    "nodig is een certificaat van wie tekent zelf (`CA:FALSE`), met het sleutelgebruik `nonRepudiation` "
    "(onweerlegbaarheid, ook `contentCommitment`); "
    "vraag de uitgever om een certificaat voor elektronische handtekeningen"
)

_USAGES = {
    "digital_signature": "digitalSignature",
    "key_encipherment": "keyEncipherment",
    "data_encipherment": "dataEncipherment",
    "key_agreement": "keyAgreement",
    "key_cert_sign": "keyCertSign",
    "crl_sign": "cRLSign",
    "encipher_only": "encipherOnly",
    "decipher_only": "decipherOnly",
}
"""By the name that a certificate viewer and OpenSSL show."""


class KeyFileError(AkkoordError):
    """A key that cannot be used: SGN001 does not open, SGN002 not valid at this moment, SGN003 not for signing."""


class Key(Struct, frozen=True):
    """A private key with its certificate; shows neither. `name` is whose it is."""

    signer: SimpleSigner
    name: str

    def __repr__(self) -> str:
        return f"Key(name={self.name!r})"


def open_key(data: bytes, passphrase: str, file: str) -> Key:
    """The key in a PKCS#12 file.

    Raises:
        KeyFileError: it does not open with this passphrase, or holds no key with a certificate (SGN001).
    """
    try:
        signer = SimpleSigner.load_pkcs12_data(data, [], passphrase.encode())
        certificate = signer.signing_cert
    except (ValueError, AttributeError, TypeError):
        # the cause could quote the file or the passphrase, so it goes no further
        signer = certificate = None
    if signer is None or certificate is None:
        message = (
            f"`{file}` gaat niet open: het wachtwoord is een ander, of het is geen PKCS#12-bestand met een sleutel"
        )
        raise KeyFileError(
            error("SGN001", message, None, "een bestand .p12 of .pfx, met het wachtwoord dat erbij hoort")
        )
    return Key(signer, common_name(certificate.subject.native))


def check_key(key: Key, moment: datetime) -> None:
    """Nothing, when a signature with `key` at `moment` can be valid.

    Raises:
        KeyFileError: the certificate is not valid then (SGN002), or says that it is not for signing (SGN003).
    """
    certificate = key.signer.signing_cert
    assert certificate is not None  # noqa: S101  `open_key` gives none without
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= moment <= last:
        message = f"het certificaat van {key.name} is geldig van {first:%d-%m-%Y} tot en met {last:%d-%m-%Y}, nu niet"
        raise KeyFileError(error("SGN002", message))
    if unfit := _unfit(certificate):
        message = f"het certificaat van {key.name} is niet bedoeld om overeenkomsten mee te ondertekenen: {unfit}"
        raise KeyFileError(error("SGN003", message, None, _NEEDED))


def _unfit(certificate: Certificate) -> str:
    """Why a verifier would call it unfit for signing documents, "" when none would (RFC 5280, 4.2.1.3 and 4.2.1.9)."""
    if certificate.ca:
        return "het is dat van een uitgever (CA), die er certificaten mee uitgeeft"
    usage = certificate.key_usage_value
    if usage is None:
        return "het noemt geen sleutelgebruik"
    if "non_repudiation" not in usage.native:
        said = ", ".join(f"`{_USAGES.get(one, one)}`" for one in sorted(usage.native))
        return f"het sleutelgebruik is alleen {said}" if said else "het sleutelgebruik staat niets toe"
    return ""


def common_name(subject: dict[str, str | list[str]]) -> str:
    """Whose a certificate is: the common name, or else the organisation, or else what it says but for its mailbox."""
    for part in ("common_name", "organization_name"):
        value = subject.get(part)
        if value:
            return value if isinstance(value, str) else ", ".join(value)
    return ", ".join(str(value) for key, value in subject.items() if key != "email_address") or "zonder naam"
