"""Verdicts as JSON, as in `schemas/verify.schema.json` and `schemas/validation-report.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from akkoord.project.verifying import FileVerdict, Verified
from akkoord.signing.comparison.verdict import TextVerdict
from akkoord.signing.returned import SignaturesVerdict
from akkoord.signing.signatures.verdict import Certificate, Signature

FORMAT = "akkoord-validation/1"


def iso(moment: datetime) -> str:
    """A moment in UTC as ISO 8601."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def verified_to_data(verified: Verified) -> dict[str, object]:
    """The outcome of one call."""
    return {
        "time": iso(verified.moment),
        "good": verified.exit_code == 0,
        "files": [verdict_to_data(file) for file in verified.files],
        "missing": [{"pack": m.pack, "document": m.document, "title": m.title} for m in verified.missing],
        "skipped": list(verified.skipped),
        "evidence": [{"file": one.name, "words": one.words} for one in verified.evidence],
    }


def report_to_data(
    verdict: FileVerdict, moment: datetime, officer: str, version: str, libraries: Mapping[str, str]
) -> dict[str, object]:
    """The validation report of one file, for the archive."""
    return {
        "format": FORMAT,
        "time": iso(moment),
        "officer": officer,
        "program": {"name": "akkoord", "version": version, "libraries": dict(libraries)},
        **verdict_to_data(verdict),
    }


def verdict_to_data(verdict: FileVerdict) -> dict[str, object]:
    """Both answers on one file."""
    sent, checked = verdict.sent, verdict.checked
    return {
        "file": verdict.name,
        "sha256": verdict.sha256,
        "size": verdict.size,
        "good": verdict.good,
        "sent": None
        if sent is None
        else {
            "pack": sent.pack,
            "number": sent.number or None,
            "document": sent.document,
            "title": sent.title,
            "version": sent.version,
            "file": sent.name,
            "sha256": sent.sha256,
        },
        "outdated": verdict.outdated,
        "text": _text(verdict.text),
        "signatures": None if verdict.signatures is None else _signatures(verdict.signatures),
        "checked": None if checked is None else {"by": checked.by, "date": checked.date},
    }


def _text(text: TextVerdict) -> dict[str, object]:
    return {
        "answer": text.answer.value,
        "changes": [
            {
                "kind": change.kind.value,
                "place": change.place,
                "page": change.page or None,
                "was": change.was,
                "is": change.becomes,
                "what": change.what,
            }
            for change in text.changes
        ],
        "unread": list(text.unread),
        "notes": list(text.notes),
        "detail": list(text.detail),
    }


def _signatures(found: SignaturesVerdict) -> dict[str, object]:
    return {
        "good": found.good,
        "signatures": [
            {**_signature(one), "signed_text": found.signed_text[one.field].value} for one in found.signatures
        ],
        "open_fields": list(found.open_fields),
        "unexpected": list(found.unexpected),
        "problems": list(found.problems),
        "notes": list(found.notes),
        "demand": {"eidas": found.demand.eidas.value, "pades": found.demand.pades.value},
    }


def _signature(one: Signature) -> dict[str, object]:
    return {
        "field": one.field,
        "valid": one.valid,
        "trust": one.trust.value,
        "level": one.level.value,
        "claimed": one.claimed or None,
        "timestamp": one.timestamp or None,
        "timestamp_by": one.timestamp_by or None,
        "timestamp_revocation": one.timestamp_revocation.value if one.timestamp_by else None,
        "timestamp_revocation_on": one.timestamp_revocation_on or None,
        "certificate": None if one.certificate is None else _certificate(one.certificate),
        "coverage": one.coverage.value,
        "intact": one.intact,
        "changed_after": list(one.changed_after),
        "allowed": one.allowed,
        "certifies": one.certifies,
        "eidas": one.eidas.value,
        "revocation": one.revocation.value,
        "revocation_on": one.revocation_on or None,
        "expected": one.expected or None,
        "reason": one.reason,
        "location": one.location,
        "seen": one.seen,
        "problems": list(one.problems),
        "detail": one.detail or None,
    }


def _certificate(certificate: Certificate) -> dict[str, object]:
    return {
        "name": certificate.name,
        "organisation": certificate.organisation,
        "serial": certificate.serial,
        "issuer": certificate.issuer,
        "valid_from": certificate.valid_from,
        "valid_until": certificate.valid_until,
        "chain": list(certificate.chain),
        "sha256": certificate.sha256,
        "qualified": certificate.qualified.value,
    }
