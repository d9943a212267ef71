"""What was withdrawn keeps its place and its number in every format, and says so."""

import re
from html import unescape
from pathlib import Path

import pytest

from akkoord.assembly import assemble, prepare
from akkoord.proof.equality import compare_all
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.writers.docx import write_docx
from akkoord.writers.html import write_html
from akkoord.writers.typst import typst_data
from support.docx import house
from support.mini_project import mini_project
from support.pdf import typesetter

CASE = Path(__file__).parents[2] / "cases" / "assembly" / "vervallen.case"
LEFT = (
    "Artikel 2 Toetreding (vervallen) Vervallen. Artikel 3 Gamma",
    "1. Een toetreder bestaat niet meer. 2. Vervallen. 3. Vervallen. 4. Het vierde lid.",
    "Artikel 3a Ingevoegd en weg (vervallen) Vervallen. Bijlage I Eisen",
    "A Vervallen. B Nog een eis.",
)
GONE = ("Er was een lid", "En nog een", "Een alinea", "Een inleiding", "Twee", "met een deel", "Drie", "Een eis")


@pytest.fixture(scope="module")
def document():
    project = mini_project(CASE.read_text(encoding="utf-8"))
    return assemble(prepare(project.sources, project.edition), *project.wanted[0]).document


def words_of_page(page: bytes) -> str:
    body = re.sub(r"<(style|script|title)\b[\s\S]*?</\1>", "", page.decode())
    return unescape(re.sub(r"<[^>]+>", " ", body))


@pytest.fixture(scope="module")
def texts(document):
    word = read_docx_text(write_docx(document, house(), pages={}, properties={}))
    paper = read_pdf_text(typesetter().pdf(typst_data(document)))
    assert compare_all(document, word, paper) == ()
    pieces = {"DOCX": word.pieces, "PDF": paper.pieces}
    read = {name: " ".join(piece.text for piece in found) for name, found in pieces.items()}
    return {**read, "HTML": words_of_page(write_html(document))}


@pytest.mark.parametrize("form", ["DOCX", "PDF", "HTML"])
def test_the_place_and_the_number_stay_and_say_that_it_was_withdrawn(texts, form):
    words = " ".join(texts[form].split())
    assert [left for left in LEFT if left not in words] == []
    assert [gone for gone in GONE if re.search(rf"\b{gone}\b", words)] == []


def test_what_comes_after_is_cited_by_the_number_it_had(texts):
    words = " ".join(texts["DOCX"].split())
    assert "Zie artikel 3, artikel 3 lid 4 en eis B." in words
