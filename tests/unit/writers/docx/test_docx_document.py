"""A written document says what its tree says, in Word's own means."""

import os
import pickle
import re
import subprocess
import sys

import pytest
from lxml import etree
from msgspec.structs import replace

from akkoord.ooxml.names import W_NS, w
from akkoord.proof.equality import compare_tree
from akkoord.readers.docx_text import read_docx_text
from akkoord.tree import (
    Clause,
    Contents,
    ContentsEntry,
    Footnote,
    Frame,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    NumberPart,
    Paragraph,
    Reference,
    Role,
    Section,
    SectionKind,
    Table,
    TableCell,
    TableRow,
    Text,
)
from akkoord.writers.docx import DocxError, write_docx
from support.docx import PROPERTIES, house, parts_of, text_part
from support.sample import NASTY, SPAN, item, paragraph, sample_document, text

NS = {"w": W_NS}
PAGES = {"inleiding": 3, "afspraken": 3, "ro-a": 4, "ro-b": 4, "bijlage-eisen": 5, "bijlage-definities": 7}


def body_of(document, pages=PAGES) -> etree._Element:
    data = write_docx(document, house(), pages=pages, properties=PROPERTIES)
    return etree.fromstring(text_part(data).encode())


def with_blocks(*blocks):
    document = sample_document("Voorbeeld")
    return replace(document, body=blocks, signature_pages=())


def para(words: str) -> Paragraph:
    return Paragraph((Text(words),), span=SPAN)


def lid(number: str, anchor: str, *children) -> ListItem:
    return ListItem(children, Number(number, number.rstrip(".")), anchor, SPAN)


@pytest.mark.parametrize("provider", ["Stichting Voorbeeld", NASTY])
@pytest.mark.parametrize("pages", [PAGES, {}], ids=["met paginanummers", "zonder"])
def test_the_reader_finds_what_the_tree_says(provider: str, pages):
    document = sample_document(provider)
    data = write_docx(document, house(), pages=pages, properties=PROPERTIES)
    assert compare_tree(document, read_docx_text(data, struck=True), "DOCX") == ()


