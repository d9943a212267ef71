"""Judging the signatures of a file: whole, whose, trusted, and what came after them.

Without a network: whether a certificate was revoked is known from what is handed in and what the file itself holds.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec.structs import replace
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from akkoord.signing.signatures.fields import BROKEN
from akkoord.signing.signatures.judges import Judges, Withdrawal
from akkoord.signing.signatures.keys import common_name
from akkoord.signing.signatures.modifications import POLICY
from akkoord.signing.signatures.names import same_person
from akkoord.signing.signatures.qualified import qualified
from akkoord.signing.signatures.revocation import embedded_data
from akkoord.signing.signatures.timestamps import Stamp, stamp_of_file, stamp_of_signature
from akkoord.signing.signatures.trust import Authorities
from akkoord.signing.signatures.verdict import Certificate, Coverage, Level, Revocation, Signature, Trust

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


def judge(
    reader: PdfFileReader,
    authorities: Authorities,
    moment: datetime,
    expected: Mapping[str, str] | None = None,
) -> tuple[Signature, ...]:
    """Every signature of a file in the order in which they were put, judged at `moment`.

    `expected` is who signs in which field. A certificate that is no longer valid does, when a trusted
    timestamp shows that it was.
    """
    try:
        found = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
        kept = embedded_data(reader)
    except BROKEN as problem:
        raise ValueError("de handtekeningen in het bestand zijn beschadigd") from problem
    judges = Judges(authorities, kept, moment)
    last = max((_end(one) for one in stamps if _proves(one, judges)), default=0)
    signatures = [_signature(one, judges, expected or {}, last) for one in found]
    return tuple(sorted(signatures, key=lambda s: s.end))


def _proves(stamp: EmbeddedPdfSignature, judges: Judges) -> bool:
    """Whether a timestamp of the whole file is one of a service that is trusted."""
    try:
        found = stamp_of_file(stamp, judges)
    except BROKEN:
        return False
    return found is not None and found.proven


def _signature(embedded: EmbeddedPdfSignature, judges: Judges, expected: Mapping[str, str], last: int) -> Signature:
    field = str(embedded.field_name)
    certificate = _certificate(embedded)
    moment = judges.moment
    try:
        status, withdrawal, stamp = _status(embedded, judges)
    except BROKEN as problem:
        return _unreadable(field, certificate, expected.get(field, ""), _end(embedded), str(problem))
    trust = _trust(status)
    if trust is Trust.UNFIT and certificate is not None and certificate.valid_from > _iso(moment):
        trust = Trust.NOT_YET_VALID  # pyHanko has no word of its own for it
    if status.validation_path is not None and certificate is not None:
        above = list(reversed(list(status.validation_path.iter_certs(include_root=True))))
        known = judges.qualified(embedded.signer_cert, above[1:])
        certificate = replace(certificate, chain=tuple(common_name(c.subject.native) for c in above), qualified=known)
    proven = stamp is not None and stamp.proven
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
        timestamp=_iso(stamp.moment) if stamp is not None and proven else "",
        timestamp_by=stamp.by if stamp is not None else "",
        timestamp_revocation=stamp.withdrawal.state if stamp is not None else Revocation.UNKNOWN,
        timestamp_revocation_on=_iso(stamp.withdrawal.on) if stamp is not None else "",
        level=_level(embedded, proven=proven, lasting=withdrawal.lasting, covered=last > _end(embedded)),
        trust=trust,
        coverage=coverage,
        intact=bool(status.intact and status.valid) and coverage is not Coverage.PARTIAL,
        changed_after=() if covers_all or not _ADDED[later] else (_ADDED[later],),
        allowed=allowed,
        certifies=embedded.docmdp_level is not None and embedded.fieldmdp is None,
        revocation=withdrawal.state,
        revocation_on=_iso(withdrawal.on),
        expected=expected.get(field, ""),
        end=_end(embedded),
        problems=(),
        reason=str(embedded.sig_object.get("/Reason", "")),
        location=str(embedded.sig_object.get("/Location", "")),
    )
    return replace(signature, problems=tuple(_problems(signature, _iso(moment), stamp is not None and not proven)))


def _status(embedded: EmbeddedPdfSignature, judges: Judges) -> tuple[PdfSignatureStatus, Withdrawal, Stamp | None]:
    """The verdict of pyHanko, of the moment that a trusted timestamp says if there is one, and of revocation.

    What came after the signature takes almost all the time, and so is looked at once.
    """
    stamp = stamp_of_signature(embedded, judges)
    then = stamp.moment if stamp is not None and stamp.proven else judges.moment
    withdrawal = judges.withdrawal(embedded, then)
    held = judges.context(then, required=withdrawal.state is not Revocation.UNKNOWN)
    status = validate_pdf_signature(embedded, held, ts_validation_context=judges.bare(), diff_policy=POLICY)
    return status, withdrawal, stamp


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
        withdrawn = signature.timestamp_revocation is Revocation.REVOKED
        why = f": {signature.timestamp_withdrawal}" if withdrawn else ""
        said.append(f"het tijdstempel is niet te vertrouwen{why}")
    return said


def _level(embedded: EmbeddedPdfSignature, *, proven: bool, lasting: bool, covered: bool) -> Level:
    """Its level: `lasting` when the file itself holds what revocation is judged by, `covered` by a later timestamp."""
    if str(embedded.sig_object.get("/SubFilter", "")) != "/ETSI.CAdES.detached":
        return Level.BASIC
    if not proven:
        return Level.B_B
    return (Level.B_LTA if covered else Level.B_LT) if lasting else Level.B_T


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
            sha256=found.sha256.hex(),
            qualified=qualified(found, (), ()),
        )
    except BROKEN:
        return None


def _unreadable(field: str, certificate: Certificate | None, expected: str, end: int, why: str) -> Signature:
    """A signature that could not be judged: never a good one."""
    problem = "de handtekening is niet te beoordelen: zij is beschadigd of heeft een vorm die niet bestaat"
    return Signature(
        field, certificate, "", "", "", Level.BASIC, Trust.UNFIT, Coverage.PARTIAL, intact=False, changed_after=(),
        allowed=False, certifies=False, revocation=Revocation.UNKNOWN, expected=expected, end=end, problems=(problem,),
        detail=why,
    )  # fmt: skip


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else ""
