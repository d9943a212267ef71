"""What certificates are judged by: trusted authorities, and what is known of withdrawn certificates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from asn1crypto import x509
from msgspec import Struct
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from akkoord.signing.signatures.qualified import qualified
from akkoord.signing.signatures.revocation import RevocationData
from akkoord.signing.signatures.trust import Authorities
from akkoord.signing.signatures.verdict import Qualified, Revocation


class Withdrawal(Struct, frozen=True):
    """What is known of revocation, of which moment, and whether the file by itself is enough to know it."""

    state: Revocation = Revocation.UNKNOWN
    on: datetime | None = None
    lasting: bool = False


class Judges(Struct, frozen=True):
    """For one file: what was handed in, what of revocation the file `kept`, and the moment of the verdict."""

    authorities: Authorities
    kept: RevocationData
    moment: datetime

    def context(self, moment: datetime, *, required: bool = False, own: bool = False) -> ValidationContext:
        """How pyHanko is to judge at `moment`.

        With `required` nothing is good of which revocation is not known, without it only what certificates ask for is
        looked up; with `own` only what the file holds counts.
        What was said of a certificate later counts for an earlier moment too: it tells since when it is withdrawn.
        """
        known = self.kept if own else self.known
        return ValidationContext(
            trust_roots=[*self.authorities.roots, *self.authorities.qualified],
            other_certs=list(known.certificates),
            crls=list(known.lists),
            ocsps=list(known.answers),
            moment=moment,
            allow_fetching=False,
            revocation_mode="require" if required else "soft-fail",
            retroactive_revinfo=True,
        )

    @property
    def known(self) -> RevocationData:
        """All that is at hand about withdrawn certificates."""
        return self.kept.with_more(self.authorities.revocation)

    def bare(self) -> ValidationContext:
        """How pyHanko is to judge at the moment of the verdict when nothing is asked of revocation."""
        return ValidationContext(
            trust_roots=[*self.authorities.roots, *self.authorities.qualified],
            other_certs=list(self.known.certificates),
            moment=self.moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )

    def qualified(self, certificate: x509.Certificate, above: Iterable[x509.Certificate]) -> Qualified:
        """Whether it is a qualified certificate, given who gave it out."""
        return qualified(certificate, above, (one.sha256 for one in self.authorities.qualified))

    def withdrawal(self, embedded: EmbeddedPdfSignature, then: datetime) -> Withdrawal:
        """What is known of revocation of the certificate of a signature and of those above it."""
        known = self.known
        if not known:
            return Withdrawal()
        status = self._strictly(embedded, then, own=False)
        if status.revocation_details is not None:
            return Withdrawal(Revocation.REVOKED, status.revocation_details.revocation_date)
        if not _good(status):
            return Withdrawal()
        lasting = bool(self.kept) and _good(self._strictly(embedded, then, own=True))
        return Withdrawal(Revocation.GOOD, known.newest(embedded.signer_cert, self.moment), lasting)

    def _strictly(self, embedded: EmbeddedPdfSignature, then: datetime, *, own: bool) -> PdfSignatureStatus:
        strict = self.context(then, required=True, own=own)
        return validate_pdf_signature(embedded, strict, ts_validation_context=self.bare(), skip_diff=True)


def _good(status: PdfSignatureStatus) -> bool:
    """Whether it is known of every certificate but the trusted one that it was not withdrawn."""
    return status.validation_path is not None and status.trust_problem_indic is None
