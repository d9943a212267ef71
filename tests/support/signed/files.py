"""Documents with signature fields, and what people sign in them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

import pikepdf
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext

from akkoord.records import PlacedField
from akkoord.signing import FieldPlan, with_fields
from akkoord.signing.signatures.fields import open_pdf, places
from akkoord.signing.signatures.keys import open_key
from akkoord.signing.signatures.signature import Request, place_to_sign, signed_pdf
from akkoord.typesetting.stamp import stamp_pdf
from support.pdf import FONTS, compiler
from support.signed import pki

CASES = FONTS.parents[1] / "tests" / "cases" / "signing"
SOURCE = (CASES / "overeenkomst.typ").read_text(encoding="utf-8")
PROVIDER, TOWNS = "aanbieder-1", "gemeenten-1"
"""The fields of the contract, in signing order."""
TIPS = {PROVIDER: "Handtekening van A. Voorbeeld", TOWNS: "Handtekening van B. Proef"}


@cache
def typeset(source: str = SOURCE, *, conforming: bool = True) -> bytes:
    """The PDF of Typst markup, its places to sign still links."""
    standards = ["a-2a", "ua-1"] if conforming else []
    made = compiler().compile({"main.typ": source.encode()}, format="pdf", pdf_standards=standards, timestamp=0)
    assert isinstance(made, bytes)
    return made if made.endswith(b"\n") else made + b"\n"


@cache
def sent(source: str = SOURCE) -> bytes:
    """The contract as it is sent: with two empty, tagged signature fields."""
    plans = [FieldPlan(name, tip, locks=name == TOWNS) for name, tip in TIPS.items()]
    return with_fields(typeset(source), plans).data


def asking(seed: str) -> bytes:
    """The contract, its first field with other seed values (ISO 32000-1, table 234)."""
    with pikepdf.open(io.BytesIO(sent())) as opened:
        field = next(f for f in opened.Root.AcroForm.Fields if str(f.T) == PROVIDER)
        field.SV = opened.make_indirect(pikepdf.Object.parse(f"<< /Type /SV {seed} >>".encode()))
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


PEOPLE = {PROVIDER: ("A. Voorbeeld", 11), TOWNS: ("B. Proef", 12)}


def timestamper(moment: datetime = pki.NOW) -> DummyTimeStamper:
    """A timestamp service without a network, whose clock stands still."""
    authority = pki.timestamp_authority()
    signer = open_key(pki.key_file(authority), pki.PASSPHRASE, "tsa.p12").signer
    return DummyTimeStamper(signer.signing_cert, signer.signing_key, signer.cert_registry, fixed_dt=moment)


def sign(
    pdf: bytes,
    field: str = PROVIDER,
    who: pki.Issued | None = None,
    moment: datetime = pki.NOW,
    *,
    timestamped: bool = True,
    certify: bool = False,
) -> bytes:
    """`pdf`, signed in `field` by the person whose field it is, or by `who`; with `certify` sealed by the region."""
    who = who or (pki.seal() if certify else pki.person(*PEOPLE[field]))
    key = open_key(pki.key_file(who), pki.PASSPHRASE, "proef.p12")
    request = Request(field, moment, "Ondertekening", certify=certify)
    place = place_to_sign(pdf, request, (), "proef.pdf")
    left, bottom, right, top = place.rectangle
    lines = ("Digitaal ondertekend door", key.name)
    stamp = b"" if certify else stamp_pdf(lines, right - left, top - bottom, FONTS)
    return signed_pdf(pdf, key, request, place, stamp, timestamper(moment) if timestamped else None)


@cache
def signed_once() -> bytes:
    """The contract with the signature of the provider."""
    return sign(sent())


@cache
def signed_twice() -> bytes:
    """The contract as it should come back."""
    return sign(signed_once(), TOWNS)


def certified(pdf: bytes, field: str) -> bytes:
    """The contract, certified by the person whose field it is, as some signing services do."""
    key = open_key(pki.key_file(pki.person(*PEOPLE[field])), pki.PASSPHRASE, "proef.p12")
    place = place_to_sign(pdf, Request(field, pki.NOW, ""), (), "proef.pdf")
    stamp = stamp_pdf((key.name,), 200, 50, FONTS)
    return signed_pdf(pdf, key, Request(field, pki.NOW, "", certify=True), place, stamp, timestamper())


def kept_for_later(field: str = PROVIDER, *, covered: bool = False) -> bytes:
    """The contract signed as other programs do: B-LT, with a list of what was withdrawn, or B-LTA."""
    key = open_key(pki.key_file(pki.person(*PEOPLE[field])), pki.PASSPHRASE, "proef.p12")
    listed = pki.withdrawn(on=pki.NOW, said=pki.NOW - timedelta(days=1))
    context = ValidationContext(
        trust_roots=list(trust_roots(pki.root().pem)), crls=[listed], moment=pki.NOW, revocation_mode="require"
    )
    what = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        use_pades_lta=covered,
        validation_context=context,
    )
    out = io.BytesIO()
    signer = PdfSigner(what, key.signer, timestamper=timestamper())
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(sent())), existing_fields_only=True, output=out)
    return out.getvalue()


def placed(pdf: bytes) -> tuple[PlacedField, ...]:
    """Where the signature fields of a file are."""
    return tuple(place.placed for place in places(open_pdf(pdf)))


def trust_roots(*pems: bytes) -> Sequence[object]:
    """The certificates of the authority that the tests trust, and others."""
    return [one for pem in pems for one in load_certs_from_pemder_data(pem)]
