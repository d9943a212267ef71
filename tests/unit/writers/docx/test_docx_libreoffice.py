"""LibreOffice, which computes numbers and references itself, shows what the tree says."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.readers.pdf_text import read_pdf_text
from akkoord.tree import (
    BulletList,
    Clause,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    SectionKind,
    Strong,
    Text,
)
from akkoord.writers.docx import write_docx
from support.docx import PROPERTIES, house
from support.libreoffice import converted
from support.sample import sample_document


def printed(document, folder: Path) -> str:
    data = write_docx(document, house(), pages={}, properties=PROPERTIES)
    pieces = read_pdf_text(converted(data, folder, "pdf")).pieces
    return " ".join(" ".join(p.text for p in pieces).split())


@pytest.mark.slow
def test_libreoffice_counts_and_refers_as_the_tree_says(tmp_path: Path):
    shown = printed(sample_document("Stichting Voorbeeld"), tmp_path)
    for words in (
        "1.3 Een lid onder een kop telt door.", "2.2 Een volgend lid", "1° eerste subonderdeel;",
        "punt 2.1 onder b.[^1]",
        "Zie artikel 2 en artikel 1 lid 1.", "Zie Bijlage I, eis B.", "C Partijen stellen", "Artikel 2 Slot",
        "Bijlage II Definities",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.slow
def test_libreoffice_restarts_free_lists_at_every_depth(tmp_path: Path):
    def item(number: str, words: str, *rest) -> ListItem:
        shown = Number(number, number.rstrip(".")) if number else None
        return ListItem((Paragraph((Text(words),)), *rest), shown)

    def free(*words: str) -> NumberedList:
        return NumberedList(tuple(item(f"{n}.", w) for n, w in enumerate(words, 1)))

    letters = NumberedList((item("a.", "ka"), item("b.", "kb")))
    first = item("1.", "lid een", free("diep een", "diep twee"), BulletList((item("", "streep", free("dieper een")),)))
    leden = NumberedList((first, item("2.", "lid twee", free("weer een"))), ListKind.LEDEN, SectionKind.ARTICLE)
    blocks = (leden, free("los een", "los twee"), letters, free("opnieuw een"), letters)
    document = replace(sample_document("Voorbeeld"), body=blocks, signature_pages=())
    expected = (
        "1. lid een 1. diep een 2. diep twee – streep 1. dieper een 2. lid twee 1. weer een "
        "1. los een 2. los twee a. ka b. kb 1. opnieuw een a. ka b. kb"
    )
    assert expected in printed(document, tmp_path)


@pytest.mark.slow
def test_libreoffice_keeps_bold_at_the_beginning_of_a_clause_in_a_text_without_contents(tmp_path: Path):
    clauses = tuple(
        Clause(f"woord-{n}", "1.0", (Paragraph((Strong((Text("Woord"),)), Text(": uitleg;"))),)) for n in (1, 2)
    )
    document = replace(sample_document("Voorbeeld"), body=clauses, signature_pages=())
    data = write_docx(document, house(), pages={}, properties=PROPERTIES)
    saved = converted(data, tmp_path, "fodt").decode()
    assert len(re.findall(r"<text:span[^>]*>Woord</text:span>", saved)) == 2
