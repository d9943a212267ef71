"""A chain of certificates."""

from collections.abc import Iterator

from asn1crypto.x509 import Certificate

class ValidationPath:
    def iter_certs(self, include_root: bool) -> Iterator[Certificate]: ...
