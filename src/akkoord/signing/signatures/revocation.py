"""Whether certificates were withdrawn: lists (CRL) and answers (OCSP) that are handed in or stand in the file itself.

Nobody is asked anything over a network. What is not known stays unknown.

Source: RFC 5280, 5; RFC 6960, 4.2; ETSI EN 319 142-1, 5.4.2 (the document security store).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from asn1crypto import crl, ocsp, pem, x509
from msgspec import Struct
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError

from akkoord.diagnostics import AkkoordError, error

_LISTS = (".crl",)
_ANSWERS = (".ocsp", ".ors")
REVOCATION_FILES = (*_LISTS, *_ANSWERS)
"""How the names of files with lists and with answers end."""
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What bytes that are something else make the reader of ASN.1 raise."""


class RevocationError(AkkoordError):
    """A list or answer that cannot be read (SGN025)."""


class RevocationData(Struct, frozen=True):
    """Lists of withdrawn certificates, answers about single ones, and certificates that came with them."""

    lists: tuple[crl.CertificateList, ...] = ()
    answers: tuple[ocsp.OCSPResponse, ...] = ()
    certificates: tuple[x509.Certificate, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look in."""
        return bool(self.lists or self.answers)

    def with_more(self, other: RevocationData) -> RevocationData:
        """All of both."""
        return RevocationData(
            (*self.lists, *other.lists),
            (*self.answers, *other.answers),
            (*self.certificates, *other.certificates),
        )

    def newest(self, certificate: x509.Certificate, moment: datetime) -> datetime | None:
        """When what is said of `certificate` was last said, before `moment`; None when nothing is."""
        said = [*self._listed(certificate), *self._answered(certificate)]
        return max((one for one in said if one <= moment), default=None)

    def _listed(self, certificate: x509.Certificate) -> Iterator[datetime]:
        return (
            cast("datetime", one["tbs_cert_list"]["this_update"].native)
            for one in self.lists
            if one.issuer == certificate.issuer
        )

    def _answered(self, certificate: x509.Certificate) -> Iterator[datetime]:
        for answer in self.answers:
            for one in answer.response_data["responses"]:
                if one["cert_id"]["serial_number"].native == certificate.serial_number:
                    yield cast("datetime", one["this_update"].native)


def revocation_data(files: Mapping[str, bytes]) -> RevocationData:
    """What stands in `files`, by their names.

    Raises:
        RevocationError: one of them is not what its name says.
    """
    lists: list[crl.CertificateList] = []
    answers: list[ocsp.OCSPResponse] = []
    for name, data in sorted(files.items()):
        try:
            if name.lower().endswith(_LISTS):
                lists.append(_list(data))
            else:
                answers.append(_answer(data))
        except _UNREADABLE as problem:
            expected = "verwacht: een bestand .crl met een lijst (CRL), of .ocsp of .ors met een antwoord (OCSP)"
            message = f"`{name}` bevat geen gegevens over intrekking die te lezen zijn"
            raise RevocationError(error("SGN025", message, None, expected)) from problem
    return RevocationData(tuple(lists), tuple(answers))


def embedded_data(reader: PdfFileReader) -> RevocationData:
    """What stands in the document security store of a file; nothing where there is none.

    A store that cannot be read says nothing either, so that revocation stays unknown.
    """
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return RevocationData(
            tuple(_list(data) for data in _streams(store.crls, DecodePurpose.CRL)),
            tuple(_answer(data) for data in _streams(store.ocsps, DecodePurpose.OCSP_RESPONSE)),
            tuple(store.load_certs()),
        )
    except (NoDSSFoundError, PdfError, *_UNREADABLE):
        return RevocationData()


def _streams(references: Iterable[Any], purpose: DecodePurpose) -> Iterator[bytes]:
    for reference in references:
        yield reference.get_object().read_data(purpose)


def _list(data: bytes) -> crl.CertificateList:
    plain = pem.unarmor(data)[2] if pem.detect(data) else data
    found = crl.CertificateList.load(plain, strict=True)
    _ = found.issuer.native, found["tbs_cert_list"]["this_update"].native
    return found


def _answer(data: bytes) -> ocsp.OCSPResponse:
    found = ocsp.OCSPResponse.load(data, strict=True)
    if found["response_status"].native != "successful":
        raise ValueError("the service gave no answer")
    for one in found.response_data["responses"]:
        _ = one["cert_id"]["serial_number"].native, one["this_update"].native
    return found
