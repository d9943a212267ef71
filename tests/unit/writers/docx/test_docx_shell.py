"""Values stay values wherever a template prints them, and the fast path says what docxtpl says."""

import pytest
from lxml import etree
from msgspec.structs import replace

from akkoord.ooxml.names import W_NS
from akkoord.readers.docx_text import read_docx_text
from akkoord.tree import TitlePage
from akkoord.writers.docx import HouseStyle, write_docx
from support.docx import PROPERTIES, changed, house, house_bytes, opened, parts_of, replaced, text_part
from support.sample import sample_document

TRAPS = [
    "Bedrag x <b en meer",
    "B & W",
    "{{ titel }}",
    "{{ 7 * 7 }} {% if x %}",
    "{_{ titel }_} {_% x %_}",
    "{{ hoofdtekst }}",
    "{{ cycler.__init__.__globals__.os }}",
    "<w:p/> ]]> &amp; &#123;",
    "\ue000 \ue001 \ue002 {x}",
    "‘krul’ “aanhaling” \\n \\\\",
    "<?akkoord body?>",
    "a\u00a0b\u00adc\u2011d 𝄞",
]


def texts(xml: str) -> list[str]:
    """The text of every paragraph of a part, one string each."""
    root = etree.fromstring(xml.encode())
    ns = {"w": W_NS}
    return ["".join(t.text or "" for t in p.iterfind(".//w:t", ns)) for p in root.iterfind(".//w:p", ns)]


def document_with(value: str):
    document = sample_document("Voorbeeld")
    page = TitlePage(value, value, value, (value, "tweede regel"), value)
    meta = replace(document.meta, title=value, short_title=value, version_line=value, region=value, subject=value)
    return replace(document, title_page=page, meta=meta)


def slow(style: HouseStyle) -> HouseStyle:
    """The same house style, rendered by docxtpl."""
    return replace(style, titled=replace(style.titled, compiled=None))


def written(value: str, style: HouseStyle) -> bytes:
    return write_docx(document_with(value), style, pages={}, properties={**PROPERTIES, "waarde": value})


@pytest.mark.parametrize("value", TRAPS)
def test_a_value_stays_text_on_cover_in_header_footer_and_properties(value: str):
    data = written(value, house())
    pieces = [p.text for p in read_docx_text(data).pieces]
    assert pieces[:6] == [*[value.strip()] * 4, "tweede regel", value.strip()]
    assert texts(text_part(data, "word/header1.xml")) == [value + value]
    assert texts(text_part(data, "word/footer1.xml"))[0].startswith(value)
    core = etree.fromstring(parts_of(data)["docProps/core.xml"])
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == value
    assert value in "".join(etree.fromstring(parts_of(data)["docProps/custom.xml"]).itertext())


@pytest.mark.parametrize("value", TRAPS)
def test_docxtpl_gives_the_same_text_for_every_value(value: str):
    fast, by_docxtpl = written(value, house()), written(value, slow(house()))
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/header2.xml"):
        assert texts(text_part(by_docxtpl, part)) == texts(text_part(fast, part))
    assert read_docx_text(by_docxtpl) == read_docx_text(fast)


@pytest.mark.parametrize(
    "lost",
    [{"subtitle": ""}, {"motto": ""}, {"notice": ""}, {"lines": ()}, {"subtitle": "", "motto": "", "lines": ("x",)}],
    ids=str,
)
def test_choices_and_repeats_go_as_in_docxtpl(lost: dict[str, object]):
    document = sample_document("Voorbeeld")
    document = replace(document, title_page=replace(document.title_page, **lost), body_digest="")
    fast = write_docx(document, house(), pages={}, properties=PROPERTIES)
    by_docxtpl = write_docx(document, slow(house()), pages={}, properties=PROPERTIES)
    for part in ("word/document.xml", "word/footer1.xml"):
        assert texts(text_part(by_docxtpl, part)) == texts(text_part(fast, part))
    assert "kenmerk" not in text_part(fast, "word/footer1.xml")


SPLIT = "{{ </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>korte</w:t></w:r><w:r><w:t>_titel }} en verder"


@pytest.mark.parametrize(
    ("part", "old", "new", "fast"),
    [
        ("word/header1.xml", "{{ korte_titel }}", SPLIT, True),
        ("word/header1.xml", "{{ korte_titel }}", "{{korte_titel}}{% if not kenmerk %}x{% else %}y{% endif %}", True),
        ("word/header1.xml", "{{ korte_titel }}", "{{ korte_titel | upper }} {{ regels | join(', ') }}", False),
        ("word/header1.xml", "{{ korte_titel }}", "{% if editie == ‘2023’ and regio %}{{ editie }}{% endif %}", False),
        ("word/document.xml", "{%p if motto %}", "{%p if motto is defined and motto %}", False),
    ],
    ids=["gesplitst", "anders", "filters", "vergelijking", "toets"],
)
def test_templates_render_alike_whichever_way_is_taken(part: str, old: str, new: str, fast: bool):
    style = opened(replaced(house_bytes(), part, old, new))
    assert (style.titled.compiled is not None) is fast
    document = sample_document("Voorbeeld")
    data = write_docx(document, style, pages={}, properties=PROPERTIES)
    by_docxtpl = write_docx(document, slow(style), pages={}, properties=PROPERTIES)
    assert texts(text_part(data, part)) == texts(text_part(by_docxtpl, part))
    assert data == write_docx(document, style, pages={}, properties=PROPERTIES)
    assert not any(tag in "".join(texts(text_part(data, part))) for tag in ("{{ k", "{{k", "{%p", "{% if"))


def test_a_tag_in_a_text_box_is_filled():
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>Editie {{ editie }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    style = opened(changed(house_bytes(), {"word/header1.xml": lambda xml: xml.replace("</w:p>", box, 1)}))
    data = write_docx(sample_document("Voorbeeld"), style, pages={}, properties=PROPERTIES)
    assert "Editie 2023" in texts(text_part(data, "word/header1.xml"))


def test_a_line_end_in_a_value_becomes_a_space():
    data = written("een\ntwee\tdrie", house())
    assert read_docx_text(data).pieces[0].text == "een twee drie"
