"""Every PDF is PDF/A-2a and PDF/UA-1 by the rules of veraPDF, and veraPDF would tell if it were not."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.typesetting.libreoffice import libreoffice_pdfs
from akkoord.writers.docx import open_house_style, write_docx
from akkoord.writers.typst import typst_data
from support.dense import dense_document
from support.libreoffice import FONTS
from support.pdf import ROOT, plain_pdf, typesetter
from support.sample import sample_document
from support.verapdf import VeraPdf


@pytest.mark.slow
def test_no_rule_fails(verapdf: VeraPdf, tmp_path: Path):
    document = sample_document()
    documents = {
        "whole.pdf": document,
        "dense.pdf": dense_document(),
        "long_name.pdf": sample_document("Stichting " + "Voorbeeld & Zn. <é> *x* _y_ " * 5),
        "no_signatures.pdf": replace(document, signature_pages=()),
        "only_a_title.pdf": replace(document, body=(), signature_pages=()),
    }
    for name, it in documents.items():
        (tmp_path / name).write_bytes(typesetter().pdf(typst_data(it)))
    verdicts = verapdf.check([tmp_path / name for name in documents])
    assert set(verdicts) == {(name, flavour) for name in documents for flavour in ("2a", "ua1")}
    assert {key: verdict.failed for key, verdict in verdicts.items() if verdict.failed} == {}
    assert all(verdict.rules > 100 for verdict in verdicts.values())


@pytest.mark.slow
def test_a_pdf_without_conformance_fails(verapdf: VeraPdf, tmp_path: Path):
    (tmp_path / "plain.pdf").write_bytes(plain_pdf("Een zin."))
    verdicts = verapdf.check([tmp_path / "plain.pdf"])
    assert all(verdict.failed for verdict in verdicts.values())


@pytest.mark.slow
def test_the_word_file_through_libreoffice_is_pdf_a_2b(verapdf: VeraPdf, libreoffice: Path, tmp_path: Path):
    house, faults = open_house_style((ROOT / "templates" / "huisstijl.docx").read_bytes(), "huisstijl.docx")
    assert house is not None, faults
    word = write_docx(sample_document(), house, pages={}, properties={})
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / "word.pdf").write_bytes(libreoffice_pdfs(libreoffice, {"word.docx": word}, scratch, FONTS)["word.docx"])
    assert verapdf.check([tmp_path / "word.pdf"], ["2b"])["word.pdf", "2b"].failed == {}
