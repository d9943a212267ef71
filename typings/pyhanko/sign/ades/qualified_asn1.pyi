"""What a certificate says of itself (ETSI EN 319 412-5)."""

from collections.abc import Iterator
from typing import Any

from asn1crypto.x509 import Certificate

class QcStatements:
    def __iter__(self) -> Iterator[Any]: ...

def get_qc_statements(cert: Certificate) -> QcStatements: ...
