"""What stays together where a page ends: a lead-in with its text, the last items of an annex."""

import re
from collections import defaultdict

import pypdfium2
import pytest
from msgspec.structs import replace

from akkoord.readers.pdf_text import read_pdf_text
from akkoord.tree import ListKind, NumberedList, Paragraph, Role, Section, SectionKind, Table, TableCell, TableRow
from akkoord.writers.typst import typst_data
from support.pdf import typesetter
from support.sample import item, paragraph, sample_document, text

FILLERS = range(31, 45)
"""Numbers of short lids before what is tried: the page ends before, in and after it."""


def pages(*items, after=()) -> list[list[str]]:
    """The lines of each page of a document of one article with these lids, without header and footer."""
    lids = NumberedList(tuple(items), ListKind.LEDEN, within=SectionKind.ARTICLE)
    article = Section(SectionKind.ARTICLE, text("Wijziging"), (lids, *after), anchor="een")
    document = replace(sample_document(), title_page=None, body=(article,), signature_pages=())
    found: dict[str, list[str]] = defaultdict(list)
    for piece in read_pdf_text(typesetter().pdf(typst_data(document))).pieces:
        found[piece.place.split(",")[0]].append(piece.text.strip())
    return list(found.values())


def fillers(count: int):
    return [item(f"{n}.", str(n), f"een.{n}", paragraph(f"Vulling {n}.")) for n in range(1, count + 1)]


@pytest.mark.parametrize("role", [Role.QUOTE, Role.BODY])
def test_a_lead_in_stays_with_the_text_it_announces(role: Role):
    broken = 0
    for count in FILLERS:
        words = "Een Toewijzing die bij het einde van deze overeenkomst nog loopt, wordt afgehandeld. " * 3
        lead = item("90.", "90", "een.90", paragraph("Artikel 4 lid 5 komt te luiden:"), Paragraph(text(words), role))
        rest = item("91.", "91", "een.91", paragraph("Slot. " * 60))
        lines = pages(*fillers(count), lead, rest)
        assert not any(page[-1].endswith("luiden:") for page in lines), count
        broken += any("luiden:" in page[0] for page in lines[1:])
    assert broken, "nowhere did the page end at the lead-in"


def test_a_lead_in_stays_with_the_table_after_its_list():
    def row(*words: str) -> TableRow:
        return TableRow(tuple(TableCell((paragraph(w),)) for w in words))

    rows = tuple(row(f"P{n}", "Behandeling", f"€ {n},00") for n in range(1, 9))
    table = Table((1, 3, 1), ("left",) * 3, row("Code", "Wat", "Bedrag"), rows, "Tarieven", "Tarieven per code")
    moved = 0
    for count in FILLERS:
        lead = item("90.", "90", "een.90", paragraph("De tabel ‘Tarieven’ komt te luiden:"))
        lines = pages(*fillers(count), lead, after=(table,))
        assert not any(page[-1].endswith("luiden:") for page in lines), count
        moved += len(lines) > 1 and "luiden:" in lines[1][0]
    assert moved, "nowhere did the page end at the lead-in"


def test_the_last_items_do_not_stand_alone_on_a_page():
    counts = set()
    for count in FILLERS:
        last = [item(f"{n}.", str(n), f"een.{n}", paragraph(f"Slotbepaling {n}.")) for n in (95, 96, 97)]
        lines = pages(*fillers(count), *last)
        assert len(lines) == 1 or len(lines[-1]) >= 3, count
        counts.add(len(lines))
    assert counts == {1, 2}


def test_a_last_lid_of_a_clause_of_its_own_takes_the_one_before_along():
    moved = 0
    for count in FILLERS:
        before = item("95.", "95", "een.95", paragraph("Slotbepaling 95."))
        own = NumberedList(
            (item("96.", "96", "een.96", paragraph("Slotbepaling 96.")),), ListKind.LEDEN, within=SectionKind.ARTICLE
        )
        lines = pages(*fillers(count), before, after=(own,))
        moved += len(lines) > 1 and "95." in lines[1][0]
        assert not any(page[0].startswith("96.") for page in lines), count
    assert moved, "nowhere did the page end between the two"


def test_a_short_table_is_not_broken():
    def row(*words: str) -> TableRow:
        return TableRow(tuple(TableCell((paragraph(w),)) for w in words))

    rows = tuple(row(f"P{n}", f"€ {n},00") for n in range(1, 9))
    table = Table((1, 1), ("left",) * 2, row("Code", "Bedrag"), rows, "Tarieven", "Tarieven per code")
    moved = 0
    for count in range(24, 45):
        lines = pages(*fillers(count), after=(table,))
        holds = [page for page in lines if any(re.match(r"P\d", line) for line in page)]
        assert len(holds) == 1, count
        moved += holds[0] is not lines[0]
    assert 0 < moved < 21


def test_long_last_items_may_part():
    last = [item(f"{n}.", str(n), f"een.{n}", paragraph("Een lange slotbepaling. " * 40)) for n in (95, 96)]
    lines = pages(*fillers(28), *last)
    assert len(lines) == 2
    assert any(line.startswith("95.") for line in lines[0])


def test_the_parts_of_the_last_lid_go_along():
    counts = set()
    for count in FILLERS:
        parts = [item(f"{x}.", x, f"een.98.{x}", paragraph(f"onderdeel {x};")) for x in "abcd"]
        inner = NumberedList(tuple(parts), ListKind.ONDERDELEN, within=SectionKind.ARTICLE)
        lid = item("98.", "98", "een.98", paragraph("Daarvoor geldt het volgende:"), inner)
        lines = pages(*fillers(count), lid)
        assert not lines[-1][0].startswith(("a.", "b.", "c.", "d.")), count
        counts.add(len(lines))
    assert counts == {1, 2}


HYPHENATED = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, its own or one that was put there."""


def column(words: str, share: int) -> str:
    """How words stand in a narrow column, line by line."""
    cell = TableCell((paragraph(words),))
    filler = TableCell((paragraph("Vulling " * 12),))
    head = TableRow((TableCell((paragraph("Kop"),)), TableCell((paragraph("Rest"),))))
    table = Table((share, 8 - share), ("left",) * 2, head, (TableRow((cell, filler)),), "Proef", "Een smalle kolom")
    document = replace(sample_document(), title_page=None, body=(table,), signature_pages=())
    page = pypdfium2.PdfDocument(typesetter().pdf(typst_data(document)))[0].get_textpage().get_text_range()
    return re.sub(r"Vulling[\s\S]*", "", page[page.index("Rest") + len("Rest") :]).strip().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "typed",
    ["bijlage-verwerkersovereenkomst-voorbeeld-crisisdienst-1", "een-regio-2023_07-bijlage-verwerkersovereenkomst.pdf"],
)
def test_what_its_reader_types_gets_no_hyphen_of_its_own(typed: str):
    assert typed in column(f"pagina 17, veld {typed}", 3).replace(HYPHENATED, "-").replace("\n", "")


def test_a_word_in_a_column_is_whole_when_it_fits():
    shown = column("binnen vijf werkdagen na de Declaratie aan de bestuurder, voor alle gemeenten en Ouders", 2)
    assert len(shown.split("\n")) > 2
    assert HYPHENATED not in shown
    assert {"Declaratie", "bestuurder,", "gemeenten", "Ouders"} <= set(shown.split())
