"""Properties and other elements as values that are equal when they mean the same.

Order of attributes, rsids, ids that are only counted, and the ways to write "on" do not
count; everything else does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from akkoord.ooxml import Element
from akkoord.ooxml.names import MC_NS, R_NS, W14_NS, W_NS, w
from akkoord.ooxml.tracked import MARKS

_MEANT = (
    "{http://schemas.openxmlformats.org/",
    "{http://schemas.microsoft.com/office/",
    "{urn:schemas-microsoft-com:",
    "{http://www.w3.org/",
)
"""Namespaces of attributes that say something; other programs leave notes to themselves in their own."""

Value = tuple[object, ...]
Resolver = Callable[[str], object]
"""From the id of a relationship to what it leads to."""

_OFF = frozenset({"0", "false", "off"})
_PAIR = 2
_SWITCHES = frozenset(
    (
        *map(w, ("b", "bCs", "i", "iCs", "caps")),
        *map(w, ("smallCaps", "strike", "dstrike", "outline", "shadow")),
        *map(w, ("emboss", "imprint", "noProof", "snapToGrid", "vanish")),
        *map(w, ("webHidden", "rtl", "cs", "specVanish", "oMath")),
        *map(w, ("keepNext", "keepLines", "pageBreakBefore", "widowControl", "suppressLineNumbers")),
        *map(w, ("suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct")),
        *map(w, ("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "contextualSpacing")),
        *map(w, ("mirrorIndents", "suppressOverlap", "cantSplit", "tblHeader", "hidden")),
        *map(w, ("noWrap", "hideMark", "titlePg", "formProt", "noEndnote")),
        *map(w, ("rtlGutter", "bidiVisual", "qFormat", "semiHidden", "unhideWhenUsed")),
        *map(w, ("locked", "evenAndOddHeaders", "autoHyphenation", "trackRevisions", "mirrorMargins")),
        *map(w, ("gutterAtTop", "isLgl", "suppressSpBfAfterPgBrk")),
    )
)
_COUNTED = frozenset(
    (
        f"{{{W14_NS}}}paraId",
        f"{{{W14_NS}}}textId",
        f"{{{MC_NS}}}Ignorable",
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}anchorId",
        "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}editId",
        "{urn:schemas-microsoft-com:office:office}spid",
        "{urn:schemas-microsoft-com:office:office}gfxdata",
    )
)
_COUNTED_OF = {
    **dict.fromkeys(("docPr", "cNvPr"), frozenset(("id", "name"))),
    **dict.fromkeys(("shape", "shapetype", "rect", "group"), frozenset(("id",))),
    "OLEObject": frozenset(("ShapeID", "ObjectID")),
    "anchor": frozenset(("relativeHeight",)),  # the order that it gives is compared in `stacking`
}
"""Attributes of parts of a drawing that a program counts: no reader sees "Afbeelding 3", and saving it renames it."""
_MEANINGLESS = frozenset(
    (
        w("proofErr"),
        w("lastRenderedPageBreak"),
        w("cnfStyle"),
        w("bookmarkEnd"),
        "{http://schemas.microsoft.com/office/drawing/2014/main}creationId",
    )
)
_ONCE = frozenset(map(w, ("rPr", "pPr", "tblPr", "trPr", "tcPr")))
"""Holders in which each property stands once."""
_MARKS = frozenset((*MARKS, w("bookmarkStart")))
_CURSOR = "_GoBack"
"""The bookmark that Word keeps for itself, where the cursor was."""
_ID, _NAME = w("id"), w("name")
_ONLY_ID, _NONE = frozenset((_ID,)), frozenset[str]()
_Z_INDEX = re.compile(r"z-index:\s*(-?)\d+;?")
"""Its order too is compared in `stacking`; below nought is behind the text."""
_RSID = f"{{{W_NS}}}rsid"
_R = f"{{{R_NS}}}"
_VAL = w("val")


def items_of(value: object) -> tuple[object, ...]:
    """A value as the tuple it is; () for another."""
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()


def no_relationships(identifier: str) -> object:
    """For parts without relationships: an id is what it says."""
    return identifier


def properties_value(element: Element | None, skip: frozenset[str], resolve: Resolver = no_relationships) -> Value:
    """The children of `element` (`rPr`, `pPr` …) but those in `skip`, in an order of their own; () for none.

    Of a property that is written twice, as LibreOffice does in the mark of a paragraph, the last counts.
    """
    if element is None or not len(element):
        return ()
    children = [child for child in element if child.tag not in skip and child.tag not in _MEANINGLESS]
    if element.tag in _ONCE and len({child.tag for child in children}) < len(children):
        children = list({child.tag: child for child in children}.values())
    found = [element_value(child, resolve) for child in children]
    return tuple(found) if len(found) < _PAIR else tuple(sorted(found, key=repr))


def element_value(element: Element, resolve: Resolver = no_relationships) -> Value:
    """An element with all it holds, in order: (name, attributes, text, children …)."""
    if element.tag in _SWITCHES:
        return (element.tag, element.get(_VAL, "1") not in _OFF)
    children = [
        element_value(child, resolve)
        for child in element
        if child.tag not in _MEANINGLESS and child.get(_NAME) != _CURSOR
    ]
    text = (element.text or "").strip() if not children else ""
    return (element.tag, attributes_value(element, resolve), text, *children)


def attributes_value(element: Element, resolve: Resolver = no_relationships) -> Value:
    """The attributes that mean something, by name; an id of a relationship as what it leads to."""
    attributes = element.attrib
    if not attributes:
        return ()
    counted = _ONLY_ID if element.tag in _MARKS else _COUNTED_OF.get(element.tag.rsplit("}", 1)[-1], _NONE)
    found = [
        (name, resolve(value) if name.startswith(_R) else _Z_INDEX.sub(r"\1", value) if name == "style" else value)
        for name, value in attributes.items()
        if name not in _COUNTED
        and not name.startswith(_RSID)
        and name not in counted
        and (name[0] != "{" or name.startswith(_MEANT))
    ]
    return tuple(found) if len(found) < _PAIR else tuple(sorted(found, key=repr))
