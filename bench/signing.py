"""Signature fields, signing and verifying, each in CPU time and each against what it may take; fails when one is over.

Fields are also held against opening and saving the same file with pikepdf and doing nothing, and each rectangle against
the box that Typst drew.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
from msgspec.structs import replace

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from akkoord.records import SignerRow
from akkoord.signing import FieldedPdf, FieldPlan, with_fields
from akkoord.signing.comparison.pdf import PdfFile
from akkoord.signing.returned import PdfVerdict, verify_pdf
from akkoord.signing.signatures.keys import open_key
from akkoord.signing.signatures.revocation import revocation_data
from akkoord.signing.signatures.signature import Request, place_to_sign, signed_pdf
from akkoord.signing.signatures.trust import Authorities, trusted
from akkoord.tree import Paragraph, Section, SectionKind, Status, Text
from akkoord.typesetting.stamp import stamp_pdf
from akkoord.writers.typst import typst_data
from support.pdf import FONTS, typesetter
from support.sample import sample_document
from support.signed import pki
from support.signed.files import timestamper

AT_LEAST, TIMES = 15, 20
SIGN_SECONDS, VERIFY_SECONDS, POINTS = 0.4, 1.0, 0.5
PROVIDER, TOWNS = "convenant-partij-1", "convenant-partij-2"


def contract(articles: int = 22) -> bytes:
    """A contract of about 15 pages with two places to sign: the sample text and articles after it."""
    document = replace(sample_document(), status=Status.READY)
    words = "Opdrachtnemer verleent de jeugdhulp in samenhang met anderen en legt vast wat is afgesproken. " * 5
    more = tuple(
        Section(
            SectionKind.HEADING,
            (Text(f"Onderwerp {n}"),),
            tuple(Paragraph((Text(words),)) for _ in range(4)),
            level=2,
            anchor=f"onderwerp-{n}",
        )
        for n in range(articles)
    )
    return typesetter().pdf(typst_data(replace(document, body=(*document.body, *more))))


def each(work: Callable[[], object], times: int = TIMES) -> float:
    """CPU seconds of one call, the least of many: what else runs on the machine only adds."""
    taken: list[float] = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def reopened(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        written = io.BytesIO()
        opened.save(written, deterministic_id=True)
    return written.getvalue()


def off(pdf: bytes, made: FieldedPdf) -> float:
    """The largest distance of a field from the box that Typst drew for it, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = {
            str(link.A.URI).removeprefix("sigfield:"): [float(v) for v in link.Rect]
            for page in opened.pages
            for link in page.obj.get("/Annots", [])
            if str(link.get("/A", {}).get("/URI", "")).startswith("sigfield:")
        }
    return max(abs(a - b) for field in made.fields for a, b in zip(field.rectangle, boxes[field.name], strict=True))


def signed(pdf: bytes, field: str) -> bytes:
    """The file with one signature more, its picture included; the timestamp service is in this process."""
    key = open_key(KEYS[field], pki.PASSPHRASE, "proef.p12")
    request = Request(field, pki.NOW, "Ondertekening")
    place = place_to_sign(pdf, request, (), "proef.pdf")
    left, bottom, right, top = place.rectangle
    stamp = stamp_pdf(("Digitaal ondertekend door", key.name), right - left, top - bottom, FONTS)
    return signed_pdf(pdf, key, request, place, stamp, timestamper())


KEYS = {PROVIDER: pki.key_file(pki.person("A. Voorbeeld", 11)), TOWNS: pki.key_file(pki.person("B. Proef", 12))}


def told(name: str, found: float, bar: float, unit: str) -> int:
    """One line; 1 when it is over."""
    print(f"{name}: {found:.3f} {unit}, at most {bar:g}")
    return int(found > bar)


def main() -> int:
    pdf = contract()
    plans = (FieldPlan(PROVIDER, "de één"), FieldPlan(TOWNS, "de ander", locks=True))
    made = with_fields(pdf, plans)
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        pages = len(opened.pages)
    peer, own = each(lambda: reopened(pdf)), each(lambda: with_fields(pdf, plans))
    print(f"{pages} pages, {len(made.fields)} fields: {len(pdf):,} -> {len(made.data):,} bytes")
    print(f"pikepdf, open and save: {1000 * peer:.1f} ms; with fields: {1000 * own:.1f} ms; ratio {own / peer:.2f}")
    print(f"{1 / own:.0f} documents per second of CPU time, at least {AT_LEAST}")
    over = int(1 / own < AT_LEAST) + told("field against box", off(pdf, made), POINTS, "pt")
    sent = with_fields(contract(29), plans).data
    first = signed(sent, PROVIDER)
    both = signed(first, TOWNS)
    with pikepdf.open(io.BytesIO(both)) as opened:
        print(f"{len(opened.pages)} pages, two signatures")
    over += told("signing, the first", each(lambda: signed(sent, PROVIDER), 7), SIGN_SECONDS, "s")
    over += told("signing, the second", each(lambda: signed(first, TOWNS), 7), SIGN_SECONDS, "s")
    roots = Authorities(trusted({"root.pem": pki.root().pem}))
    signers = [SignerRow("", name, "", "", rank, field) for rank, (field, name) in enumerate(NAMES.items(), 1)]
    before = PdfFile(sent)

    def verify() -> PdfVerdict:
        return verify_pdf(before, both, signers, roots, pki.LATER)

    verdict = verify()
    assert verdict.text.good, verdict.text
    assert verdict.signatures.good, verdict.signatures
    over += told("verifying", each(verify, 7), VERIFY_SECONDS, "s")
    listed = revocation_data({"lijst.crl": pki.withdrawn(on=pki.NOW, said=pki.LATER)})
    known = replace(roots, revocation=listed)
    found = each(lambda: verify_pdf(before, both, signers, known, pki.LATER), 7)
    return int(over + told("verifying with a list of what is withdrawn", found, VERIFY_SECONDS, "s") > 0)


NAMES = {PROVIDER: "A. Voorbeeld", TOWNS: "B. Proef"}


if __name__ == "__main__":
    sys.exit(main())
