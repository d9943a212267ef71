"""Each `tests/cases/readers/pdf/<name>.typ` gives a PDF, `<name>.txt` what is read from it."""

from pathlib import Path

import pytest

from akkoord.readers.extracted import ExtractedText
from akkoord.readers.pdf_text import read_pdf_text
from support.pdf import plain_pdf

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
