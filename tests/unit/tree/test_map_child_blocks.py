"""Mapping rows of neighbouring blocks: every row is met once, footnotes included."""

from akkoord.tree import Block, Footnote, Paragraph, Text, all_blocks, map_child_blocks
from support.sample import sample_document


def test_mapping_with_no_change_gives_an_equal_tree():
    document = sample_document()

    def same(row: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map_child_blocks(b, same) for b in row)

    assert same(document.body) == document.body


def test_every_block_is_met_in_reading_order():
    met: list[Block] = []

    def note(row: tuple[Block, ...]) -> tuple[Block, ...]:
        for block in row:
            met.append(block)
            map_child_blocks(block, note)
        return row

    body = sample_document().body
    note(body)
    without_notes = [b for b in met if b in list(all_blocks(body))]
    assert without_notes == list(all_blocks(body))
    assert len(met) == len(without_notes) + 1  # the one paragraph in the one footnote of the sample


def test_blocks_of_a_footnote_can_be_replaced():
    note = Footnote((Paragraph((Text("oud"),)),), 1)
    paragraph = Paragraph((Text("x"), note))
    new = (Paragraph((Text("nieuw"),)),)
    assert map_child_blocks(paragraph, lambda _: new) == Paragraph((Text("x"), Footnote(new, 1)))
