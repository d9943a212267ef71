"""Whatever the data says, it is words on the page, and the page holds together."""

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.tree import Paragraph, Text
from akkoord.writers.html import write_html
from akkoord.writers.html.markup import identifier
from support.sample import sample_document

_NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=120)
_TAGS = sorted(e.tag for e in lxml.html.document_fromstring(write_html(sample_document()).decode()).iter())


@settings(max_examples=60)
@given(_NAMES)
def test_a_name_appears_verbatim_and_makes_no_element(name):
    page = lxml.html.document_fromstring(write_html(sample_document(name)).decode())
    assert [c.text_content() for c in page.xpath("//caption[ancestor::*[@data-field]]")] == [name, name]
    assert sorted(e.tag for e in page.iter()) == _TAGS


@settings(max_examples=60)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_ids_are_unique_and_safe_whatever_the_anchors(anchors):
    document = sample_document()
    paragraphs = tuple(Paragraph((Text("x"),), anchor=a) for a in anchors)
    page = lxml.html.document_fromstring(
        write_html(type(document)(document.meta, document.title_page, paragraphs)).decode()
    )
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(ids) == 1 + len({a for a in anchors if a})


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_anchors_never_share_an_id(one, other):
    assert (identifier(one) == identifier(other)) == (one == other)


@given(_NAMES)
@settings(max_examples=10)
def test_same_document_same_bytes(name):
    assert write_html(sample_document(name)) == write_html(sample_document(name))
