"""Each case in tests/cases/docx/reading.yaml: what stands in the file, and what is read from it."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.ooxml import pack_archive
from akkoord.readers.docx.numbering import UnknownNumberFormatError, formatted
from akkoord.readers.docx_text import read_docx_text
from support.docx import parts_of, small_docx

CASES = YAML(typ="safe").load((Path(__file__).parents[2] / "cases" / "docx" / "reading.yaml").read_text("utf-8"))
_COMPATIBILITY = "(AlternateContent|Choice|Fallback)"


def full(short: str) -> str:
    """The prefixes that the cases leave out."""
    prefixed = re.sub(r"<(/?)(?=\w)", r"<\1w:", short)
    prefixed = re.sub(rf"w:(?={_COMPATIBILITY})", "mc:", prefixed)
    return re.sub(r'\s(?=(?!Requires)\w+=")', " w:", prefixed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_reads_what_word_shows(case):
    kinds = {kind: full(case.get(kind, "")) for kind in ("body", "styles", "numbering", "footnotes")}
    read = read_docx_text(small_docx(**kinds))
    assert [piece.text for piece in read.pieces] == case["pieces"]
    assert {note.mark: note.text for note in read.notes} == case.get("notes", {})
    assert list(read.unread) == case.get("unread", [])


def test_places_count_paragraphs():
    read = read_docx_text(small_docx(full("<p/><p><r><t>a</t></r></p>")))
    assert [piece.place for piece in read.pieces] == ["alinea 2"]


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", pack_archive({"a": b""}), small_docx("<w:p>"), small_docx("&x;")],
    ids=["leeg", "pdf", "zip", "open", "entiteit"],
)
def test_what_cannot_be_read_says_so(data: bytes):
    read = read_docx_text(data)
    assert (read.pieces, read.notes) == ((), ())
    assert len(read.unread) == 1


def test_a_document_without_body_says_so():
    parts = parts_of(small_docx(""))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"w:body", b"w:lijf")
    assert read_docx_text(pack_archive(parts)).unread == ("het document heeft geen tekst die te lezen is",)


@pytest.mark.parametrize(
    ("number_format", "count", "shown"),
    [
        ("lowerLetter", 26, "z"), ("lowerLetter", 27, "aa"), ("upperLetter", 53, "AAA"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 4, "IV"), ("decimalZero", 7, "07"), ("none", 5, ""), ("upperRoman", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_formatted_as_in_word(number_format: str, count: int, shown: str):
    assert formatted(number_format, count) == shown


def test_an_unknown_format_is_no_guess():
    with pytest.raises(UnknownNumberFormatError, match="thaiLetters"):
        formatted("thaiLetters", 3)
