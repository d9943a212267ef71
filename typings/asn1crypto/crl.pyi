"""Lists of withdrawn certificates."""

from typing import Any

from asn1crypto.x509 import Name

class CertificateList:
    issuer: Name
    @classmethod
    def load(cls, encoded_data: bytes, strict: bool = False) -> CertificateList: ...
    def __getitem__(self, name: str) -> Any: ...
