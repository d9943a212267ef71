"""Properties that changed, by name and in words of the standard."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.compare.around import leaves_in
from akkoord.compare.bits import bits_of
from akkoord.compare.blocks import identity_of
from akkoord.compare.content import Text
from akkoord.compare.document import VAL
from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import KEPT, CellItem, Mark, Piece, RowItem, TableItem
from akkoord.compare.properties import said
from akkoord.compare.script import FormatChange, FormatScope
from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_STYLE_TAGS = frozenset(w(t) for t in ("pStyle", "rStyle", "tblStyle"))
_SCOPES = {w("pStyle"): FormatScope.STYLE, w("numPr"): FormatScope.NUMBERING}


def run_formatting(piece: Piece) -> Iterator[FormatChange]:
    """What changed in the formatting of text that both sides have."""
    if piece.op != KEPT or piece.old is None or piece.new is None:
        return
    yield from _controls(piece.old, piece.old_start, piece.old_end, gone=True)
    yield from _controls(piece.new, piece.new_start, piece.new_end, gone=False)
    for bit in bits_of(piece):
        if bit.reformatted and bit.former is not None and bit.former.run is not None and bit.leaf.run is not None:
            text = bit.leaf.shown if bit.leaf.key is not None else bit.leaf.shown[bit.start - bit.leaf.start :]
            text = text[: bit.end - bit.start] if bit.leaf.key is None else text
            old, new = bit.former.run.find(w("rPr")), bit.leaf.run.find(w("rPr"))
            yield from _changes(FormatScope.RUN, "rPr", (old, piece.old.prints), (new, piece.new.prints), text)


def _controls(text: Text, start: int, end: int, *, gone: bool) -> Iterator[FormatChange]:
    """The content controls that came or went around these characters."""
    for wrapper in text.wrappers:
        inside = leaves_in(text, wrapper) if wrapper.lone else []
        if inside and start <= inside[0].start < end:
            name = identity_of(wrapper.element) or "zonder naam"
            old, new = (name, "") if gone else ("", name)
            yield FormatChange(FormatScope.RUN, "sdt", old, new, "".join(leaf.shown for leaf in inside))


def mark_formatting(mark: Mark) -> Iterator[FormatChange]:
    """What changed in the properties of a paragraph, of its end and of the section it closes."""
    if mark.op != KEPT or mark.old is None or mark.new is None:
        return
    old, new = (mark.old.element.find(w("pPr")), mark.old.prints), (mark.new.element.find(w("pPr")), mark.new.prints)
    yield from _changes(FormatScope.PARAGRAPH, "pPr", old, new)
    for scope, name in ((FormatScope.MARK, "rPr"), (FormatScope.SECTION, "sectPr")):
        a, b = _inner(old[0], name), _inner(new[0], name)
        if (a is not None and b is not None) or (scope is FormatScope.MARK):
            yield from _changes(scope, name, (a, old[1]), (b, new[1]))


def table_formatting(item: TableItem) -> tuple[FormatChange, ...]:
    """What changed in the properties of a table."""
    old = (item.old.element.find(w("tblPr")), item.old.prints)
    new = (item.new.element.find(w("tblPr")), item.new.prints)
    return tuple(_changes(FormatScope.TABLE, "tblPr", old, new))


def row_formatting(item: RowItem) -> tuple[FormatChange, ...]:
    """What changed in the properties of a row."""
    if item.old is None or item.new is None:
        return ()
    old = (item.old.element.find(w("trPr")), item.old.prints)
    new = (item.new.element.find(w("trPr")), item.new.prints)
    return tuple(_changes(FormatScope.ROW, "trPr", old, new))


def cell_formatting(item: CellItem) -> tuple[FormatChange, ...]:
    """What changed in the properties of a cell."""
    if item.old is None or item.new is None:
        return ()
    old = (item.old.element.find(w("tcPr")), item.old.prints)
    new = (item.new.element.find(w("tcPr")), item.new.prints)
    return tuple(_changes(FormatScope.CELL, "tcPr", old, new))


_Sided = tuple[Element | None, Fingerprints]


def _changes(scope: FormatScope, name: str, old: _Sided, new: _Sided, text: str = "") -> Iterator[FormatChange]:
    before, after = said(*old, name), said(*new, name)
    for tag in dict.fromkeys([*before, *after]):
        if before.get(tag) != after.get(tag):
            a, b = _words(old, tag), _words(new, tag)
            yield FormatChange(_SCOPES.get(tag, scope), tag.rsplit("}", 1)[-1], a, b, text)


def _words(side: _Sided, tag: str) -> str:
    """The value of a property: `val` alone, else all attributes; "" when it is absent."""
    properties, prints = side
    child = properties.find(tag) if properties is not None else None
    if child is None:
        return ""
    if tag in _STYLE_TAGS:
        return prints.style_title(child.get(VAL, ""))
    attributes = {e.tag.rsplit("}", 1)[-1] + "." + k.rsplit("}", 1)[-1]: v for e in child for k, v in e.attrib.items()}
    own = {k.rsplit("}", 1)[-1]: v for k, v in child.attrib.items()}
    if not attributes and set(own) <= {"val"}:
        return own.get("val", "1")
    return " ".join(f"{k}={v}" for k, v in (own | attributes).items())


def _inner(properties: Element | None, name: str) -> Element | None:
    return properties.find(w(name)) if properties is not None else None
