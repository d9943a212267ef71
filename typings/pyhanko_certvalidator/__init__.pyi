"""The part of the certificate validator that this project uses."""

from datetime import datetime

from asn1crypto.x509 import Certificate

class ValidationContext:
    def __init__(
        self, trust_roots: list[Certificate], *, moment: datetime, allow_fetching: bool, revocation_mode: str
    ) -> None: ...
