"""What `compare` finds, and how it says so."""

import pytest

from akkoord.proof.equality import MAX_SHOWN, compare, compare_all, compare_tree
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.tree import Document
from akkoord.writers.docx import open_house_style, write_docx
from akkoord.writers.typst import typst_data
from support.dense import dense_document
from support.pdf import ROOT, typesetter
from support.sample import sample_document


def docx(*texts: str, notes: dict[str, str] | None = None, unread: tuple[str, ...] = ()) -> ExtractedText:
    pieces = tuple(ExtractedPiece(text, f"alinea {n}") for n, text in enumerate(texts, start=1))
    return ExtractedText(pieces, tuple(ExtractedNote(m, t, "noten") for m, t in (notes or {}).items()), unread)


def pdf(*texts: str, notes: dict[str, str] | None = None, unread: tuple[str, ...] = ()) -> ExtractedText:
    pieces = tuple(ExtractedPiece(text, f"pagina 1, regel {n}") for n, text in enumerate(texts, start=1))
    return ExtractedText(pieces, tuple(ExtractedNote(m, t, "pagina 1") for m, t in (notes or {}).items()), unread)


def codes(one: ExtractedText, two: ExtractedText) -> list[str]:
    return [d.code for d in compare(one, two)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("7.2 De looptijd is zes jaar.",), ("7.2 De looptijd", "is zes jaar.")),
        (("de systeempartij",), ("de systeem\u00adpartij",)),
        (("de e-mail",), ("de e\u00admail",)),
        (("zorg- en hulp",), ("zorg\u00aden hulp",)),
        (("zorg- en hulp",), ("zorg-\u200ben hulp",)),
        (("kenmerk \u200b[2023]-voorbeeld-breed",), ("kenmerk [2023]-voorbeeld\u00adbreed",)),
        (("en/of meer",), ("en/\u200bof meer",)),
        (("email e-mail",), ("email e\u00admail",)),  # which of the two it is, its place says
        (("zorgen zorg- en hulp",), ("zorgen zorg\u00aden hulp",)),
        (("vijf- tot zes-, zeven-jarig",), ("vijf-\u200btot zes-, zeven\u00adjarig",)),
        (("€\u00a01.234,56",), ("€ 1.234,56",)),
        (("cafe\u0301",), ("café",)),
    ],
)
def test_line_ends_make_no_difference(one: tuple[str, ...], two: tuple[str, ...]):
    assert compare(docx(*one), pdf(*two)) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Partijen mogen niet afwijken.", "Partijen mogen afwijken."),
        ("ten hoogste 6 jaar", "ten hoogste 8 jaar"),
        ("de systeempartij", "de systeen\u00adpartij"),
        ("zorg- en hulp", "zorg\u00adem hulp"),
        ("en/of meer", "en/\u200bop meer"),
        ("de systeempartij", "de systeem partij"),
        ("de systeem partij", "de systeempartij"),
        ("A eerste B tweede", "B tweede A eerste"),
        ("zorg- en hulp", "zorg-en hulp"),
        ("lid 2 onder a.", "lid 2 onder a"),
        ("slot.[^1]", "slot."),
        ("de systeempartij", "de systeem\u00adpartijen"),
        ("7.2 De looptijd", "7.3 De looptijd"),
        ("een – twee", "een twee"),
    ],
)
def test_finds_every_difference(one: str, two: str):
    assert codes(docx(one), pdf(two))[:1] == ["PRF001"]
    assert codes(docx("Ervoor.", one, "Erna."), pdf("Ervoor.", two, "Erna."))[:1] == ["PRF001"]


def test_a_hyphen_at_a_line_end_is_read_also_where_a_difference_stands_before_it():
    found = compare(docx("een ander woord", "zorg- en hulp"), pdf("een zeker woord", "zorg\u00aden hulp"))
    (difference,) = found
    assert "[ander]" in difference.message
    assert "[zeker]" in difference.message


