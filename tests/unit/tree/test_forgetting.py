"""What is remembered of blocks is bounded, and nothing depends on it."""

from akkoord.tree import Paragraph, Text
from akkoord.tree.codec import _MOST_CHARACTERS, _texts, canonical
from akkoord.tree.forgetting import forget_blocks
from akkoord.tree.walk import Held, _held, stands_in


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_what_is_forgotten_is_made_again_the_same():
    block = paragraph("Een zin.")
    before = canonical(block), stands_in(block, Held.LINK)
    forget_blocks()
    assert not len(_texts)
    assert not len(_held)
    assert (canonical(block), stands_in(block, Held.LINK)) == before
    assert _texts.now[id(block)][0] is block


def test_long_texts_push_out_what_came_once():
    forget_blocks()
    first, again = paragraph("eerste"), paragraph("nog eens")
    canonical(first)
    for at in range(12):
        canonical(again)
        canonical(paragraph(f"{at}" + "x" * (_MOST_CHARACTERS // 3)))
    assert _texts.get(id(first)) is None
    assert _texts.get(id(again)) is not None
    assert len(_texts) < 10
