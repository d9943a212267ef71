"""Signing."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

class SimpleSigner:
    signing_cert: Certificate | None
    @classmethod
    def load_pkcs12_data(
        cls, pkcs12_bytes: bytes, other_certs: Iterable[Certificate], passphrase: bytes | None = None
    ) -> SimpleSigner: ...

class PdfSignatureMetadata:
    def __init__(
        self,
        field_name: str,
        md_algorithm: str,
        subfilter: SigSeedSubFilter,
        reason: str | None = None,
        location: str | None = None,
        certify: bool = False,
        docmdp_permissions: MDPPerm = ...,
    ) -> None: ...

class PdfSigner:
    def __init__(
        self,
        signature_meta: PdfSignatureMetadata,
        signer: SimpleSigner,
        *,
        timestamper: TimeStamper | None = None,
        stamp_style: StaticStampStyle | None = None,
        new_field_spec: SigFieldSpec | None = None,
    ) -> None: ...
    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession: ...
    def sign_pdf(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool, *, output: BinaryIO) -> BinaryIO: ...
