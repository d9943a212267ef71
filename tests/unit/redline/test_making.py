"""A redline from two files: what is marked in each case, and that it is proven, deterministic and refused in time."""

from pathlib import Path

import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import pack_archive
from akkoord.ooxml.names import R_NS, RELATIONSHIPS_NS, mc, w
from akkoord.redline.earlier import accept_decided
from akkoord.redline.making import make_redline
from support.tracked import DOCUMENT, package, plain, written, zipped
from support.word.model import Document, Paragraph, Section, paragraph
from support.word.writing import docx

_CASES = Path(__file__).parents[2] / "cases/redline/tracked"
_DATE = "2024-03-01T09:00:00Z"


def _made(old, new):
    return make_redline(zipped(package(old)), zipped(package(new)), "oud.docx", "nieuw.docx", "R", _DATE)


def _text(case, name):
    return (_CASES / case / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(p.name for p in _CASES.iterdir()))
def test_the_marks_are_those_of_the_case(case):
    made = _made(_text(case, "old.xml"), _text(case, "new.xml"))
    expected = written(_text(case, "redline.xml"))
    for part, xml in expected.items():
        assert plain(made.package.parts[part]) == plain(xml)


@pytest.mark.parametrize("case", sorted(p.name for p in _CASES.iterdir()))
def test_the_same_files_give_the_same_bytes(case):
    old, new = _text(case, "old.xml"), _text(case, "new.xml")
    assert _made(old, new).data == _made(old, new).data


def test_equal_files_give_the_new_file_and_say_so():
    text = "<w:p><w:r><w:t>een</w:t></w:r></w:p>"
    made = _made(text, text)
    assert not made.receipt.changed
    assert made.package.parts[DOCUMENT] == package(text).parts[DOCUMENT]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PKG001"),
        (b"%PDF-1.7", "PKG001"),
        (b"{\\rtf1 x}", "PKG001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "PKG001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "PKG004"),
        (b"geen zip", "PKG001"),
    ],
)
def test_another_kind_of_file_is_refused_with_its_name(data, code):
    fine = zipped(package("<w:p/>"))
    for old, new in ((data, fine), (fine, data)):
        with pytest.raises(AkkoordError) as refused:
            make_redline(old, new, "a.docx", "b.docx")
        assert [d.code for d in refused.value.diagnostics] == [code]


def test_a_section_break_that_another_deletes_does_not_keep_the_redline_back():
    """Whether its footer stays is open in the new file itself: programs differ."""
    footer = {"default": [paragraph("voet")]}
    broken = Document([Paragraph([], section=Section(footers=footer), mark="del")])
    made = make_redline(docx(Document([])), docx(broken), "oud.docx", "nieuw.docx")
    assert made.receipt.changed


def test_a_bookmark_around_a_field_with_another_result_stands_once():
    text = (
        '<w:p><w:bookmarkStart w:id="7" w:name="blad"/><w:fldSimple w:instr="PAGE">'
        '<w:r><w:t>{}</w:t></w:r></w:fldSimple><w:bookmarkEnd w:id="7"/></w:p>'
    )
    made = _made(text.format(3), text.format(4))
    assert made.package.parts[DOCUMENT].count(b"<w:bookmarkStart") == 1


def test_a_mark_without_an_author_that_stays_open_gets_none():
    grid = '<w:tblGrid><w:gridCol/><w:tblGridChange w:id="5"><w:tblGrid/></w:tblGridChange></w:tblGrid>'
    cell = "<w:tc><w:tcPr><w:tcPrChange {A}><w:tcPr/></w:tcPrChange></w:tcPr><w:p/></w:tc>"
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell}</w:tr></w:tbl>"
    decided = "<w:p><w:ins {A}><w:r><w:t>een</w:t></w:r></w:ins></w:p>"
    basis, said = accept_decided(package(decided + table), package(table))
    assert said == ("1 wijziging van A in de oude versie: als aanvaard gelezen",)
    change = next(basis.xml(DOCUMENT).iter(w("tblGridChange")))
    assert dict(change.attrib) == {w("id"): "5"}


def test_a_long_chain_of_parts_ends_in_a_message():
    def chained(last):
        related = (
            f'<Relationships xmlns="{RELATIONSHIPS_NS}"><Relationship Id="r1" Type="x" Target="{{}}"/></Relationships>'
        )
        parts = dict(package('<w:p><w:r><w:drawing><c:chart xmlns:c="urn:c" r:id="r1"/></w:drawing></w:r></w:p>').parts)
        parts["word/_rels/document.xml.rels"] = related.format("c0.xml").encode()
        for n in range(600):
            parts[f"word/c{n}.xml"] = f'<a xmlns:r="{R_NS}" r:id="r1"/>'.encode()
            parts[f"word/_rels/c{n}.xml.rels"] = related.format(f"c{n + 1}.xml").encode()
        return pack_archive(parts | {"word/c600.xml": f"<a>{last}</a>".encode()})

    with pytest.raises(AkkoordError):
        make_redline(chained("een"), chained("twee"), "oud.docx", "nieuw.docx")


_COUNTED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
)


def _numbered(starts, paragraphs):
    """Paragraphs in lists of one definition; list 1 counts on, and `starts` are those of the lists after it."""
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    for number, start in enumerate(starts, 2):
        override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        lists += f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{override}</w:num>'
    level = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/>'
    definition = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    body = "".join(_COUNTED.format(number, text) for number, text in paragraphs)
    return f"{body}\n=== word/numbering.xml\n<w:numbering {{W}}>{definition}{lists}</w:numbering>"


def test_lists_of_one_definition_that_go_still_count_together_when_that_is_rejected():
    # article 14a stands in a list of its own, and so does the article after it, that counts on from 15
    old = _numbered((14, 15), [(1, "een"), (2, "ingevoegd"), (3, "vijftien"), (1, "zestien")])
    new = _numbered((), [(1, "een"), (1, "vijftien"), (1, "zestien")])
    made = _made(old, new)
    numbering = made.package.parts["word/numbering.xml"].decode()
    assert numbering.count("<w:abstractNum ") == 1
    assert numbering.count("<w:num ") == 3


@pytest.mark.parametrize("taken", ["", ' xmlns:q="urn:elders"'], ids=["prefix-free", "prefix-taken"])
def test_what_another_program_wrote_may_be_ignored_where_it_is_brought(taken):
    text = "<w:p><w:r><w:t>een</w:t>{}</w:r></w:p>"
    old, new = package(text.format("<q:merk/>")), package("<w:p/>")
    head, given = b"<w:document ", f"<w:document{taken} ".encode()
    declared = b'<w:document xmlns:q="urn:maker" mc:Ignorable="q" '
    old.parts[DOCUMENT] = old.parts[DOCUMENT].replace(head, declared)
    new.parts[DOCUMENT] = new.parts[DOCUMENT].replace(head, given)
    made = make_redline(zipped(old), zipped(new), "oud.docx", "nieuw.docx").package
    root = made.xml(DOCUMENT)
    ignored = root.get(mc("Ignorable"), "").split()
    assert [root.nsmap[prefix] for prefix in ignored] == ["urn:maker"]
    assert next(root.iter("{urn:maker}merk")) is not None
    assert root.nsmap.get("q") == ("urn:elders" if taken else "urn:maker")