def test_same_input_same_bytes_in_another_process_and_hash_seed():
    script = (
        "import hashlib; from support.docx import *; from support.sample import sample_document;"
        "from akkoord.writers.docx import write_docx;"
        "print(hashlib.sha256(write_docx(sample_document(), house(), pages={}, properties=PROPERTIES)).hexdigest())"
    )
    seen = {
        subprocess.run(  # this interpreter, a fixed script
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(seen) == 1


def test_a_house_style_goes_to_another_process_and_writes_the_same():
    document = sample_document()
    here, there = (
        write_docx(document, style, pages=PAGES, properties=PROPERTIES)
        for style in (house(), pickle.loads(pickle.dumps(house())))  # noqa: S301  # our own value
    )
    assert here == there


def test_a_lid_stays_with_the_list_under_it():
    root = body_of(sample_document())
    kept = [
        p.find("w:pPr/w:keepNext", NS) is not None for p in root.iter(w("p")) if "De afspraken zijn:" in p.itertext()
    ]
    assert kept == [True]


def test_the_level_of_deflate_changes_no_part():
    document = sample_document()
    small, fast = (write_docx(document, house(), pages={}, properties=PROPERTIES, level=n) for n in (9, 1))
    assert small != fast
    assert parts_of(small) == parts_of(fast)


def test_contents_carry_page_numbers_or_the_switch_that_omits_them():
    with_pages, without = (text_part(write_docx(sample_document(), house(), pages=p, properties=PROPERTIES))
                           for p in (PAGES, {"inleiding": 3}))  # fmt: skip
    assert r'TOC \o "1-1" \h \z \u <' in with_pages
    assert with_pages.count("PAGEREF") == 6
    assert r'TOC \o "1-1" \h \z \u \n <' in without
    assert "PAGEREF" not in without


def test_references_are_fields_that_show_the_cited_number():
    xml = text_part(write_docx(sample_document(), house(), pages={}, properties=PROPERTIES))
    fields = re.findall(
        r">\s*((?:REF )?_Ref\w+ [^<]*?) </w:instrText></w:r><w:r><w:fldChar [^>]*separate.*?<w:t[^>]*>([^<]*)<", xml
    )
    shown = [
        (("REF" if code.startswith("REF") else "") + code.split(" ", 1)[1].removeprefix("_Ref")[-8:], text)
        for code, text in fields
    ]
    assert [text for _, text in shown] == ["2.1", "b", "2", "1", "1", "Bijlage I", "B"]
    assert [code.count(r"\t") for code, _ in fields] == [0, 0, 1, 1, 0, 0, 0]
    bookmarks = set(re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', xml))
    assert {re.search(r"_Ref\w+", code).group() for code, _ in fields} <= bookmarks


def test_bookmarks_are_unique_short_closed_and_inside_paragraphs():
    root = body_of(sample_document())
    starts = list(root.iter(w("bookmarkStart")))
    names = [b.get(w("name")) for b in starts]
    ids = [b.get(w("id")) for b in starts]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
    assert sorted(ids) == sorted(e.get(w("id")) for e in root.iter(w("bookmarkEnd")))
    assert {b.getparent().tag for b in starts} == {w("p")}


def test_tables_repeat_their_header_keep_rows_whole_and_are_described():
    root = body_of(sample_document())
    for table in root.iter(w("tbl")):
        rows = table.findall("w:tr", NS)
        assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)
        caption = table.find("w:tblPr/w:tblCaption", NS).get(w("val"))
        assert table.find("w:tblPr/w:tblDescription", NS).get(w("val"))
        if not caption.startswith("Opmaaktabel ondertekening"):
            assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True] + [False] * (
                len(rows) - 1
            )
        widths = [int(c.get(w("w"))) for c in table.iterfind("w:tblGrid/w:gridCol", NS)]
        assert sum(widths) == house().text_width_twips


def test_signature_blocks_are_kept_whole_with_room_to_sign():
    root = body_of(sample_document())
    tables = [t for t in root.iter(w("tbl")) if t.find("w:tblPr/w:tblCaption", NS).get(w("val")).startswith("Opmaak")]
    assert len(tables) == 2
    for table in tables:
        rows = table.findall("w:tr", NS)
        kept = [[p.find("w:pPr/w:keepNext", NS) is not None for p in row.iter(w("p"))] for row in rows]
        assert kept == [[True, True]] * (len(rows) - 1) + [[False, False]]
        assert int(rows[-1].find("w:trPr/w:trHeight", NS).get(w("val"))) > 1000
    heading = next(p for p in root.iter(w("p")) if "".join(p.itertext()) == "Ondertekening")
    assert heading.find("w:pPr/w:pageBreakBefore", NS) is not None
    intro = heading.getnext().find("w:sdtContent/w:p", NS)
    assert intro.find("w:pPr/w:keepNext", NS) is not None


def test_what_announces_other_text_stays_with_it():
    quote = paragraph("5. De nieuwe tekst.", Role.QUOTE)
    within = item("1.", "1", "een.1", paragraph("Artikel 4 lid 5 komt te luiden:"), quote)
    before = item("2.", "2", "een.2", paragraph("De tabel komt te luiden:"))
    plain = item("3.", "3", "een.3", paragraph("Dit lid kondigt aan:"))
    lists = [NumberedList(tuple(items), ListKind.LEDEN, SectionKind.ARTICLE) for items in ((within, before), (plain,))]
    words = lists[0], paragraph("Een tabel."), lists[1]
    root = body_of(with_blocks(Section(SectionKind.ARTICLE, text("Een"), words, anchor="een")))
    kept = {
        "".join(p.itertext()): p.find("w:pPr/w:keepNext", NS) is not None
        for p in root.iter(w("p"))
        if "kondigt" in "".join(p.itertext()) or "luiden" in "".join(p.itertext())
    }
    assert kept == {
        "Artikel 4 lid 5 komt te luiden:": True,
        "De tabel komt te luiden:": True,
        "Dit lid kondigt aan:": False,
    }


@pytest.mark.parametrize(
    ("count", "kept"), [(0, "T"), (1, "T."), (2, "TT."), (13, 13 * "T" + "."), (14, f"TT{11 * '.'}T.")]
)
def test_no_row_of_a_table_stands_alone_on_a_page(count: int, kept: str):
    rows = tuple(TableRow((TableCell((paragraph(f"rij {n}"),)),)) for n in range(count))
    table = Table((1,), ("left",), TableRow((TableCell((paragraph("Kop"),)),)), rows, "Tabel", "Tabel")
    root = body_of(with_blocks(table))
    paragraphs = [p for row in root.iter(w("tr")) for p in row.iter(w("p"))]
    assert "".join("T" if p.find("w:pPr/w:keepNext", NS) is not None else "." for p in paragraphs) == kept


def test_footnotes_are_real_and_stand_in_their_own_part():
    data = write_docx(sample_document(), house(), pages={}, properties=PROPERTIES)
    assert text_part(data).count("<w:footnoteReference ") == 1
    notes = etree.fromstring(text_part(data, "word/footnotes.xml").encode())
    assert [n.get(w("type")) for n in notes] == ["separator", "continuationSeparator", None]
    assert "".join(notes[2].itertext()).strip() == "Een noot met een verwijzing naar de regiovisie."


def test_numbers_that_word_would_not_reach_get_a_list_of_their_own():
    def plain(*numbers: str) -> NumberedList:
        return NumberedList(tuple(lid(n, "", para(f"punt {n}")) for n in numbers))

    items = (lid("3.", "x.3", para("begint bij drie")), lid("4.", "x.4", para("en vier"), plain("1.", "2.")))
    leden = NumberedList(items, ListKind.LEDEN, SectionKind.ARTICLE)
    lists = (plain("a.", "b."), plain("a."), plain("1°"))
    annexes = [
        Section(SectionKind.ANNEX, (Text("Bijlage"),), lists, Number(f"Bijlage {n}", n), 1, f"b{n}")
        for n in ("II", "III", "V")
    ]
    document = with_blocks(plain("1.", "2."), leden, plain("1."), plain("7.", "8."), *annexes)
    data = write_docx(document, house(), pages={}, properties=PROPERTIES)
    assert compare_tree(document, read_docx_text(data, struck=True), "DOCX") == ()


def test_what_follows_in_an_item_carries_no_number():
    item = lid("1.", "a.1", para("eerste"), para("tweede"), Frame((para("in kader"),)))
    empty = ListItem((NumberedList((lid("a.", "a.2.a", para("diep")),), ListKind.ONDERDELEN, SectionKind.ARTICLE),),
                     Number("2.", "2"), "a.2")  # fmt: skip
    document = with_blocks(NumberedList((item, empty), ListKind.LEDEN, SectionKind.ARTICLE))
    data = write_docx(document, house(), pages={}, properties=PROPERTIES)
    assert [p.text for p in read_docx_text(data).pieces][6:] == ["1. eerste", "tweede", "in kader", "2.", "a. diep"]


def test_the_text_begins_on_a_new_page_after_the_title_page():
    root = body_of(with_blocks(para("meteen tekst")))
    first = next(p for p in root.iter(w("p")) if "".join(p.itertext()) == "meteen tekst")
    assert first.find("w:pPr/w:pageBreakBefore", NS) is not None


def test_an_empty_clause_leaves_no_trace():
    xml = text_part(
        write_docx(with_blocks(Clause("leeg", "1.0", ()), para("x")), house(), pages={}, properties={"a": "b"})
    )
    assert "leeg@1.0" not in xml
    assert "_c_" not in xml


def note(number: int, *blocks) -> Paragraph:
    return Paragraph((Text("x"), Footnote(blocks, number, SPAN)), span=SPAN)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (para("een \x0b teken"), "DCX001"),
        (para("half \ud800 teken"), "DCX001"),
        (Paragraph((Reference((NumberPart("nergens", "1"),), "nergens", span=SPAN),), span=SPAN), "DCX002"),
        (NumberedList((lid("1bis.", "a", para("x")),), ListKind.LEDEN, SectionKind.ARTICLE), "DCX004"),
        (NumberedList((lid("(i)", "a", para("x")),)), "DCX004"),
        (note(2, para("verkeerde volgorde")), "DCX005"),
        (note(1, NumberedList((lid("1.", "a", para("lijst in noot")),))), "DCX005"),
        (note(1, note(2, para("noot in noot"))), "DCX005"),
    ],
)  # fmt: skip
def test_what_word_could_not_show_truthfully_is_refused_with_its_place(block, code: str):
    with pytest.raises(DocxError) as caught:
        write_docx(with_blocks(block), house(), pages={}, properties=PROPERTIES)
    found = caught.value.diagnostics[0]
    assert (found.code, found.span) == (code, SPAN)


