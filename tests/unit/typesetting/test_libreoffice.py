"""LibreOffice as the documented option: found or not, in time or not, a PDF of each document."""

import io
import sys
from pathlib import Path

import docx
import pikepdf
import pytest

from akkoord.typesetting.libreoffice import (
    LibreOfficeError,
    LibreOfficeMissingError,
    _run,
    find_libreoffice,
    libreoffice_pdfs,
)
from support.libreoffice import FONTS


def word_file(text: str, font: str = "Calibri") -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_missing_program_says_how_to_go_on():
    with pytest.raises(LibreOfficeMissingError) as caught:
        find_libreoffice("/nergens/soffice")
    (found,) = caught.value.diagnostics
    assert found.code == "LOF001"
    assert "`/nergens/soffice`" in found.message
    assert "`--pdf-engine libreoffice`" in found.hints[1]


def test_a_program_that_hangs_is_ended():
    with pytest.raises(LibreOfficeError) as caught:
        _run([sys.executable, "-c", "import time; time.sleep(60)"], {}, timeout_seconds=0.3)
    assert [d.code for d in caught.value.diagnostics] == ["LOF002"]


def test_a_document_without_a_pdf_is_named(tmp_path: Path):
    with pytest.raises(LibreOfficeError) as caught:
        libreoffice_pdfs(Path(sys.executable), {"convenant.docx": b"", "bijlage.docx": b""}, tmp_path, FONTS)
    assert [d.code for d in caught.value.diagnostics] == ["LOF003", "LOF003"]
    assert "`bijlage.docx`" in caught.value.diagnostics[0].message


@pytest.mark.slow
def test_each_document_becomes_a_pdf_in_one_call(tmp_path: Path, libreoffice: Path):
    documents = {"één & twee.docx": word_file("Een."), "b.docx": word_file("Twee.")}
    made = libreoffice_pdfs(libreoffice, documents, tmp_path, FONTS)
    assert sorted(made) == ["b.docx", "één & twee.docx"]
    for pdf in made.values():
        assert pdf.startswith(b"%PDF-1")
        assert b"pdfaid" in pdf


@pytest.mark.slow
def test_text_is_set_in_the_pinned_fonts_whatever_the_machine_has(tmp_path: Path, libreoffice: Path):
    if sys.platform != "linux":
        pytest.skip("alleen fontconfig leest de instellingen: niet uitgevoerd")
    made = libreoffice_pdfs(libreoffice, {"a.docx": word_file("Een.")}, tmp_path, FONTS)
    with pikepdf.open(io.BytesIO(made["a.docx"])) as pdf:
        fonts = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert fonts
    assert all("Carlito" in font for font in fonts)
