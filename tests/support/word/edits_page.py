"""Random edits of sections, headers and footers."""

from __future__ import annotations

from collections.abc import Callable

from support.word.documents import Maker
from support.word.edits_inline import change_words
from support.word.model import Block, Document, Paragraph, Section
from support.word.walk import sections


def _stories(section: Section, maker: Maker) -> dict[str, list[Block]]:
    return maker.random.choice((section.headers, section.footers))


def _section(document: Document, maker: Maker) -> Section:
    return maker.random.choice(list(sections(document)))


def header_text(document: Document, maker: Maker) -> None:
    found = [b for s in sections(document) for b in (*s.headers.values(), *s.footers.values())]
    if found:
        for block in maker.random.choice(found):
            if isinstance(block, Paragraph):
                change_words(block.inlines, maker)
                return


def header_in(document: Document, maker: Maker) -> None:
    stories = _stories(_section(document, maker), maker)
    stories[maker.random.choice(("default", "first", "even"))] = [maker.paragraph("header")]


def header_out(document: Document, maker: Maker) -> None:
    stories = _stories(_section(document, maker), maker)
    if stories:
        del stories[maker.random.choice(sorted(stories))]


def page(document: Document, maker: Maker) -> None:
    section = _section(document, maker)
    match maker.random.randrange(4):
        case 0:
            section.landscape = not section.landscape
        case 1:
            section.margin = 1134 if section.margin == 1417 else 1417
        case 2:
            section.columns = 3 - section.columns
        case _:
            section.start = "continuous" if section.start == "nextPage" else "nextPage"


def section_in(document: Document, maker: Maker) -> None:
    found = [b for b in document.blocks if isinstance(b, Paragraph) and b.section is None]
    if found:
        maker.random.choice(found).section = maker.section()


def section_out(document: Document, maker: Maker) -> None:
    found = [b for b in document.blocks if isinstance(b, Paragraph) and b.section is not None]
    if found:
        maker.random.choice(found).section = None


def even_and_odd(document: Document, maker: Maker) -> None:
    document.even_and_odd = maker.chance(0.5)


PAGE_EDITS: dict[str, Callable[[Document, Maker], None]] = {
    edit.__name__: edit for edit in (header_text, header_in, header_out, page, section_in, section_out, even_and_odd)
}
