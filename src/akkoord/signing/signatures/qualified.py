"""Whether a certificate is a qualified one: by what it says of itself, and by who gave it out.

Source: eIDAS regulation, annexes I and III; ETSI EN 319 412-5 (QCStatements). Who gives out qualified certificates
stands on the trusted lists of the member states; the user hands in the certificates of those it knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import x509
from pyhanko.sign.ades.qualified_asn1 import get_qc_statements

from akkoord.signing.signatures.verdict import Qualified

_FOR_SIGNING = {"qct_esign", "qct_eseal"}


def qualified(certificate: x509.Certificate, chain: Iterable[x509.Certificate], known: Iterable[bytes]) -> Qualified:
    """What `certificate` is; `chain` are those above it, `known` the SHA-256 of authorities for qualified ones."""
    try:
        said = {one["statement_id"].native: one["statement_info"].native for one in get_qc_statements(certificate)}
    except (ValueError, TypeError, KeyError):
        return Qualified.NO  # statements that cannot be read say nothing
    kinds = said.get("qc_type")
    if "qc_compliance" not in said or (kinds is not None and not _FOR_SIGNING.intersection(kinds)):
        return Qualified.NO
    if "qc_sscd" not in said:
        return Qualified.WITHOUT_DEVICE
    listed = set(known)
    return Qualified.CONFIRMED if any(one.sha256 in listed for one in chain) else Qualified.CLAIMED
