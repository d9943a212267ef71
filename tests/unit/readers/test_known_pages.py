"""A page made of the very same bytes is not read again; whatever differs in what it is made of, it is."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.pdf.stored import stream_of
from akkoord.pdf.typeset_file import opened, saved, stream
from akkoord.readers.pdf import known_pages
from akkoord.readers.pdf.known_pages import KnownPages, taken_apart
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.signing import FieldPlan, with_fields
from akkoord.tree import Status
from akkoord.writers.typst import typst_data
from support.dense import dense_document
from support.pdf import plain_pdf, typesetter
from support.sample import sample_document

PLANS = [FieldPlan(f"convenant-partij-{number}", f"Handtekening {number}") for number in (1, 2)]


@cache
def made_for(party: str) -> bytes:
    """A document that can be signed."""
    return typesetter().pdf(typst_data(replace(sample_document(party), status=Status.READY)))


@pytest.fixture(scope="module")
def typeset() -> bytes:
    return made_for("Voorbeeld")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that were read."""
    import akkoord.readers.pdf_text as reader

    read: list[int] = []
    read_page = reader.read_page
    monkeypatch.setattr(
        reader, "read_page", lambda document, number: read.append(number) or read_page(document, number)
    )
    return read


def files() -> list[bytes]:
    names = ("Voorbeeld", "Voorbeeld & Zn.", "Ander")
    made = [made_for(name) for name in names]
    fielded = [with_fields(pdf, PLANS).data for pdf in made]
    others = [typesetter().pdf(typst_data(dense_document())), plain_pdf("Een zin."), b"", b"%PDF-1.7"]
    return [*made, *fielded, *others, *fielded]


def test_what_is_read_is_the_same():
    known = KnownPages()
    for data in files():
        assert read_pdf_text(data, known) == read_pdf_text(data)


def test_pages_that_are_alike_are_read_once(typeset: bytes, counted: list[int]):
    known = KnownPages()
    pages = read_pdf_text(typeset, known).pages
    assert counted == list(range(1, pages + 1))
    counted.clear()
    read_pdf_text(typeset, known)
    assert counted == []
    # with fields the page to sign is another, and only that one is read
    with_them, where = with_fields(typeset, PLANS)
    read_pdf_text(with_them, known)
    assert counted == sorted({field.page for field in where})


def test_no_more_pages_are_kept_than_may_be(monkeypatch: pytest.MonkeyPatch, typeset: bytes, counted: list[int]):
    monkeypatch.setattr(known_pages, "_MOST", 3)
    known = KnownPages()
    pages = read_pdf_text(typeset, known).pages
    counted.clear()
    assert read_pdf_text(typeset, known) == read_pdf_text(typeset)
    assert len(counted) == 2 * pages


def test_only_colour_profiles_are_zeros(typeset: bytes):
    for data in (typeset, with_fields(typeset, PLANS).data):
        taken = taken_apart(data)
        assert len(taken.data) == len(data)
        differs = [at for at, (old, new) in enumerate(zip(data, taken.data, strict=True)) if old != new]
        assert 0 < len(differs) < 700
        assert all(taken.data[at] == 0 for at in differs)
        assert read_pdf_text(taken.data) == read_pdf_text(data)


def changed(data: bytes, number: int) -> bytes:
    """The file with an object that says something else, and still is what it was."""
    objects, trailer = opened(data)
    body = objects[number - 1]
    if body.endswith(b"endstream") and b"/Filter" not in body:
        objects[number - 1] = body.replace(b"application/pdf", b"application/PDF")
    elif body.endswith(b"endstream"):
        of, held = stream_of(body)
        held = held.replace(b"<0065>", b"<0078>").replace(b"\n1 0 0 -1 0 0 Tm", b"\n1 0 0 -1 0 2 Tm")
        del of[b"/Filter"], of[b"/Length"]
        objects[number - 1] = stream(of, held.replace(b"\x00\x05", b"\x00\x06") + b"\n")
    elif body.startswith(b"<<"):
        objects[number - 1] = body[:2] + b"/Anders true" + body[2:]
    return saved(objects, trailer)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_differs_is_read_anew(data: st.DataObject):
    known, typeset = KnownPages(), made_for("Voorbeeld")
    read_pdf_text(typeset, known)
    objects, _ = opened(typeset)
    streams = [at for at, body in enumerate(objects, 1) if body.endswith(b"endstream") and b"/Filter" in body]
    number = data.draw(st.sampled_from(streams) | st.integers(1, len(objects)))
    other = changed(typeset, number)
    assert read_pdf_text(other, known) == read_pdf_text(other)


def test_a_letter_that_a_font_names_otherwise_is_read(typeset: bytes):
    """Every page of a font whose letters have other names is read anew, though nothing that is painted differs."""
    objects, trailer = opened(typeset)
    for at, body in enumerate(objects):
        if body.endswith(b"endstream") and b"/Filter" in body:
            of, held = stream_of(body)
            if b"begincmap" in held:
                del of[b"/Filter"], of[b"/Length"]
                objects[at] = stream(of, held.replace(b"<0065>", b"<0078>"))
    other = saved(objects, trailer)
    known = KnownPages()
    before = read_pdf_text(typeset, known)
    after = read_pdf_text(other, known)
    assert after == read_pdf_text(other)
    assert [piece.text.replace("e", "x") for piece in before.pieces] == [piece.text for piece in after.pieces]


@pytest.mark.parametrize(
    ("annotation", "known"),
    [
        (b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>", True),
        (b"<</Rect[0 0 9 9]/Subtype /Link/Type/Annot>>", True),
        (b"<</Type/Annot/Subtype/Links/Rect[0 0 9 9]>>", False),
        (b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Subtype/FreeText>>", False),
        (b"<</Type/Annot/Subtype/FreeText/Contents(<</Type/Annot/Subtype/Link>>)>>", False),
    ],
)
def test_a_page_is_known_with_links_over_it_and_nothing_else(typeset: bytes, annotation: bytes, known: bool):
    objects, trailer = opened(typeset)
    objects.append(annotation)
    page = next(
        n for n, body in enumerate(objects) if b"/Type/Page/" in body.replace(b" ", b"") and b"/Annots" not in body
    )
    objects[page] = objects[page].rstrip().removesuffix(b">>") + b"/Annots[%d 0 R]>>" % len(objects)
    pages = taken_apart(saved(objects, trailer)).pages
    assert (None not in pages) is known
