"""Walking reaches every node once, and mapping changes nothing by itself."""

from akkoord.tree import (
    Clause,
    Paragraph,
    Section,
    SectionKind,
    Table,
    TableCell,
    TableRow,
    Text,
    all_blocks,
    map_block_inlines,
    map_child_blocks,
    plain_text,
)
from support.sample import sample_document


def test_mapping_with_the_identity_changes_nothing():
    for section in sample_document().body:
        assert map_block_inlines(section, lambda inline: (inline,)) == section


def test_what_a_map_leaves_alone_stays_the_same_object():
    for section in sample_document().body:
        assert map_block_inlines(section, lambda inline: (inline,)) is section
        assert map_child_blocks(section, lambda row: row) is section


def test_a_change_makes_new_objects_only_on_the_way_to_it():
    kept, changed = Paragraph((Text("blijft"),)), Paragraph((Text("wordt"),))
    header, row = TableRow((TableCell((kept,)),)), TableRow((TableCell((changed,)), TableCell((kept,))))
    table = Table((1, 1), ("left", "left"), header, (row,))
    section = Section(SectionKind.TEXT, (), (Clause("a", "1.0", (kept,)), Clause("b", "1.0", (changed, table))))
    became = map_block_inlines(section, lambda i: (Text("werd"),) if i == Text("wordt") else (i,))
    assert became != section
    assert became.children[0] is section.children[0]
    assert became.children[1].children[1].header is table.header
    assert became.children[1].children[1].rows[0].cells[1] is table.rows[0].cells[1]


def test_mapping_reaches_text_in_every_container():
    def shout(inline):
        return (Text(inline.text.upper()),) if isinstance(inline, Text) else (inline,)

    for section in sample_document().body:
        for block in all_blocks([map_block_inlines(section, shout)]):
            if isinstance(block, Paragraph):
                texts = [i.text for i in block.children if isinstance(i, Text)]
                assert texts == [t.upper() for t in texts]


def test_all_blocks_meets_clauses_inside_headings():
    clauses = [b.id for b in all_blocks(sample_document().body) if isinstance(b, Clause)]
    assert clauses == ["alpha", "alpha2", "beta", "ro-a", "ro-b", "alpha"]


def test_plain_text_shows_references_but_no_footnotes():
    first = next(b for b in all_blocks(sample_document().body) if isinstance(b, Paragraph))
    words = plain_text(first.children)
    assert "zoals bedoeld in punt 2.1 onder b." in words
    assert "Een noot" not in words


def test_sections_keep_their_order():
    kinds = [b.kind.value for b in sample_document().body if isinstance(b, Section)]
    assert kinds == ["chapter", "chapter", "article", "article", "annex", "annex"]
