"""What is remembered of blocks is bounded, and nothing depends on it."""

from akkoord.tree import Paragraph, Text
from akkoord.tree.codec import _KEPT_CHARACTERS, _texts, canonical
from akkoord.tree.forgetting import forget_blocks
from akkoord.tree.walk import Held, _held, stands_in


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_what_is_forgotten_is_made_again_the_same():
    block = paragraph("Een zin.")
    before = canonical(block), stands_in(block, Held.LINK)
    forget_blocks()
    assert not _texts.known
    assert not _texts.length
    assert not _held
    assert (canonical(block), stands_in(block, Held.LINK)) == before
    assert _texts.known[id(block)][0] is block


def test_long_texts_push_out_what_came_before():
    forget_blocks()
    first = paragraph("eerste")
    canonical(first)
    for at in range(4):
        canonical(paragraph(f"{at}" + "x" * (_KEPT_CHARACTERS // 3)))
    assert id(first) not in _texts.known
    assert sum(len(text) for _, text in _texts.known.values()) == _texts.length < 2 * _KEPT_CHARACTERS
