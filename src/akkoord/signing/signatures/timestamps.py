"""What a timestamp proves: whose it is, and whether the certificate of that service was withdrawn.

Source: RFC 3161, 4 (what is left of timestamps when the certificate of the service is withdrawn).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import RevocationDetails, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from akkoord.signing.signatures.judges import Judges, Withdrawal
from akkoord.signing.signatures.keys import common_name
from akkoord.signing.signatures.verdict import Revocation

_STILL_GOOD = frozenset({"affiliation_changed", "superseded", "cessation_of_operation"})
"""Reasons for withdrawal that say that the key was safe: what was stamped before stands."""


class Stamp(Struct, frozen=True):
    """A timestamp: when and by whom, whether it proves that, and what is known of revocation of the service."""

    moment: datetime
    by: str
    proven: bool
    withdrawal: Withdrawal


def stamp_of_signature(embedded: EmbeddedPdfSignature, judges: Judges) -> Stamp | None:
    """The timestamp of a signature, None where it has none."""

    def judged(context: ValidationContext) -> TimestampSignatureStatus | None:
        status = validate_pdf_signature(embedded, context, ts_validation_context=context, skip_diff=True)
        return status.timestamp_validity

    return _stamp(judged, judges)


def stamp_of_file(embedded: EmbeddedPdfSignature, judges: Judges) -> Stamp | None:
    """A timestamp of the file as a whole."""
    return _stamp(lambda context: validate_pdf_timestamp(embedded, context, skip_diff=True), judges)


def _stamp(judged: Callable[[ValidationContext], TimestampSignatureStatus | None], judges: Judges) -> Stamp | None:
    plain = judged(judges.bare())
    if plain is None:
        return None
    good = bool(plain.valid and plain.intact and plain.trusted)
    withdrawal, stands = _withdrawal(plain, judged, judges)
    return Stamp(plain.timestamp, common_name(plain.signing_cert.subject.native), good and stands, withdrawal)


def _withdrawal(
    plain: TimestampSignatureStatus,
    judged: Callable[[ValidationContext], TimestampSignatureStatus | None],
    judges: Judges,
) -> tuple[Withdrawal, bool]:
    """What is known of revocation of the service, and whether its timestamp stands."""
    if not judges.known:
        return Withdrawal(), True
    strict = judged(judges.context(judges.moment, required=True))
    details = strict.revocation_details if strict is not None else None
    if details is not None:
        return Withdrawal(Revocation.REVOKED, details.revocation_date), _stands(details, plain.timestamp)
    if strict is None or strict.validation_path is None or strict.trust_problem_indic is not None:
        return Withdrawal(), True
    return Withdrawal(Revocation.GOOD, judges.known.newest(plain.signing_cert, judges.moment)), True


def _stands(details: RevocationDetails, moment: datetime) -> bool:
    """Whether what was stamped at `moment` is still worth something: earlier, and with a key that was not lost."""
    safe = str(details.revocation_reason.native) in _STILL_GOOD
    return safe and not details.ca_revoked and moment < details.revocation_date
