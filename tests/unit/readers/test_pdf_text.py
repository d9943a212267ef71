"""Each `tests/cases/readers/pdf/<name>.typ` gives a PDF, `<name>.txt` what is read from it."""

import io
from pathlib import Path

import pikepdf
import pytest

from akkoord.readers.extracted import ExtractedText
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.writers.typst import typst_data
from support.pdf import plain_pdf, typesetter
from support.sample import sample_document

CASES = sorted((Path(__file__).parents[2] / "cases" / "readers" / "pdf").glob("*.typ"))


def shown(read: ExtractedText) -> str:
    """Pieces, notes and what was not read; an undecided hyphen as `~`, an undecided space as `|`."""
    lines = [f"{piece.place}: {piece.text}" for piece in read.pieces]
    lines += [f"noot {note.mark} ({note.place}): {note.text}" for note in read.notes]
    lines += [f"niet gelezen: {what}" for what in read.unread]
    return "".join(f"{line}\n" for line in lines).replace("\u00ad", "~").replace("\u200b", "|")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_reads_what_stands_on_the_page(case: Path):
    read = shown(read_pdf_text(plain_pdf(case.read_text(encoding="utf-8"))))
    assert read == case.with_suffix(".txt").read_text(encoding="utf-8")


def changed(source: str, old: bytes, new: bytes) -> bytes:
    """The PDF of `source` with `old` in what its first page paints replaced."""
    pdf = pikepdf.open(io.BytesIO(plain_pdf(source)))
    page = pdf.pages[0]
    page.contents_coalesce()
    painted = page.Contents.read_bytes()
    assert old in painted
    page.Contents = pdf.make_stream(painted.replace(old, new, 1))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_invisible_text_is_named():
    read = read_pdf_text(changed("Een zin.", b" 0 Tr", b" 3 Tr"))
    assert read.unread == ("pagina 1: onzichtbare tekst `Een zin.`",)


def test_text_outside_the_page_is_named():
    read = read_pdf_text(plain_pdf("#place(dx: 25cm)[Verborgen.] Zichtbaar."))
    assert "pagina 1: tekst buiten de pagina `Verborgen.`" in read.unread


def test_a_comment_over_the_text_is_named():
    pdf = pikepdf.open(io.BytesIO(plain_pdf("Een zin.")))
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        FT=pikepdf.Name.Tx,
        T="veld",
        V="niet",
        Rect=[9, 9, 99, 99],
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(field)]))
    out = io.BytesIO()
    pdf.save(out)
    assert read_pdf_text(out.getvalue()).unread == ("pagina 1: een aantekening of formulierveld",)


def test_an_empty_page_is_named():
    assert read_pdf_text(plain_pdf("Een zin. #pagebreak() #v(1cm)")).unread == ("pagina 2: geen tekst",)


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7", plain_pdf("Een zin.")[:2000]])
def test_a_broken_file_is_named(broken: bytes):
    read = read_pdf_text(broken)
    assert read.pieces == ()
    assert read.unread[0].startswith("het bestand is niet te openen als PDF")


def test_the_sample_is_read_whole():
    read = read_pdf_text(typesetter().pdf(typst_data(sample_document())))
    assert read.unread == ()
    assert [note.mark for note in read.notes] == ["1"]
