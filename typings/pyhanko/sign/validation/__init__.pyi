"""Judging a signature."""

from pyhanko.sign.diff_analysis import StandardDiffPolicy
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

def validate_pdf_signature(
    embedded_sig: EmbeddedPdfSignature,
    signer_validation_context: ValidationContext,
    ts_validation_context: ValidationContext | None = None,
    *,
    diff_policy: StandardDiffPolicy | None = None,
    skip_diff: bool = False,
) -> PdfSignatureStatus: ...
def validate_pdf_timestamp(
    embedded_sig: EmbeddedPdfSignature,
    validation_context: ValidationContext | None = None,
    *,
    skip_diff: bool = False,
) -> DocumentTimestampStatus: ...
