"""Judging the signatures of a file: whole, whose, trusted, and what came after them.

Without a network: nobody is asked whether a certificate was revoked, unless the file itself holds the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from akkoord.signing.signatures.fields import BROKEN
from akkoord.signing.signatures.keys import common_name
from akkoord.signing.signatures.modifications import POLICY
from akkoord.signing.signatures.names import same_person
from akkoord.signing.signatures.verdict import Certificate, Coverage, Level, Signature, Trust

for _name in ("pyhanko", "pyhanko_certvalidator"):  # what it would print is in what we say, and holds names
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False

_TRUST: Mapping[AdESSubIndic, Trust] = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Trust.UNKNOWN,
    AdESIndeterminate.EXPIRED: Trust.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Trust.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESFailure.NOT_YET_VALID: Trust.NOT_YET_VALID,
    AdESFailure.REVOKED: Trust.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE: Trust.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Trust.REVOKED,
}
_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE_FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_ADDED = {
    ModificationLevel.NONE: "",
    ModificationLevel.LTA_UPDATES: "gegevens om de handtekening later te kunnen controleren",
    ModificationLevel.FORM_FILLING: "een handtekening of de inhoud van een veld",
    ModificationLevel.ANNOTATIONS: "een aantekening",
    ModificationLevel.OTHER: "iets anders dan een handtekening",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """The signatures of a file in the order in which they were put, and how many timestamps of the whole file."""

    signatures: tuple[Signature, ...]
    timestamps: int


def judge(
    reader: PdfFileReader,
    roots: Sequence[x509.Certificate],
    moment: datetime,
    expected: Mapping[str, str] | None = None,
) -> Judged:
    """Every signature of a file, judged at `moment`; `expected` is who signs in which field.

    A certificate that is no longer valid does, when a trusted timestamp shows that it was.
    """
    try:
        found = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
    except BROKEN as problem:
        raise ValueError(f"de handtekeningen zijn niet te lezen ({problem})") from problem
    whole = _archival(reader, len(stamps))
    signatures = [_signature(one, roots, moment, expected or {}) for one in found]
    raised = [replace(s, level=whole) if whole and s.level in (Level.B_B, Level.B_T) else s for s in signatures]
    return Judged(tuple(sorted(raised, key=lambda s: s.end)), len(stamps))


def _archival(reader: PdfFileReader, timestamps: int) -> Level | None:
    """The level that data for later give to all signatures: with them B-LT, and a timestamp over them B-LTA."""
    if "/DSS" not in reader.root:
        return None
    return Level.B_LTA if timestamps else Level.B_LT


def _signature(
    embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime, expected: Mapping[str, str]
) -> Signature:
    field = str(embedded.field_name)
    certificate = _certificate(embedded)
    try:
        status = _status(embedded, roots, moment)
    except BROKEN as problem:
        return _unreadable(field, certificate, expected.get(field, ""), _end(embedded), str(problem))
    trust = _trust(status)
    if trust is Trust.UNFIT and certificate is not None and certificate.valid_from > _iso(moment):
        trust = Trust.NOT_YET_VALID  # pyHanko has no word of its own for it
    if status.validation_path is not None and certificate is not None:
        chain = tuple(common_name(c.subject.native) for c in reversed(list(status.validation_path.iter_certs(True))))
        certificate = replace(certificate, chain=chain)
    stamped = status.timestamp_validity
    proven = stamped is not None and stamped.valid and stamped.trusted
    claimed = _iso(status.signer_reported_dt)
    modification = status.modification_level
    later = modification if modification is not None else ModificationLevel.OTHER
    coverage = _COVERAGE.get(status.coverage, Coverage.PARTIAL) if status.coverage else Coverage.PARTIAL
    covers_all = coverage is Coverage.WHOLE_FILE
    allowed = covers_all or (bool(status.docmdp_ok) and later <= ModificationLevel.FORM_FILLING)
    signature = Signature(
        field=field,
        certificate=certificate,
        claimed=claimed,
        timestamp=_iso(stamped.timestamp) if stamped is not None and proven else "",
        timestamp_by=common_name(stamped.signing_cert.subject.native) if stamped is not None else "",
        level=_level(embedded, proven=proven),
        trust=trust,
        coverage=coverage,
        intact=bool(status.intact and status.valid) and coverage is not Coverage.PARTIAL,
        changed_after=() if covers_all or not _ADDED[later] else (_ADDED[later],),
        allowed=allowed,
        certifies=embedded.docmdp_level is not None and embedded.fieldmdp is None,
        revocation_checked=False,
        expected=expected.get(field, ""),
        end=_end(embedded),
        problems=(),
        reason=str(embedded.sig_object.get("/Reason", "")),
        location=str(embedded.sig_object.get("/Location", "")),
    )
    return replace(signature, problems=tuple(_problems(signature, _iso(moment), stamped is not None and not proven)))


def _status(embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], moment: datetime) -> PdfSignatureStatus:
    """The verdict of pyHanko; where a trusted timestamp says when, on the certificate as it was then.

    What came after the signature takes almost all the time, and so is looked at once.
    """
    now = _context(roots, moment)
    stamped = validate_pdf_signature(embedded, now, skip_diff=True).timestamp_validity
    proven = stamped is not None and stamped.valid and stamped.trusted
    then = _context(roots, stamped.timestamp if stamped is not None and proven else moment)
    return validate_pdf_signature(embedded, then, ts_validation_context=_context(roots, moment), diff_policy=POLICY)


def _context(roots: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(trust_roots=list(roots), moment=moment, allow_fetching=False, revocation_mode="soft-fail")


def _trust(status: PdfSignatureStatus) -> Trust:
    if status.trust_problem_indic is None:
        return Trust.TRUSTED if status.validation_path is not None else Trust.UNKNOWN
    return _TRUST.get(status.trust_problem_indic, Trust.UNFIT)


def _problems(signature: Signature, moment: str, broken_timestamp: bool) -> list[str]:
    said: list[str] = []
    if not signature.intact:
        said.append("wat is ondertekend is veranderd, of de handtekening hoort niet bij dit certificaat")
    if not signature.allowed:
        what = ", ".join(signature.changed_after) or "iets"
        said.append(f"na de handtekening is {what} toegevoegd of veranderd, en dat mag niet")
    if signature.trust not in (Trust.TRUSTED, Trust.UNKNOWN):
        said.append(f"het certificaat is {signature.trust.dutch}")
    certificate = signature.certificate
    if certificate is not None:
        if signature.claimed and not certificate.valid_from <= signature.claimed <= certificate.valid_until:
            said.append("volgens het eigen tijdstip is getekend toen het certificaat niet geldig was")
        if signature.expected and not same_person(signature.expected, certificate.name):
            said.append(f"getekend door {certificate.name}; verwacht: {signature.expected}")
    if signature.claimed > moment:
        said.append("volgens het eigen tijdstip is getekend na het moment van deze controle")
    if broken_timestamp:
        said.append("het tijdstempel is niet te vertrouwen")
    return said


def _level(embedded: EmbeddedPdfSignature, *, proven: bool) -> Level:
    if str(embedded.sig_object.get("/SubFilter", "")) != "/ETSI.CAdES.detached":
        return Level.BASIC
    return Level.B_T if proven else Level.B_B


def _end(embedded: EmbeddedPdfSignature) -> int:
    try:
        return int(embedded.byte_range[2]) + int(embedded.byte_range[3])
    except (ValueError, TypeError, IndexError):
        return 0


def _certificate(embedded: EmbeddedPdfSignature) -> Certificate | None:
    try:
        found = embedded.signer_cert
        subject = found.subject.native
        return Certificate(
            name=common_name(subject),
            organisation=str(subject.get("organization_name", "")),
            serial=f"{found.serial_number:X}",
            issuer=common_name(found.issuer.native),
            valid_from=_iso(found.not_valid_before),
            valid_until=_iso(found.not_valid_after),
            chain=(common_name(subject), common_name(found.issuer.native)),
        )
    except BROKEN:
        return None


def _unreadable(field: str, certificate: Certificate | None, expected: str, end: int, why: str) -> Signature:
    """A signature that could not be judged: never a good one."""
    problem = f"de handtekening is niet te beoordelen ({why})"
    return Signature(
        field, certificate, "", "", "", Level.BASIC, Trust.UNFIT, Coverage.PARTIAL, intact=False, changed_after=(),
        allowed=False, certifies=False, revocation_checked=False, expected=expected, end=end, problems=(problem,),
    )  # fmt: skip


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else ""
