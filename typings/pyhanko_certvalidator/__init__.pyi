"""The part of the certificate validator that this project uses."""

from datetime import datetime

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate

class ValidationContext:
    def __init__(
        self,
        trust_roots: list[Certificate],
        *,
        other_certs: list[Certificate] = ...,
        crls: list[CertificateList] = ...,
        ocsps: list[OCSPResponse] = ...,
        moment: datetime,
        allow_fetching: bool,
        revocation_mode: str,
        retroactive_revinfo: bool = False,
    ) -> None: ...
