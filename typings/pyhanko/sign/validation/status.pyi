"""What came of it."""

from datetime import datetime
from enum import Enum

from asn1crypto.x509 import Certificate
from pyhanko.sign.ades.report import AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko_certvalidator.path import ValidationPath

class SignatureCoverageLevel(Enum):
    ENTIRE_REVISION = 2
    ENTIRE_FILE = 3

class CRLReason:
    native: str

class RevocationDetails:
    ca_revoked: bool
    revocation_date: datetime
    revocation_reason: CRLReason

class TimestampSignatureStatus:
    intact: bool
    valid: bool
    trusted: bool
    timestamp: datetime
    signing_cert: Certificate
    revocation_details: RevocationDetails | None
    trust_problem_indic: AdESSubIndic | None
    validation_path: ValidationPath | None

class DocumentTimestampStatus(TimestampSignatureStatus): ...

class PdfSignatureStatus:
    revocation_details: RevocationDetails | None
    intact: bool
    valid: bool
    trust_problem_indic: AdESSubIndic | None
    validation_path: ValidationPath | None
    timestamp_validity: TimestampSignatureStatus | None
    signer_reported_dt: datetime | None
    modification_level: ModificationLevel | None
    coverage: SignatureCoverageLevel | None
    docmdp_ok: bool | None
