"""The PDF of the sample: what its properties, bookmarks and pages hold, and that its bytes repeat."""

import io
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.tree import Document, Paragraph, Reference, Strong, Text
from akkoord.typesetting.destinations import section_pages
from akkoord.typesetting.typesetter import FontsMissingError, Typesetter, TypesettingError
from akkoord.writers.typst import typst_data
from support.pdf import FONTS, ROOT, typesetter
from support.sample import paragraph, sample_document


def pdf(document: Document) -> bytes:
    return typesetter().pdf(typst_data(document))


@pytest.fixture(scope="module")
def sample() -> bytes:
    return pdf(sample_document())


@pytest.fixture(scope="module")
def reader(sample: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(sample))


def titles(outline: list[object]) -> list[object]:
    return [titles(x) if isinstance(x, list) else x.title for x in outline]  # type: ignore[attr-defined]


def test_properties_come_from_the_document(reader: pypdf.PdfReader):
    properties = reader.metadata
    assert properties is not None
    assert properties.title == "Transformatieconvenant Voorbeeld & <proef>"
    assert properties.author == "Regio Voorbeeld"
    assert properties["/CreationDate"] == properties["/ModDate"] == "D:20230101000000Z"
    assert reader.trailer["/Root"]["/Lang"] == "nl-NL"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Editie 2023" in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_bookmarks_hold_numbers_and_titles(reader: pypdf.PdfReader):
    assert titles(reader.outline) == [
        "Inhoud",
        "1 Inleiding en context",
        ["Onder een kop"],
        "2 Afspraken & meer",
        "Artikel 1 Definities",
        "Artikel 2 Slot",
        "Bijlage I Eisen",
        ["Definitie", "Procesafspraken"],
        "Bijlage II Definities",
        "Ondertekening",
    ]


def test_header_and_footer_stand_on_every_page_but_the_first(reader: pypdf.PdfReader):
    first, *others = (page.extract_text() for page in reader.pages)
    assert "Pagina" not in first
    for number, text in enumerate(others, start=2):
        assert f"Pagina {number} van {len(reader.pages)}" in " ".join(text.split())
        assert "versie 1.0" in text
        assert "Transformatieconvenant" in text


def test_the_page_of_each_section_is_where_its_title_stands(sample: bytes):
    pages = section_pages(sample)
    assert list(pages) == sorted(pages)
    read = read_pdf_text(sample).pieces
    for anchor, title in {"afspraken": "2 Afspraken & meer", "ro-a": "Artikel 1 Definities"}.items():
        places = [piece.place for piece in read if " ".join(piece.text.split()) == title]
        assert f"pagina {pages[anchor]}, regel" in places[-1]


def test_annexes_and_signature_pages_begin_a_page(sample: bytes):
    first_lines = [p.text for p in read_pdf_text(sample).pieces if p.place.endswith(" regel 1")]
    assert {"Ondertekening"} <= set(first_lines)
    assert sum(line.startswith("Bijlage I") for line in first_lines) == 2


def test_a_signature_block_is_never_broken():
    document = sample_document()
    (page,) = document.signature_pages
    (clause,) = page.children
    filler = tuple(paragraph(f"Alinea {n}.") for n in range(22))
    longer = replace(page, children=(replace(clause, children=(*filler, *clause.children)),))
    places = {
        piece.text: piece.place.split(",")[0]
        for piece in read_pdf_text(pdf(replace(document, signature_pages=(longer,)))).pieces
    }
    assert places["Naam mevrouw A. Voorbeeld"] != places["Naam de heer B. Voorbeeld"]
    assert places["Naam de heer B. Voorbeeld"] == places["Handtekening"]


def test_same_document_same_bytes_in_any_order(sample: bytes):
    other = pdf(sample_document("Stichting Ander"))
    fresh = Typesetter(FONTS, (ROOT / "templates" / "logo.png").read_bytes())
    data = typst_data(sample_document())
    assert other != sample
    assert typesetter().pdf(data) == sample
    assert fresh.pdf(typst_data(sample_document("Stichting Ander"))) == other
    assert fresh.pdf(data) == sample


def test_only_the_pinned_fonts_are_embedded(reader: pypdf.PdfReader):
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert names == {"Carlito", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"}


def test_a_character_without_a_glyph_is_named_with_its_place():
    span = Span("clauses/x/1.0.md", 7, 3)
    odd = Paragraph((Text("Het "), Strong((Text("teken 日 ontbreekt", span),)), Text(".")), span=Span("a.md", 1, 1))
    document = sample_document()
    document = replace(document, body=(*document.body, odd))
    data = typst_data(document)
    (found,) = typesetter().unprintable(document, data)
    assert found.code == "TYP001"
    assert found.span == span
    assert "`日` (U+65E5 CJK UNIFIED IDEOGRAPH-65E5) in `teken 日 ontbreekt`" in found.message
    with pytest.raises(TypesettingError, match="日"):
        typesetter().pdf(data)


def test_a_letter_whose_accent_stands_apart_is_shown_as_one():
    document = sample_document()
    odd = Paragraph((Text("Stichting Zoe\u0308", Span("p.yaml", 5, 13)),))
    document = replace(document, body=(*document.body, odd))
    (found,) = typesetter().unprintable(document, typst_data(document))
    assert found.hints == ("typ de letter met het accent opnieuw, als één teken: `Stichting Zoë`",)


def test_all_of_the_sample_can_be_printed():
    document = sample_document()
    assert typesetter().unprintable(document, typst_data(document)) == ()


def test_data_that_typst_refuses_becomes_a_finding():
    document = sample_document()
    lost = Paragraph((Reference(("artikel 9",), "nergens"),))
    with pytest.raises(TypesettingError) as caught:
        typesetter().pdf(typst_data(replace(document, body=(*document.body, lost))))
    (found,) = caught.value.diagnostics
    assert found.code == "TYP002"
    assert "`<nergens>`" in found.message


def test_without_fonts_there_is_no_typesetter(tmp_path: Path):
    with pytest.raises(FontsMissingError, match="geen lettertypen"):
        Typesetter(tmp_path / "geen")
    (tmp_path / "kapot.ttf").write_bytes(b"geen lettertype")
    with pytest.raises(FontsMissingError, match="niet te lezen"):
        Typesetter(tmp_path)
