"""What a Word file holds besides the text that is printed and seen: hidden words, and remarks of people."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Element, Package, read_package
from akkoord.ooxml.names import r, w
from akkoord.readers.docx.looks import ON_PATTERN, Around, Looks, Setting
from akkoord.readers.docx.numbering import Lists
from akkoord.readers.docx.properties import (
    ParagraphProperties,
    is_on,
    over,
    paragraph_properties,
    run_properties,
)
from akkoord.readers.docx.setting import page_of, read_looks
from akkoord.readers.docx.tables import rows_of

_CUSTOM = "docProps/custom.xml"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_TURNED = (w("bdo"), w("dir"))
HIDDEN = "tekst die is verborgen"


class Remark(Struct, frozen=True):
    """A comment: who wrote it, when as written, and what it says."""

    author: str
    date: str
    text: str


class Unseen(Struct, frozen=True):
    """Words that nobody sees or reads, and why, as a Dutch noun phrase.

    `among` are the words of the paragraph, or of the row of a table, in which they stand.
    """

    words: str
    why: str
    among: str = ""


def hidden_words(package: Package) -> tuple[Unseen, ...]:
    """The text of the body, headers, footers and notes that nobody sees, a row for each run, in order.

    It is marked as hidden, or has the colour of what it lies on, or is too small, narrow or cut off to read, or
    is shown back to front. Numbers before a paragraph count with its words.
    """
    main = package.main_part()
    styles, theme, settings, numbering = (
        _root(package, main, kind) for kind in ("styles", "theme", "settings", "numbering")
    )
    looks = read_looks(styles, theme, settings)
    lists = Lists(numbering, looks.styles)
    others = [r.target for r in package.relationships(main) if r.kind in _STORIES and r.target in package.parts]
    root = package.xml(main)
    page = page_of(root, settings, looks)
    return tuple(
        unseen
        for story in (root, *(package.xml(part) for part in others))
        for paragraph, around in _paragraphs(story, looks, around=page)
        for unseen in _unseen(paragraph, looks, lists, around)
    )


def _paragraphs(parent: Element, looks: Looks, around: Around) -> Iterator[tuple[Element, Around]]:
    """The paragraphs in `parent` with what each lies in; those in a text box after the one that it hangs on."""
    for child in parent:
        if child.tag == w("tbl"):
            for row in rows_of(child, looks, around):
                for cell, within in row.cells:
                    yield from _paragraphs(cell, looks, within)
            continue
        if child.tag == w("p"):
            yield child, around
        yield from _paragraphs(child, looks, around)


def _unseen(paragraph: Element, looks: Looks, lists: Lists, around: Around) -> Iterator[Unseen]:
    properties = paragraph_properties(paragraph.find(w("pPr")))
    setting = looks.setting(properties, around)
    among = " ".join(_words(next(paragraph.iterancestors(w("tr")), paragraph)).split())
    if why := _number_unseen(properties, setting, looks, lists):
        yield Unseen(_words(paragraph).strip(), f"nummer: {why}", among)
    for run in paragraph.iter(w("r")):
        if next(run.iterancestors(w("p"))) is paragraph and (words := _words(run).strip()):
            look = looks.of(run_properties(run.find(w("rPr"))), setting)
            why = HIDDEN if look.hidden else look.unseen if look.unseen != ON_PATTERN else ""
            if why or _is_turned(run):
                yield Unseen(words, why or "tekst in omgekeerde leesrichting", among)


def _is_turned(run: Element) -> bool:
    return any(above.get(w("val")) == "rtl" for above in run.iterancestors(*_TURNED))


def _number_unseen(properties: ParagraphProperties, setting: Setting, looks: Looks, lists: Lists) -> str:
    """Why nobody sees the number of a paragraph, "" when it has none or it can be seen.

    A number looks as its level says, and else as the end of its paragraph (17.9.24).
    """
    place = lists.level_of(properties.number, setting.style)
    level = place[1].levels.get(place[2]) if place is not None else None
    if level is None or level.format in ("bullet", "none") or not level.text:
        return ""
    if level.look.vanish:
        return HIDDEN
    return looks.of(over(level.look, run_properties(properties.mark)), setting).unseen


def remarks(package: Package) -> tuple[Remark, ...]:
    """The comments of a file in the order of its part."""
    root = _root(package, package.main_part(), "comments")
    found = root.iter(w("comment")) if root is not None else ()
    return tuple(Remark(c.get(w("author"), ""), c.get(w("date"), ""), _words(c).strip()) for c in found)


def part_words(package: Package) -> tuple[str, ...]:
    """The words of each header and footer that is shown, sorted; fields show the result stored in them."""
    main = package.main_part()
    settings = _root(package, main, "settings")
    even = settings.find(w("evenAndOddHeaders")) if settings is not None else None
    kinds = {"default"} if even is None or not is_on(even.get(w("val"), "1")) else {"default", "even"}
    shown = {
        reference.get(r("id"), "")
        for section in package.xml(main).iter(w("sectPr"))
        for reference in section.iter(w("headerReference"), w("footerReference"))
        if reference.get(w("type"), "default") in kinds | ({"first"} if _has_title_page(section) else set())
    }
    parts = {r.target for r in package.relationships(main) if r.id in shown and r.target in package.parts}
    return tuple(sorted(filter(None, (" ".join(_words(package.xml(part)).split()) for part in parts))))


def _has_title_page(section: Element) -> bool:
    found = section.find(w("titlePg"))
    return found is not None and is_on(found.get(w("val"), "1"))


def _words(element: Element) -> str:
    return "".join(
        (node.text or "") if node.tag == w("t") else " " for node in element.iter(w("t"), w("tab"), w("br"), w("p"))
    )


def _root(package: Package, main: str, kind: str) -> Element | None:
    name = package.related(main, kind)
    return package.xml(name) if name is not None else None


def property_of(data: bytes, name: str) -> str:
    """A property that the maker of a Word file gave it (`docProps/custom.xml`), "" where it is not to be read."""
    try:
        root = read_package(data, "het Word-bestand").xml(_CUSTOM)
    except AkkoordError:
        return ""
    found = (p for p in root if p.get("name") == name)
    return next(("".join(p.itertext()).strip() for p in found), "")
