"""Every clause can be found again, also in a file that another program saved."""

import io
from pathlib import Path

import docx
import pytest
from lxml import etree

from akkoord.ooxml.names import w
from akkoord.proof.equality import compare_tree
from akkoord.readers.docx_text import read_docx_text
from akkoord.writers.docx import PROVENANCE_NS, write_docx
from akkoord.writers.docx.provenance import bookmark_name, control_tag
from support.docx import PROPERTIES, house, parts_of
from support.libreoffice import converted
from support.sample import sample_document

CLAUSES = [
    ("alpha", "1.0"), ("alpha2", "1.0"), ("beta", "2.1"), ("ro-a", "1.0"), ("ro-b", "1.0"), ("eis-a", "1.0"),
    ("eis-b", "1.0"), ("eis-c", "1.0"), ("alpha", "1.0"), ("ondertekening-partij", "1.0"),
]  # fmt: skip


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(sample_document("Stichting Voorbeeld"), house(), pages={}, properties=PROPERTIES)


def found(data: bytes) -> list[tuple[str, str]]:
    """Clause and version by reading order, through the bookmarks and the map alone."""
    parts = parts_of(data)
    maps = [p for n, p in parts.items() if n.startswith("customXml/item") and PROVENANCE_NS.encode() in p]
    lines = [c for m in maps for c in etree.fromstring(m) if c.get("bookmark")]
    known = {c.get("bookmark"): (c.get("id"), c.get("version")) for c in lines}
    root = etree.fromstring(parts["word/document.xml"])
    names = [b.get(w("name")) for b in root.iter(w("bookmarkStart"))]
    return [known[n] for n in names if n in known]


def test_each_clause_has_a_tag_a_bookmark_and_a_line_in_the_map(written: bytes):
    assert found(written) == CLAUSES
    root = etree.fromstring(parts_of(written)["word/document.xml"])
    tags = [t.get(w("val")) for t in root.iter(w("tag"))]
    rows = {"eis-a", "eis-b", "eis-c"}
    assert tags == [f"{i}@{v}" for i, v in CLAUSES if i not in rows]
    item = etree.fromstring(parts_of(written)["customXml/item1.xml"])
    assert [item[0].get(k) for k in ("id", "version", "digest")] == ["alpha", "1.0", "aa" * 32]
    assert [item[0].get(k) for k in ("file", "line")] == ["clauses/voorbeeld/1.0.md", "12"]


def test_it_survives_a_save_by_python_docx(written: bytes):
    saved = io.BytesIO()
    docx.Document(io.BytesIO(written)).save(saved)
    assert found(saved.getvalue()) == CLAUSES
    assert read_docx_text(saved.getvalue(), struck=True) == read_docx_text(written, struck=True)


@pytest.mark.slow
def test_it_survives_a_save_by_libreoffice_and_the_text_stays(written: bytes, tmp_path: Path):
    saved = converted(written, tmp_path, "docx")
    assert found(saved) == CLAUSES
    properties = parts_of(saved)["docProps/custom.xml"].decode()
    assert all(value in properties for value in PROPERTIES.values())
    assert (
        compare_tree(sample_document("Stichting Voorbeeld"), read_docx_text(saved, struck=True), "DOCX na LibreOffice")
        == ()
    )


@pytest.mark.parametrize(
    ("clause", "tag"),
    [
        ("kort", "kort@1.0"),
        ("x" * 60, "x" * 60 + "@1.0"),
        ("x" * 61, "x" * 51 + "-"),
    ],
)
def test_tags_fit_in_what_word_allows(clause: str, tag: str):
    made = control_tag(clause, "1.0")
    assert made.startswith(tag)
    assert len(made) <= 64
    assert made.endswith("@1.0")


def test_bookmark_names_differ_by_anchor():
    names = {bookmark_name("_Ref", f"clause-{n}.{m}") for n in range(50) for m in range(20)}
    assert len(names) == 1000
    assert {len(n) for n in names} == {24}
