"""Certificates and keys that exist for tests only, the same on every run: the keys are counted, not drawn.

Nothing here may ever sign anything real: whoever reads this file has every private key.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from msgspec import Struct
from pyhanko.sign.ades.qualified_asn1 import QcStatements

# Two primes, for the one key that must be RSA: pyHanko's timestamp service for tests takes no other.
_P = int(
    "ddacb7718397018cfbd5301bc1df8561fa4ad9c2e46a384ced93fbdd506bb0acaebf1619d7d0058739a6a6b6f2651f91267a"
    "318e6c020dd5ecd9a8fbdfd1495e529c487cac50ffce86084e06ad9ff0bd2f86e42cebba6171c3e4b7a8cfdb008622ab7e5a"
    "7b4d096735e4ef83a78b5f6ee96dbfa7f67146d5c0474445b1d33663",
    16,
)
_Q = int(
    "dc6213e774c7d31606e649859006427e9db4ceaa98561ccbd172cc400ca3d3d5d7fdd71a1370cb6e9acb0a26c631ed6caffc"
    "70877bf010e4496420490c67fd9091ed0b05b5ad57b7035554183ff2bdebbb26854c17326ca2873e5105d14fedd36a7dd2da"
    "8cb2c31068833ad6a78715924dc35eb2bf176ba92892fb55c99e6823",
    16,
)

PASSPHRASE = "alleen voor proeven"  # noqa: S105  # opens keys that everybody has
NOW = datetime(2023, 1, 10, 9, 30, tzinfo=UTC)
"""When the tests sign."""
LATER = datetime(2023, 2, 1, 12, 0, tzinfo=UTC)
"""When the tests verify."""
VALID = (datetime(2022, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
EXPIRED = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2022, 12, 31, tzinfo=UTC))
FUTURE = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
SOON = (datetime(2022, 1, 1, tzinfo=UTC), datetime(2023, 1, 20, tzinfo=UTC))
"""Valid when the tests sign, no more when they verify."""

USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
"""What a certificate can say that its key is for."""


class Issued(Struct, frozen=True, dict=True):
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def sha256(self) -> str:
        """The digest by which a profile names the certificate."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def issued(
    name: str,
    number: int,
    issuer: tuple[str, int] | None = None,
    period: tuple[datetime, datetime] = VALID,
    *,
    authority: bool = False,
    timestamps: bool = False,
    qualified: bytes = b"",
    asked_at: str = "",
) -> Issued:
    """A certificate; `number` makes its key and serial number, `issuer` is the name and number of an authority.

    `qualified` are statements as ETSI EN 319 412-5 has them, `asked_at` where to ask whether it was withdrawn (OCSP).
    """
    key = _rsa_key() if timestamps else ec.derive_private_key(7_000_003 + number, ec.SECP256R1())
    above = issued(*issuer, authority=True) if issuer else None
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = above.key if above else key
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority and not timestamps,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.certificate.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(0xA000 + number)
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if timestamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if qualified:
        builder = builder.add_extension(x509.UnrecognizedExtension(_QC_STATEMENTS, qualified), critical=False)
    if asked_at:
        service = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(asked_at))
        builder = builder.add_extension(x509.AuthorityInformationAccess([service]), critical=False)
    return Issued(builder.sign(signer, hashes.SHA256()), key)


_QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")


def statements(*names: str) -> bytes:
    """Statements that a certificate makes of itself: "qc_compliance", "qc_sscd"."""
    return QcStatements([{"statement_id": name} for name in names]).dump()


def withdrawn(
    *serials: int,
    on: datetime,
    said: datetime,
    until: datetime | None = None,
    by: Issued | None = None,
    reason: x509.ReasonFlags | None = None,
) -> bytes:
    """The list of an authority (CRL): these are withdrawn since `on`, for a reason if one is given."""
    who = by or root()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().certificate.subject)
        .last_update(said)
        .next_update(until or said + timedelta(days=30))
    )
    for serial in serials:
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(on)
        one = one.add_extension(x509.CRLReason(reason), critical=False) if reason is not None else one
        builder = builder.add_revoked_certificate(one.build())
    return builder.sign(who.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def answered(who: Issued, said: datetime, revoked_on: datetime | None = None) -> bytes:
    """The answer of the authority about one certificate (OCSP)."""
    status = ocsp.OCSPCertStatus.REVOKED if revoked_on else ocsp.OCSPCertStatus.GOOD
    above = root()
    builder = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            who.certificate,
            above.certificate,
            hashes.SHA256(),
            status,
            said,
            said + timedelta(days=30),
            revoked_on,
            x509.ReasonFlags.key_compromise if revoked_on else None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.NAME, above.certificate)
    )
    return builder.sign(above.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _rsa_key() -> rsa.RSAPrivateKey:
    exponent = 65537
    secret = pow(exponent, -1, (_P - 1) * (_Q - 1))
    numbers = rsa.RSAPublicNumbers(exponent, _P * _Q)
    crt = rsa.rsa_crt_dmp1(secret, _P), rsa.rsa_crt_dmq1(secret, _Q), rsa.rsa_crt_iqmp(_P, _Q)
    return rsa.RSAPrivateNumbers(_P, _Q, secret, *crt, numbers).private_key()


_ROOT = ("Voorbeeld Stamcertificaat (alleen proef)", 1)
_OTHER_ROOT = ("Ander Stamcertificaat (alleen proef)", 2)


def root() -> Issued:
    """The authority that the tests trust."""
    return issued(*_ROOT, authority=True)


def person(
    name: str,
    number: int,
    period: tuple[datetime, datetime] = VALID,
    *,
    trusted: bool = True,
    qualified: bytes = b"",
    asked_at: str = "",
) -> Issued:
    """Somebody's certificate, of the trusted authority or of one that nobody knows."""
    return issued(name, number, _ROOT if trusted else _OTHER_ROOT, period, qualified=qualified, asked_at=asked_at)


def with_usage(number: int, *usages: str, authority: bool = False) -> Issued:
    """Somebody's certificate, of the trusted authority, that says it is for `usages`; with none it says nothing."""
    key = ec.derive_private_key(7_000_003 + number, ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A. Voorbeeld")]))
        .issuer_name(root().certificate.subject)
        .public_key(key.public_key())
        .serial_number(0xA000 + number)
        .not_valid_before(VALID[0])
        .not_valid_after(VALID[1])
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
    )
    if usages:
        said = x509.KeyUsage(**{one: one in usages for one in USAGES})
        builder = builder.add_extension(said, critical=True)
    return Issued(builder.sign(root().key, hashes.SHA256()), key)


def seal() -> Issued:
    """The seal of the region."""
    return issued("Regio Voorbeeld", 41, _ROOT)


def timestamp_authority() -> Issued:
    """Who says what time it is."""
    return issued("Voorbeeld Tijdstempeldienst (alleen proef)", 3, _ROOT, timestamps=True)


def key_file(who: Issued, passphrase: str = PASSPHRASE) -> bytes:
    """The PKCS#12 file of `who`, with the certificate of the authority above it."""
    above = root() if who.certificate.issuer == root().certificate.subject else issued(*_OTHER_ROOT, authority=True)
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"proef", who.key, who.certificate, [above.certificate], encryption)
