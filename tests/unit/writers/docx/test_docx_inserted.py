"""Articles put between others: Word, LibreOffice, our reader and the PDF show "Artikel 2a", and go on with 3."""

from __future__ import annotations

from pathlib import Path

import pytest

from akkoord.assembly import assemble, prepare
from akkoord.proof.equality import compare_all
from akkoord.readers.docx_text import read_docx_text
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.tree import Document
from akkoord.writers.docx import write_docx
from akkoord.writers.typst import typst_data
from support.docx import PROPERTIES, house
from support.libreoffice import converted
from support.mini_project import mini_project
from support.pdf import typesetter

PROJECT = """@@ document overeenkomst
parts:
  - contents: Inhoud
  - article: [alfa]
  - article: [beta]
  - article: [beta-a]
    number: 2a
  - article: [beta-b]
    number: 2b
  - article: [gamma]
  - article: [weg]
@@ clause alfa
1. Zie [](#beta-a.2.b), [](#beta-b) en [](#gamma.2).
1. En verder.
@@ clause beta
1. Eerste van twee.
1. Tweede van twee.
   1. met een deel
@@ clause beta-a
1. Ingevoegd een.
1. Ingevoegd twee.
   1. eerste deel;
   1. tweede deel:
      1. sub.
1. Ingevoegd drie.
@@ clause beta-b
1. Nog een.
1. Nog twee.
@@ clause gamma
1. Eerste van drie.
1. Tweede van drie.
   1. deel van drie
@@ clause weg
status: vervallen
---
1. Weg.
@@ assemble overeenkomst a
"""
EXPECTED = (
    "Artikel 1 Alfa 1. Zie artikel 2a lid 2 onder b, artikel 2b en artikel 3 lid 2. 2. En verder. "
    "Artikel 2 Beta 1. Eerste van twee. 2. Tweede van twee. a. met een deel "
    "Artikel 2a Beta-a 1. Ingevoegd een. 2. Ingevoegd twee. a. eerste deel; b. tweede deel: 1° sub. 3. Ingevoegd drie. "
    "Artikel 2b Beta-b 1. Nog een. 2. Nog twee. "
    "Artikel 3 Gamma 1. Eerste van drie. 2. Tweede van drie. a. deel van drie "
    "Artikel 4 Weg (vervallen) Vervallen."
)


@pytest.fixture(scope="module")
def document() -> Document:
    project = mini_project(PROJECT)
    made = assemble(prepare(project.sources, project.edition), *project.wanted[0])
    assert made.diagnostics == ()
    assert made.document is not None
    return made.document


def written(document: Document) -> bytes:
    return write_docx(document, house(), pages={}, properties=PROPERTIES)


def text_of(pieces: tuple[str, ...]) -> str:
    return " ".join(" ".join(pieces).split())


def test_word_counts_on_after_an_inserted_article(document: Document):
    pieces = tuple(p.text for p in read_docx_text(written(document)).pieces)
    assert EXPECTED in text_of(pieces)


def test_tree_docx_and_pdf_say_the_same(document: Document):
    pdf = read_pdf_text(typesetter().pdf(typst_data(document)))
    assert compare_all(document, read_docx_text(written(document)), pdf) == ()


@pytest.mark.slow
@pytest.mark.parametrize("target", ["pdf", "docx"])
def test_libreoffice_shows_the_same_and_keeps_it(document: Document, tmp_path: Path, target: str):
    read = read_pdf_text if target == "pdf" else read_docx_text
    pieces = tuple(p.text for p in read(converted(written(document), tmp_path, target)).pieces)
    assert EXPECTED in text_of(pieces)