def test_contents_without_their_section_are_refused():
    contents = sample_document().body[0]
    assert isinstance(contents, Contents)
    with pytest.raises(DocxError, match="inleiding"):
        write_docx(with_blocks(contents), house(), pages={}, properties=PROPERTIES)


def test_a_property_word_would_cut_is_refused():
    document = with_blocks(para("x"))
    assert write_docx(document, house(), pages={}, properties={"lang": "x" * 255})
    with pytest.raises(DocxError, match="`lang`"):
        write_docx(document, house(), pages={}, properties={"lang": "x" * 254 + "𝄞"})
    with pytest.raises(DocxError, match="U\\+0001"):
        write_docx(document, house(), pages={}, properties={"fout": "\x01"})


def preamble(anchor: str, *blocks) -> Section:
    return Section(SectionKind.PREAMBLE, (Text(anchor.capitalize()),), blocks, None, 1, anchor, SPAN)


def of_preamble(*items) -> NumberedList:
    return NumberedList(items, ListKind.LEDEN, SectionKind.PREAMBLE, SPAN)


def test_numbers_run_on_through_a_preamble_and_begin_anew_in_the_next():
    deeper = NumberedList(
        (lid("a.", "overwegingen-tekst.2.a", para("met een onderdeel")),),
        ListKind.ONDERDELEN,
        SectionKind.PREAMBLE,
        SPAN,
    )
    cited = Reference(("Overwegingen onder ", NumberPart("overwegingen-tekst.3", "3")), "overwegingen-tekst.3")
    sections = (
        preamble("partijen", of_preamble(lid("1.", "p.1", para("De een;")), lid("2.", "p.2", para("de ander.")))),
        preamble(
            "overwegingen",
            of_preamble(lid("1.", "o.1", para("Eerst;"))),
            para("Een tussenzin."),
            of_preamble(lid("2.", "o.2", para("dan,"), deeper), lid("3.", "overwegingen-tekst.3", para("en dan."))),
        ),
        Section(SectionKind.ARTICLE, (Text("Slot"),), (Paragraph((cited,)),), Number("Artikel 1", "1"), 1, "slot"),
    )
    entries = tuple(ContentsEntry(s.anchor, s.number, s.title) for s in sections)
    document = with_blocks(Contents("Inhoud", entries), *sections)
    data = write_docx(
        document, house(), pages=dict.fromkeys(("partijen", "overwegingen", "slot"), 3), properties=PROPERTIES
    )
    assert compare_tree(document, read_docx_text(data, struck=True), "DOCX") == ()
    listed = re.findall(r'<w:pStyle w:val="TOC1"/>(.*?)</w:pPr>', text_part(data))
    assert [("clear" in entry, "firstLine" in entry) for entry in listed] == [
        (True, True),
        (True, True),
        (False, False),
    ]
