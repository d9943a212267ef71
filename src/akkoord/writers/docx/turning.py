"""The stories of a template for pages on their side: paper, header and footer get the width that the height was."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.writers.docx.bindings import StyleSheet

_NEAR_EDGE_TWIPS = 300
"""A tab stop this near the right margin is meant to stand on it."""
_BEFORE_TABS = frozenset(
    w(name)
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                 "suppressLineNumbers", "pBdr", "shd")
)  # fmt: skip
"""What stands before `tabs` in the properties of a paragraph (ECMA-376-1, 17.3.1.26)."""


def turned_stories(
    stories: Mapping[str, Element], main: str, sheet: StyleSheet, text_width: int
) -> Mapping[str, Element]:
    """The stories with the pages of `main` turned and the tab stops at the right margin of the others moved along.

    `text_width` is that between the margins as they were, in twips. A page on its side is lower, and the first one of
    a report is read at a glance: the pictures above the text, which are the logo, stay out.
    """
    out = {name: deepcopy(root) for name, root in stories.items()}
    for picture in list(out[main].iter(w("drawing"), w("pict"))):
        holder = next(picture.iterancestors(w("p")), None)
        if holder is not None and (parent := holder.getparent()) is not None:
            parent.remove(holder)
    grown = _turn_pages(out[main])
    for name, root in out.items():
        if name != main and grown:
            _move_tabs(root, sheet, text_width, text_width + grown)
    return out


def _turn_pages(story: Element) -> int:
    """Swap width and height of every section; by how much the last became wider, in twips."""
    grown = 0
    for size in story.iter(w("pgSz")):
        width, height = size.get(w("w"), ""), size.get(w("h"), "")
        if width.isdecimal() and height.isdecimal():
            size.set(w("w"), height)
            size.set(w("h"), width)
            size.set(w("orient"), "landscape")
            grown = int(height) - int(width)
    return grown


def _move_tabs(story: Element, sheet: StyleSheet, old: int, new: int) -> None:
    for paragraph in story.iter(w("p")):
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        defined = sheet.elements.get(style.get(w("val"), "")) if style is not None else None
        edges = [e for source in (properties, defined) if source is not None for e in _edges(source, old)]
        if properties is None or not edges:
            continue
        tabs = properties.find(w("tabs"))
        if tabs is None:
            tabs = etree.Element(w("tabs"))
            place = sum(child.tag in _BEFORE_TABS for child in properties)
            properties.insert(place, tabs)
        for tab in [tab for tab in tabs if tab.get(w("pos")) in edges]:
            tabs.remove(tab)
        for position in dict.fromkeys(edges):
            tabs.append(etree.Element(w("tab"), {w("val"): "clear", w("pos"): position}))
        tabs.append(etree.Element(w("tab"), {w("val"): "right", w("pos"): str(new)}))


def _edges(source: Element, width: int) -> list[str]:
    """The positions of tab stops that stand on the right margin."""
    found = [tab.get(w("pos"), "") for tab in source.iter(w("tab")) if tab.get(w("val")) == "right"]
    return [pos for pos in found if pos.isdecimal() and abs(int(pos) - width) <= _NEAR_EDGE_TWIPS]
