"""Random edits: what a lawyer, a negotiator or a careless colleague does to a document between two versions.

`EDITS` names them all; each changes the document in place and does nothing when there is nothing of its kind.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random  # noqa: TID251  a type; the caller decides where the choices come from

from support.word.documents import Maker
from support.word.edits_inline import INLINE_EDITS, change_words
from support.word.edits_page import PAGE_EDITS
from support.word.edits_table import TABLE_EDITS
from support.word.model import Block, BlockControl, Document, Paragraph, Text
from support.word.valid import made_valid
from support.word.walk import containers, paragraphs

Edit = Callable[[Document, Maker], None]


def edited(document: Document, random: Random, *, revisions: bool = True) -> tuple[Document, tuple[str, ...]]:
    """Another version of the document, and the names of the edits made."""
    made = copy.deepcopy(document)
    maker = Maker(random, revisions=revisions)
    names = tuple(random.choice(tuple(EDITS)) for _ in range(random.choice((1, 1, 1, 2, 3, 5, 8))))
    for name in names:
        EDITS[name](made, maker)
    return made_valid(made), names


def _container(document: Document, maker: Maker) -> tuple[str, list[Block]]:
    found = list(containers(document))
    return found[0] if maker.chance(0.6) else maker.random.choice(found)


def _chosen(document: Document, maker: Maker) -> Paragraph | None:
    found = [p for _, p in paragraphs(document)]
    return maker.random.choice(found) if found else None


def put_in(document: Document, maker: Maker) -> None:
    place, blocks = _container(document, maker)
    blocks.insert(maker.random.randrange(len(blocks) + 1), maker.paragraph(place))


def put_several_in(document: Document, maker: Maker) -> None:
    place, blocks = _container(document, maker)
    at = maker.random.randrange(len(blocks) + 1)
    blocks[at:at] = maker.blocks(place, maker.random.randrange(2, 6), 1)


def take_out(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    if blocks:
        del blocks[maker.random.randrange(len(blocks))]


def take_several_out(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    at = maker.random.randrange(len(blocks) + 1)
    del blocks[at : at + maker.random.randrange(2, 6)]


def move(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    if len(blocks) > 1:
        block = blocks.pop(maker.random.randrange(len(blocks)))
        blocks.insert(maker.random.randrange(len(blocks) + 1), block)


def move_and_edit(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    found = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph)]
    if found and len(blocks) > 1:
        block = blocks.pop(maker.random.choice(found))
        assert isinstance(block, Paragraph)
        change_words(block.inlines, maker)
        blocks.insert(maker.random.randrange(len(blocks) + 1), block)


def move_section(document: Document, maker: Maker) -> None:
    """A run of blocks, as an article with its leden."""
    blocks = document.blocks
    at = maker.random.randrange(len(blocks) + 1)
    piece = blocks[at : at + maker.random.randrange(2, 6)]
    del blocks[at : at + len(piece)]
    to = maker.random.randrange(len(blocks) + 1)
    blocks[to:to] = piece


def copy_block(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    if blocks:
        blocks.insert(maker.random.randrange(len(blocks) + 1), copy.deepcopy(maker.random.choice(blocks)))


def split(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    found = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.inlines]
    if not found:
        return
    at = maker.random.choice(found)
    first = blocks[at]
    assert isinstance(first, Paragraph)
    second = copy.deepcopy(first)
    first.section = None
    cut = maker.random.randrange(len(first.inlines))
    middle = first.inlines[cut]
    first.inlines, second.inlines = first.inlines[:cut], second.inlines[cut:]
    if isinstance(middle, Text) and len(middle.text) > 1:
        place = maker.random.randrange(len(middle.text))
        first.inlines = [*first.inlines, Text(middle.text[:place], middle.format)]
        second.inlines[0] = Text(middle.text[place:], middle.format)
    blocks.insert(at + 1, second)


def merge(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    pairs = [
        n for n in range(len(blocks) - 1) if isinstance(blocks[n], Paragraph) and isinstance(blocks[n + 1], Paragraph)
    ]
    if pairs:
        at = maker.random.choice(pairs)
        first, second = blocks[at], blocks[at + 1]
        assert isinstance(first, Paragraph)
        assert isinstance(second, Paragraph)
        kept = first if maker.chance(0.5) else second
        kept.section = first.section or second.section
        kept.inlines = first.inlines + second.inlines
        blocks[at : at + 2] = [kept]


def style(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.style = maker.random.choice(("", "Kop1", "Kop2", "Citaat", "Lid"))


def align(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.align = maker.random.choice(("", "center", "both", "right"))


def layout(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.indent = maker.random.choice((0, 360, 720))
        chosen.space_after = maker.random.choice((-1, 0, 120))
        chosen.keep_next = maker.chance(0.5)


def level(document: Document, maker: Maker) -> None:
    found = [p for _, p in paragraphs(document) if p.list]
    if found:
        chosen = maker.random.choice(found)
        assert chosen.list
        chosen.list = (chosen.list[0], (chosen.list[1] + maker.random.choice((1, 2))) % 3)


def numbering(document: Document, maker: Maker) -> None:
    if chosen := _chosen(document, maker):
        chosen.list = maker.random.choice((None, ("artikel", 0), ("punt", 0), ("letter", 1), ("cijfer", 0)))


def lists(document: Document, maker: Maker) -> None:
    """The numbering part has other lists, in another order."""
    document.lists = tuple(maker.random.sample(("artikel", "letter", "punt", "cijfer"), maker.random.randrange(5)))


def control_around(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    if blocks:
        at = maker.random.randrange(len(blocks))
        end = at + maker.random.randrange(1, 3)
        blocks[at:end] = [BlockControl(maker.name("blok"), blocks[at:end])]


def control_away(document: Document, maker: Maker) -> None:
    for _, blocks in containers(document):
        found = [n for n, block in enumerate(blocks) if isinstance(block, BlockControl)]
        if found:
            at = maker.random.choice(found)
            control = blocks[at]
            assert isinstance(control, BlockControl)
            blocks[at : at + 1] = control.blocks
            return


def repeat(document: Document, maker: Maker) -> None:
    """Many equal paragraphs, one of them different."""
    at = maker.random.randrange(len(document.blocks) + 1)
    text = maker.random.choice(("Gelijke alinea.", "", "n.v.t."))
    equal: list[Block] = [Paragraph([Text(text)]) for _ in range(maker.random.randrange(3, 9))]
    document.blocks[at:at] = equal


def empty(document: Document, maker: Maker) -> None:
    """Now and then nothing is left."""
    if maker.chance(0.2):
        document.blocks.clear()


def shuffle(document: Document, maker: Maker) -> None:
    _, blocks = _container(document, maker)
    maker.random.shuffle(blocks)


def other_revisions(document: Document, maker: Maker) -> None:
    """Someone else's tracked change of a paragraph comes, goes or is resolved."""
    if maker.revisions and (chosen := _chosen(document, maker)):
        chosen.mark = maker.random.choice(("", "ins", "del"))
        chosen.changed_from = maker.random.choice(("", "right"))


_BLOCK_EDITS = (
    put_in, put_several_in, take_out, take_several_out, move, move_and_edit, move_section, copy_block, split, merge,
    style, align, layout, level, numbering, lists, control_around, control_away, repeat, empty, shuffle,
    other_revisions,
)  # fmt: skip
EDITS: dict[str, Edit] = {
    **{edit.__name__: edit for edit in _BLOCK_EDITS},
    **INLINE_EDITS,
    **TABLE_EDITS,
    **PAGE_EDITS,
}
