"""What a Word file holds besides the text that is printed and seen: hidden words, and remarks of people."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.diagnostics import AkkoordError
from akkoord.ooxml import Element, Package, read_package
from akkoord.ooxml.names import w
from akkoord.readers.docx.styles import Styles, is_shade, paragraph_properties, run_properties

_CUSTOM = "docProps/custom.xml"
_STORIES = ("header", "footer", "footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: who wrote it, when as written, and what it says."""

    author: str
    date: str
    text: str


def hidden_words(package: Package) -> tuple[str, ...]:
    """The text of the body, headers, footers and notes that nobody sees, a row for each run, in order.

    It is marked as hidden, or has the colour of the paper, or is too small to read.
    """
    main = package.main_part()
    styles = Styles(_root(package, main, "styles"))
    others = [r.target for r in package.relationships(main) if r.kind in _STORIES and r.target in package.parts]
    roots = [package.xml(part) for part in (main, *others)]
    return tuple(
        words
        for root in roots
        for paragraph in root.iter(w("p"))
        for run in paragraph.iter(w("r"))
        if (words := _words(run).strip()) and (_is_hidden(run, paragraph, styles) or _is_unseen(run, paragraph, styles))
    )


def remarks(package: Package) -> tuple[Remark, ...]:
    """The comments of a file in the order of its part."""
    root = _root(package, package.main_part(), "comments")
    found = root.iter(w("comment")) if root is not None else ()
    return tuple(Remark(c.get(w("author"), ""), c.get(w("date"), ""), _words(c).strip()) for c in found)


def part_words(package: Package, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The words of each header or footer that the main part names, sorted; fields show the result stored in them."""
    main = package.main_part()
    parts = {r.target for r in package.relationships(main) if r.kind in kinds and r.target in package.parts}
    return tuple(sorted(filter(None, (" ".join(_words(package.xml(part)).split()) for part in parts))))


def _is_hidden(run: Element, paragraph: Element, styles: Styles) -> bool:
    own = run_properties(run.find(w("rPr")))
    if own.vanish is not None:
        return own.vanish
    named = paragraph_properties(paragraph.find(w("pPr"))).style or styles.default
    return (bool(own.style) and styles.hidden(own.style)) or styles.hidden(named)


def _is_unseen(run: Element, paragraph: Element, styles: Styles) -> bool:
    properties = paragraph_properties(paragraph.find(w("pPr")))
    shaded = properties.shaded or any(_is_coloured(above) for above in paragraph.iterancestors(w("tc"), w("tbl")))
    return bool(styles.unseen(run_properties(run.find(w("rPr"))), properties.style or styles.default, shaded=shaded))


def _is_coloured(above: Element) -> bool:
    """Whether a cell lies on a colour; a table with a style may colour any of its rows."""
    if above.tag == w("tbl"):
        return above.find(f"{w('tblPr')}/{w('tblStyle')}") is not None
    shading = above.find(f"{w('tcPr')}/{w('shd')}")
    return shading is not None and is_shade(shading)


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
