"""The page as a whole: landmarks, ids, links and headings, as lxml reads them back."""

from itertools import pairwise

import lxml.html
import pytest
from msgspec.structs import replace

from akkoord.tree import Paragraph, Section, SectionKind, SignatureSlot, Slot, Status, Text
from akkoord.tree.expression import Literal
from akkoord.writers.html import PageWriter, write_html
from support.sample import NASTY, sample_document


@pytest.fixture(scope="module")
def page():
    return lxml.html.document_fromstring(write_html(sample_document(), frozenset({"raamovereenkomst"})).decode())


def words(element):
    return " ".join(element.text_content().split())


def test_the_landmarks_stand_in_order(page):
    body = page.find("body")
    assert [child.tag for child in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == "#document:text"
    assert body.find("main").get("id") == "document:text"


def test_the_language_and_the_title_are_those_of_the_document(page):
    assert page.get("lang") == "nl-NL"
    assert page.find("head/title").text == "Transformatieconvenant Voorbeeld & <proef>"
    (description,) = page.xpath("//meta[@name='description']/@content")
    assert description == "Transformatieconvenant Voorbeeld & <proef>, versie 1.0, editie 2023, Voorbeeld"


def test_nothing_is_loaded_and_nothing_runs(page):
    assert page.xpath("//script | //link | //img | //iframe | //object | //base | //form") == []
    assert page.xpath("//*[@src or @srcset or @onclick or @onload]") == []
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    assert "counter(" not in style.split("@page{@top-left")[0]


def test_every_id_is_given_once(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_arrives(page):
    ids = set(page.xpath("//@id"))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(targets) > 10
    assert set(targets) <= ids


def test_headings_begin_at_one_and_never_skip_a_level(page):
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_show_number_and_title(page):
    nav = page.find("body/nav")
    assert words(nav.find("h2")) == "Inhoud"
    assert [words(a) for a in nav.iter("a")][-2:] == ["Bijlage I Eisen", "Bijlage II Definities"]


def test_every_clause_and_requirement_can_be_traced(page):
    traced = page.xpath("//@data-clause")
    assert traced == [
        *("alpha@1.0", "alpha2@1.0", "beta@2.1", "ro-a@1.0", "ro-b@1.0"),
        *("eis-a@1.0", "eis-b@1.0", "eis-c@1.0", "alpha@1.0", "ondertekening-partij@1.0"),
    ]


def test_tables_have_headers_a_name_and_a_box_the_keyboard_can_reach(page):
    boxes = page.xpath("//div[contains(@class, 'table')]")
    assert len(boxes) == 3
    for box in boxes:
        assert box.get("tabindex") == "0"
        assert box.get("aria-label")
        assert words(box.find("table/caption"))
        assert {th.get("scope") for th in box.iterfind("table/thead/tr/th")} == {"col"}
    assert [words(th) for th in page.xpath("//th[@scope='row'][@id]")] == ["A", "B", "C"]


def test_signature_blocks_hold_the_party_verbatim(page):
    captions = page.xpath("//div[@class='signature-block']/table/caption")
    assert [c.text_content() for c in captions] == [NASTY, NASTY]


def test_footer_names_version_edition_and_text(page):
    footer = words(page.find("body/footer"))
    assert "Transformatieconvenant, versie 1.0, editie 2023" in footer
    assert "0123456789abcdef" * 4 in footer


def test_a_concept_says_so_in_words_and_a_ready_document_does_not():
    concept = write_html(sample_document()).decode()
    ready = write_html(replace(sample_document(), status=Status.READY)).decode()
    assert "<strong>Concept.</strong> Deze tekst is nog niet gereed om te ondertekenen." in concept
    assert "Concept." not in ready


def test_without_contents_there_is_no_navigation():
    document = sample_document()
    page = lxml.html.document_fromstring(write_html(replace(document, body=document.body[1:])).decode())
    assert page.find("body/nav") is None


def test_data_in_the_printed_header_ends_neither_string_nor_style():
    document = sample_document()
    hostile = '"}</style><script>x</script>\\'
    meta = replace(document.meta, short_title=hostile, version_line=hostile)
    page = lxml.html.document_fromstring(write_html(replace(document, meta=meta)).decode())
    assert page.xpath("//script") == []
    assert len(page.xpath("//style")) == 1
    assert page.find("body/footer").text_content().count("<script>") == 2


def test_headings_deeper_than_six_keep_their_level():
    deep = sample_document().body[1]
    for _ in range(6):
        deep = replace(deep, children=(deep,))
    page = lxml.html.document_fromstring(write_html(replace(sample_document(), body=(deep,))).decode())
    assert page.xpath("//h6/@aria-level")[:2] == ["7", "8"]


@pytest.mark.parametrize("left_over", [SignatureSlot(), Paragraph((Slot(Literal(1), "1"),))])
def test_what_assembly_should_have_replaced_is_our_bug(left_over):
    with pytest.raises(AssertionError, match="never reaches a writer"):
        write_html(replace(sample_document(), body=(left_over,)))


def test_a_writer_that_remembers_a_text_gives_the_same_pages():
    """Same text with other signatures, targets or pages beside it, another text, and the first again."""
    one = sample_document()
    other_end = replace(one, signature_pages=one.signature_pages[:0])
    other_title = replace(one, meta=replace(one.meta, title="Ander"), status=Status.CONCEPT)
    other_text = replace(one, body=one.body[:2])
    beside = frozenset({"raamovereenkomst"})
    writer = PageWriter()
    for document in (one, other_title, other_end, one, other_text, one):
        for siblings in (frozenset[str](), beside, beside):
            assert writer.write(document, siblings) == write_html(document, siblings)


def test_a_report_has_one_title_in_its_text_and_no_empty_band_above_it():
    parts = (Section(SectionKind.TEXT, (Text(title),), (), None, 1, title) for title in ("Was-wordt", "Wijzigingen"))
    document = replace(sample_document(), body=tuple(parts), title_page=None, signature_pages=(), report=True)
    report = lxml.html.fromstring(write_html(document).decode())
    assert report.find("body/header") is None
    assert [h.text for h in report.iter("h1", "h2")] == ["Was-wordt", "Wijzigingen"]
    assert [h.tag for h in report.iter("h1", "h2")] == ["h1", "h2"]
    assert report.find("body").get("class") == "alone report"
    assert "size:A4 landscape" in report.find("head/style").text
