"""The document security store."""

from collections.abc import Iterable
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader

class DocumentSecurityStore:
    crls: list[Any]
    ocsps: list[Any]
    @classmethod
    def read_dss(cls, handler: PdfFileReader) -> DocumentSecurityStore: ...
    def load_certs(self) -> Iterable[Certificate]: ...
