"""A tree read back from its data is the tree that was written."""

import json
from decimal import Decimal

import pytest

from akkoord.diagnostics import Span
from akkoord.tree import Document, Paragraph, Role, Text, body_digest, tree_digest
from akkoord.tree.codec import canonical, from_data, to_data
from support.sample import sample_document


def test_every_kind_of_node_survives():
    document = sample_document()
    assert from_data(to_data(document)) == document


@pytest.mark.parametrize("node", [sample_document(), (None, True, 0, 12, 'a"\\\n\u2028é', Decimal("1.50"), Role.QUOTE)])
def test_the_canonical_form_is_the_data_as_compact_json(node):
    expected = json.dumps(to_data(node), ensure_ascii=False, separators=(",", ":")).encode()
    assert canonical(node) == expected
    assert canonical(node) == expected  # from memory


def test_what_is_no_tree_value_is_refused():
    with pytest.raises(TypeError, match="no tree value: set"):
        canonical((Text("a"), {1}))


def test_spans_come_back_when_asked():
    node = Paragraph((Text("a", Span("x.md", 3, 4)),), span=Span("x.md", 3, 1))
    back = from_data(to_data(node, spans=True), spans=True)
    assert back.span == Span("x.md", 3, 1)
    assert back.children[0].span == Span("x.md", 3, 4)


def test_a_span_never_counts_in_a_digest():
    assert tree_digest(Text("a", Span("x.md"))) == tree_digest(Text("a", Span("y.md", 9)))


def test_other_text_gives_another_digest():
    assert tree_digest(Text("artikel 7")) != tree_digest(Text("artikel 8"))


def test_two_shapes_with_the_same_words_differ():
    assert canonical((Text("a"), Text("b"))) != canonical((Text("ab"),))


def test_the_body_digest_leaves_signature_pages_out():
    one, other = sample_document("Stichting Voorbeeld A"), sample_document("Stichting Voorbeeld B")
    assert one != other
    assert body_digest(one) == body_digest(other)


@pytest.mark.parametrize("data", [["Onbekend", 1], ["Text", 1, 2, 3], ["=", "Role", "bestaat niet"]])
def test_foreign_data_is_refused(data):
    with pytest.raises(ValueError, match=r".+"):
        from_data(data)


def test_the_sample_is_a_document():
    assert isinstance(from_data(to_data(sample_document())), Document)
