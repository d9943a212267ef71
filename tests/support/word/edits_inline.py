"""Random edits inside a paragraph: words, formats, notes, links, fields, controls, pictures, invisible characters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from support.word.documents import ADDRESSES, CODES, FORMATS, INVISIBLE, WORDS, Maker
from support.word.model import (
    Bookmark,
    Box,
    Comment,
    Control,
    Document,
    Field,
    Formula,
    Image,
    Inline,
    Link,
    Note,
    Paragraph,
    Revision,
    Text,
)
from support.word.walk import inline_lists

_Kind = TypeVar("_Kind")


def change_words(inlines: list[Inline], maker: Maker) -> None:
    """Words in, out or changed in one text of the list."""
    found = [i for i in inlines if isinstance(i, Text)]
    if not found:
        inlines.insert(0, maker.text())
        return
    chosen = maker.random.choice(found)
    words = chosen.text.split(" ")
    at = maker.random.randrange(len(words))
    new = maker.random.choices(WORDS, k=maker.random.randrange(1, 4))
    match maker.random.randrange(4):
        case 0:
            words[at:at] = new
        case 1:
            del words[at]
        case 2:
            words[at : at + 1] = new
        case _:
            words[at] = words[at][: len(words[at]) // 2] + maker.random.choice("aeo1,. ")
    chosen.text = " ".join(words)


def _list(document: Document, maker: Maker) -> tuple[str, list[Inline]] | None:
    found = list(inline_lists(document))
    return maker.random.choice(found) if found else None


def words(document: Document, maker: Maker) -> None:
    if found := _list(document, maker):
        change_words(found[1], maker)


def words_everywhere(document: Document, maker: Maker) -> None:
    """A term is replaced throughout."""
    old, new = maker.random.choice((("de", "het"), ("aanbieder", "opdrachtnemer"), ("2024", "2025"), (".", "!")))
    for _, inlines in inline_lists(document):
        for inline in inlines:
            if isinstance(inline, Text):
                inline.text = inline.text.replace(old, new)


def format_words(document: Document, maker: Maker) -> None:
    found = [
        (inlines, n) for _, inlines in inline_lists(document) for n, i in enumerate(inlines) if isinstance(i, Text)
    ]
    if not found:
        return
    inlines, n = maker.random.choice(found)
    text = inlines[n]
    assert isinstance(text, Text)
    name = maker.random.choice(FORMATS)
    look = tuple(f for f in text.format if f.split(":")[0] != name.split(":")[0])
    look = look if name in text.format else (*look, name)
    start = maker.random.randrange(len(text.text) + 1)
    end = maker.random.randrange(start, len(text.text) + 1)
    if start == end:
        start, end = 0, len(text.text)
    pieces = (text.text[:start], text.format), (text.text[start:end], look), (text.text[end:], text.format)
    inlines[n : n + 1] = [Text(piece, used) for piece, used in pieces if piece]


def invisible(document: Document, maker: Maker) -> None:
    """A space becomes a no-break space, a soft hyphen comes in, a tab goes."""
    found = [i for _, inlines in inline_lists(document) for i in inlines if isinstance(i, Text) and i.text]
    if not found:
        return
    chosen = maker.random.choice(found)
    at = maker.random.randrange(len(chosen.text))
    kept = "" if chosen.text[at] in (" ", *INVISIBLE) else chosen.text[at]
    chosen.text = chosen.text[:at] + maker.random.choice((*INVISIBLE, " ")) + kept + chosen.text[at + 1 :]


def inline_in(document: Document, maker: Maker) -> None:
    if found := _list(document, maker):
        place, inlines = found
        inlines.insert(maker.random.randrange(len(inlines) + 1), maker.inline(place))


def inline_out(document: Document, maker: Maker) -> None:
    if (found := _list(document, maker)) and found[1]:
        del found[1][maker.random.randrange(len(found[1]))]


def inline_moved(document: Document, maker: Maker) -> None:
    one, other = _list(document, maker), _list(document, maker)
    if one and other and one[1] and one[0] == other[0]:
        chosen = maker.random.choice(one[1])
        if isinstance(chosen, Text | Image | Formula | Note):
            one[1].remove(chosen)
            other[1].insert(maker.random.randrange(len(other[1]) + 1), chosen)


def wrap(document: Document, maker: Maker) -> None:
    """Text becomes a link, a field, a control, a bookmark or gets a comment."""
    found = _list(document, maker)
    if not found or not found[1]:
        return
    _, inlines = found
    start = maker.random.randrange(len(inlines))
    end = maker.random.randrange(start + 1, len(inlines) + 1)
    inner = inlines[start:end]
    wrapped: list[Inline] = [
        Link(maker.random.choice(ADDRESSES), inner),
        Field("QUOTE x", inner, simple=maker.chance(0.3)),
        Control(maker.name("ctl"), inner),
        Bookmark(maker.name("bm"), inner),
        Comment("Nieuw", inner),
    ]
    inlines[start:end] = [maker.random.choice(wrapped)]


def unwrap(document: Document, maker: Maker) -> None:
    wrappers = (Link, Field, Control, Bookmark, Comment, Revision)
    found = [(inlines, i) for _, inlines in inline_lists(document) for i in inlines if isinstance(i, wrappers)]
    if found:
        inlines, chosen = maker.random.choice(found)
        at = next(n for n, i in enumerate(inlines) if i is chosen)
        assert isinstance(chosen, wrappers)
        inlines[at : at + 1] = chosen.inlines


def note_text(document: Document, maker: Maker) -> None:
    found = _of(document, Note)
    if found:
        note = maker.random.choice(found)
        if maker.chance(0.3):
            note.blocks.insert(0, Paragraph([maker.text()]))
        first = note.blocks[0]
        if isinstance(first, Paragraph):
            change_words(first.inlines, maker)


def note_kind(document: Document, maker: Maker) -> None:
    if found := _of(document, Note):
        chosen = maker.random.choice(found)
        chosen.kind = "endnote" if chosen.kind == "footnote" else "footnote"


def box_kind(document: Document, maker: Maker) -> None:
    if found := _of(document, Box):
        chosen = maker.random.choice(found)
        chosen.vml_only = not chosen.vml_only


def picture(document: Document, maker: Maker) -> None:
    if found := _of(document, Image):
        chosen = maker.random.choice(found)
        if maker.chance(0.7):
            chosen.seed = chosen.seed % 5 + 1
        else:
            chosen.alt += " (nieuw)"


def link_target(document: Document, maker: Maker) -> None:
    if found := _of(document, Link):
        names = [bookmark.name for bookmark in _of(document, Bookmark)]
        targets = [*ADDRESSES, "https://voorbeeld.nl/nieuw", *(f"#{name}" for name in names[:2])]
        maker.random.choice(found).target = maker.random.choice(targets)


def field_code(document: Document, maker: Maker) -> None:
    if found := _of(document, Field):
        maker.random.choice(found).code = maker.random.choice(CODES)


def field_result(document: Document, maker: Maker) -> None:
    if found := _of(document, Field):
        maker.random.choice(found).inlines = [maker.text()]


def field_form(document: Document, maker: Maker) -> None:
    """A complex field becomes a simple one or the other way round."""
    if found := _of(document, Field):
        chosen = maker.random.choice(found)
        chosen.simple = not chosen.simple


def bookmark_name(document: Document, maker: Maker) -> None:
    if found := _of(document, Bookmark):
        maker.random.choice(found).name = maker.name("bm")


def control_tag(document: Document, maker: Maker) -> None:
    if found := _of(document, Control):
        maker.random.choice(found).tag = maker.name("ctl")


def comment_text(document: Document, maker: Maker) -> None:
    if found := _of(document, Comment):
        maker.random.choice(found).remark += " Nee."


def formula(document: Document, maker: Maker) -> None:
    if found := _of(document, Formula):
        maker.random.choice(found).text = maker.random.choice(("y=2", "c"))


def _of(document: Document, kind: type[_Kind]) -> list[_Kind]:
    return [i for _, inlines in inline_lists(document) for i in inlines if isinstance(i, kind)]


INLINE_EDITS: dict[str, Callable[[Document, Maker], None]] = {
    edit.__name__: edit
    for edit in (
        words, words_everywhere, format_words, invisible, inline_in, inline_out, inline_moved, wrap, unwrap, note_text,
        note_kind, box_kind, picture, link_target, field_code, field_result, field_form, bookmark_name, control_tag,
        comment_text, formula,
    )
}  # fmt: skip