def test_shows_both_places_and_a_few_words():
    (found,) = compare(
        docx("1.1 De looptijd is ten hoogste zes jaar.", "1.2 Slot."),
        pdf("1.1 De looptijd is", "ten hoogste acht jaar. 1.2 Slot."),
    )
    assert found.message == (
        "DOCX en PDF verschillen: "
        "DOCX (alinea 1): `1.1 De looptijd is ten hoogste [zes] jaar. 1.2 Slot.`; "
        "PDF (pagina 1, regel 2): `1.1 De looptijd is ten hoogste [acht] jaar. 1.2 Slot.`"
    )


def test_shows_the_first_differences_and_counts_the_rest():
    one = [f"woord {n} gelijk {n}." for n in range(9)]
    two = [f"ander {n} gelijk {n}." for n in range(9)]
    found = compare(docx(*one), pdf(*two))
    assert len(found) == MAX_SHOWN + 1
    assert found[-1].message == f"DOCX en PDF verschillen op nog {9 - MAX_SHOWN} plaatsen"


def test_an_empty_file_differs_from_a_full_one():
    assert codes(docx("Tekst."), pdf()) == ["PRF001"]
    assert codes(docx(), pdf("Tekst.")) == ["PRF001"]


def test_footnotes_are_compared_by_mark():
    assert codes(docx(notes={"1": "Zie de visie."}), pdf(notes={"1": "Zie de", "2": "visie."})) == ["PRF003", "PRF002"]
    assert codes(docx(notes={"1": "a", "2": "b"}), pdf(notes={"2": "b", "1": "a"})) == []
    (found,) = compare(docx(notes={"1": "Zie de visie."}), pdf())
    assert found.message == (
        "voetnoot 1 (`Zie de visie.`) staat 1 keer in de DOCX, 0 keer in de PDF; verwacht: in beide 1 keer"
    )


def test_what_could_not_be_read_makes_the_proof_incomplete():
    (found,) = compare(docx("Tekst."), pdf("Tekst.", unread=("pagina 2: een afbeelding",)))
    assert found.code == "PRF004"
    assert found.message == "de PDF is niet helemaal te lezen, dus niet bewezen: pagina 2: een afbeelding"


@pytest.fixture(scope="module", params=[sample_document, dense_document])
def sample(request: pytest.FixtureRequest) -> tuple[Document, ExtractedText]:
    document = request.param()
    return document, read_pdf_text(typesetter().pdf(typst_data(document)))


def test_the_pdf_says_what_the_tree_says(sample: tuple[Document, ExtractedText]):
    assert compare_tree(*sample, "PDF") == ()


def test_the_word_file_says_what_the_pdf_says(sample: tuple[Document, ExtractedText]):
    house, faults = open_house_style((ROOT / "templates" / "huisstijl.docx").read_bytes(), "huisstijl.docx")
    assert house is not None, faults
    document, read = sample
    word = read_docx_text(write_docx(document, house, pages={}, properties={}), struck=True)
    assert compare(word, read) == ()
    assert compare_tree(document, word, "DOCX") == ()


def test_a_text_that_every_writer_lost_is_found(sample: tuple[Document, ExtractedText]):
    document, read = sample
    without = ExtractedText(tuple(p for p in read.pieces if not p.text.startswith("1.2 ")), read.notes)
    (found,) = compare_tree(document, without, "PDF")
    assert found.code == "PRF001"
    assert "tekst (clauses/voorbeeld/1.0.md:12:1)" in found.message


@pytest.mark.parametrize("lost", ["none", "docx", "pdf", "both"])
def test_each_is_held_against_each(sample: tuple[Document, ExtractedText], lost: str):
    document, read = sample
    without = ExtractedText(tuple(p for p in read.pieces if not p.text.startswith("1.2 ")), read.notes)
    word = without if lost in ("docx", "both") else read
    page = without if lost in ("pdf", "both") else read
    found = compare_all(document, word, page)
    assert found == (
        *compare(word, page),
        *compare_tree(document, word, "DOCX"),
        *compare_tree(document, page, "PDF"),
    )
    assert len(found) == {"none": 0, "docx": 2, "pdf": 2, "both": 2}[lost]
