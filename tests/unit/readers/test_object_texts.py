"""The text of objects, taken from the text of the page, is what PDFium gives when it is asked for each of them."""

import ctypes
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.project.opening import open_project
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection
from akkoord.readers.pdf import calls
from akkoord.readers.pdf.object_texts import object_texts
from akkoord.writers.typst import typst_data
from support.dense import dense_document
from support.pdf import ROOT, plain_pdf, typesetter
from support.sample import sample_document

CASES = sorted((Path(__file__).parents[2] / "cases" / "readers" / "pdf").glob("*.typ"))
ODD = "Aa -\u00ad\u2011\u00a0.,/ßéﬁ"


def both(data: bytes) -> Iterator[tuple[dict[int, str], dict[int, str]]]:
    """Of each page the texts that are known of objects, and what PDFium gives for each object."""
    document = pdfium.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        at = calls.address(text_page.raw)
        shapes = [calls.object_at(calls.address(page.raw), i) for i in range(raw.FPDFPage_CountObjects(page.raw))]
        yield object_texts(at), {s: asked_of(s, at) for s in shapes if calls.object_type(s) == raw.FPDF_PAGEOBJ_TEXT}
        text_page.close()
        page.close()
    document.close()


def asked_of(shape: int, text_page: int) -> str:
    memory = ctypes.create_string_buffer(calls.text(shape, text_page, 0, 0))
    calls.text(shape, text_page, ctypes.addressof(memory), len(memory))
    return memory.raw[:-2].decode("utf-16-le")


def holds(data: bytes) -> None:
    """What is known is right, and nearly all is known."""
    for known, asked in both(data):
        assert known == {shape: asked[shape] for shape in known}
        printed = {shape for shape, words in asked.items() if words.strip()}
        assert len(printed & known.keys()) >= 0.9 * len(printed)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_of_cases(case: Path):
    holds(plain_pdf(case.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", [sample_document(), dense_document()], ids=["sample", "dense"])
def test_of_documents(document):
    holds(typesetter().pdf(typst_data(document)))


@pytest.mark.slow
def test_of_every_kind_of_document_of_the_project():
    seen: set[tuple[str, str]] = set()
    for pack in make_plan(open_project(ROOT), Selection()).packs():
        for planned in pack.documents:
            if planned.document is not None and (pack.edition, planned.kind) not in seen:
                seen.add((pack.edition, planned.kind))
                holds(typesetter().pdf(typst_data(planned.document)))
    assert len(seen) > 20


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(ODD, min_size=1, max_size=9), min_size=1, max_size=120))
def test_of_text_at_random(words: list[str]):
    shown = ", ".join(f'"{word}"' for word in words)
    data = plain_pdf(f"#for word in ({shown},) [#word ] #set page(columns: 2)\n#for word in ({shown},) [*#word* ]")
    for known, asked in both(data):
        assert known == {shape: asked[shape] for shape in known}


def with_other_letters(data: bytes, old: bytes, new: bytes) -> bytes:
    """The file whose fonts say that what is drawn for one letter is another."""
    pdf = pikepdf.open(io.BytesIO(data))
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and b"begincmap" in one.read_bytes():
            one.write(re.sub(rb"(<[0-9A-F]{4}> )<%b>" % old, rb"\1<%b>" % new, one.read_bytes()))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "letter", [b"05D0", b"0000", b"FFFE", b"D83DDE00"], ids=["hebrew", "none", "no letter", "emoji"]
)
def test_of_a_page_that_it_cannot_tell_of_nothing_is_said(letter: bytes):
    """From right to left, without letter, with one that is no letter, or one that is two in the text of the page."""
    data = with_other_letters(plain_pdf("Een eend en nog een *eend* in de _vijver_."), b"0065", letter)
    for known, asked in both(data):
        assert known == {}
        assert asked
