"""Putting a signature into a field: PAdES B-B, or B-T with the time of a timestamp service.

Source: ETSI EN 319 142-1 (PAdES baseline), 6.3; ISO 32000-1, 12.7.4.5 and 12.8; docs/verification.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError

from akkoord.diagnostics import AkkoordError, did_you_mean, error
from akkoord.records import SignerRow
from akkoord.signing.signatures.appearance import picture_style
from akkoord.signing.signatures.fields import SEAL_FIELD, Place, open_pdf, places
from akkoord.signing.signatures.keys import Key, check_key
from akkoord.signing.signatures.refusals import refusal_in_dutch

_TIMESTAMP_SECONDS = 20


class SigningRefusedError(AkkoordError):
    """A file that is not signed, with the reason (SGN010 to SGN017); nothing was changed."""


class Request(Struct, frozen=True):
    """What is asked: the field, the moment, why and where, the address of a timestamp service ("" for none).

    `certify` makes it the seal of the region, which only the first signature of a file can be; it has a field of
    its own, whatever `field` says.
    """

    field: str
    moment: datetime
    reason: str
    location: str = ""
    timestamp_address: str = ""
    certify: bool = False


def place_to_sign(pdf: bytes, request: Request, signers: Sequence[SignerRow], file: str) -> Place:
    """The field of `request` in `pdf`, when it is its turn.

    `signers` are those of the manifest, for the order; where there are none, the order is not looked at.

    Raises:
        SigningRefusedError: the file cannot be read, has no such field, it is signed, others come first, or
            the file is locked.
    """
    try:
        reader = open_pdf(pdf)
        fields = places(reader)
        locked = _locked(reader)
    except ValueError as problem:
        raise SigningRefusedError(error("SGN010", f"`{file}` kan niet worden ondertekend: {problem}")) from problem
    if request.certify:
        return _place_of_seal(fields, file)
    found = next((field for field in fields if field.name == request.field), None)
    if found is None:
        names = ", ".join(f"`{field.name}`" for field in fields) or "geen"
        message = f"`{file}` heeft geen handtekeningveld `{request.field}`; wel: {names}"
        hint = did_you_mean(request.field, (field.name for field in fields))
        raise SigningRefusedError(error("SGN011", message, None, hint))
    if found.signed:
        message = f"in het veld `{request.field}` van `{file}` staat al een handtekening"
        raise SigningRefusedError(error("SGN012", message))
    _check_order(request, fields, signers, file)
    if locked:
        raise SigningRefusedError(error("SGN015", f"`{file}` is met de laatste handtekening vergrendeld"))
    return found


def _place_of_seal(fields: Sequence[Place], file: str) -> Place:
    """Where the seal goes: nowhere to be seen, on the page of the first field, whose tags are in order already."""
    if any(field.signed for field in fields):
        message = f"`{file}` is al ondertekend; een zegel van de regio kan alleen de eerste handtekening zijn"
        raise SigningRefusedError(error("SGN014", message))
    page = next((field.page for field in fields if field.page), 1)
    return Place(SEAL_FIELD, page, (0.0, 0.0, 0.0, 0.0), "Zegel van de regio", signed=False, locks=False)


def signed_pdf(
    pdf: bytes, key: Key, request: Request, place: Place, stamp: bytes, timestamper: TimeStamper | None = None
) -> bytes:
    """`pdf` with one signature more, as an addition at its end: what stood there stays byte for byte.

    `place` is what `place_to_sign` gave, `stamp` a page that becomes visible there (b"" for a seal, which is not
    seen). `timestamper` is used instead of the service at `request.timestamp_address`.

    Raises:
        KeyFileError: the certificate is not valid at that moment.
        SigningRefusedError: the timestamp service did not answer (SGN016), or the file asks for something
            that this signature is not (SGN017).
    """
    check_key(key, request.moment)
    if timestamper is None and request.timestamp_address:
        timestamper = HTTPTimeStamper(request.timestamp_address, timeout=_TIMESTAMP_SECONDS)
    what = PdfSignatureMetadata(
        field_name=place.name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=request.reason or None,
        location=request.location or None,
        certify=request.certify,
        docmdp_permissions=MDPPerm.NO_CHANGES if place.locks else MDPPerm.FILL_FORMS,
    )
    look = {"stamp_style": picture_style(stamp)} if stamp else {"new_field_spec": _seal_field(place)}
    signer = _SignerAt(request.moment, what, key.signer, timestamper=timestamper, **look)
    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer.sign_pdf(writer, existing_fields_only=not request.certify, output=out)
    except TimestampRequestError as problem:
        message = f"de tijdstempeldienst op `{request.timestamp_address}` gaf geen bruikbaar antwoord"
        hint = "klopt het adres, en is de dienst bereikbaar? Er is niets ondertekend"
        raise SigningRefusedError(error("SGN016", message, None, hint)) from problem
    except (SigningError, PdfError, NotImplementedError) as problem:
        message = f"het veld `{place.name}` laat deze handtekening niet toe: {refusal_in_dutch(problem)}"
        raise SigningRefusedError(replace(error("SGN017", message), found=str(problem))) from problem
    return out.getvalue()


def _seal_field(place: Place) -> SigFieldSpec:
    """A field that nobody sees: out of the page, as PDF/A and PDF/UA allow together for what has no tag."""
    unseen = InvisSigSettings(box_out_of_bounds=True)
    return SigFieldSpec(
        place.name, on_page=place.page - 1, invis_sig_settings=unseen, readable_field_name=place.tooltip
    )


class _SignerAt(PdfSigner):
    """Signs at a moment that is handed in; pyHanko reads the clock of the machine."""

    def __init__(self, moment: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._moment = moment

    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession:
        """The session of pyHanko, at our moment."""
        session = super().init_signing_session(*given, **named)
        session.system_time = self._moment
        return session


def _check_order(request: Request, fields: Iterable[Place], signers: Sequence[SignerRow], file: str) -> None:
    """Whoever has a lower rank signs first; equal ranks in either order."""
    ranks = {row.field: row for row in signers}
    own = ranks.get(request.field)
    if own is None:
        return
    waiting = [
        ranks[field.name]
        for field in fields
        if not field.signed and field.name in ranks and ranks[field.name].rank < own.rank
    ]
    if waiting:
        who = ", ".join(f"{row.name or row.function} ({row.party}, veld `{row.field}`)" for row in waiting)
        message = f"het veld `{request.field}` van `{file}` is nog niet aan de beurt; eerst tekent: {who}"
        raise SigningRefusedError(error("SGN013", message))


def _locked(reader: PdfFileReader) -> bool:
    """Whether a signature in the file allows no other after it."""
    return any(signature.docmdp_level is MDPPerm.NO_CHANGES for signature in reader.embedded_signatures)
