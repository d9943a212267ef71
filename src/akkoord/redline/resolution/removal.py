"""Taking elements out of a part, and what that does to the ranges and containers around them."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, w
from akkoord.ooxml.tracked import CONTROL_RANGES, DELETING, INSERTING, MOVE_RANGES
from akkoord.redline.resolution.story import Story

_ID = w("id")

RANGE_ENDS = {
    w("bookmarkStart"): w("bookmarkEnd"),
    w("commentRangeStart"): w("commentRangeEnd"),
    w("permStart"): w("permEnd"),
    **MOVE_RANGES,
    **{start: end for start, (end, _) in CONTROL_RANGES.items()},
}
"""The start of each kind of range with its end (EG_RangeMarkupElements and permissions)."""

OTHER_END = {**RANGE_ENDS, **{end: start for start, end in RANGE_ENDS.items()}}
"""The other half of each marker of a range."""

RANGE_MARKERS = frozenset(OTHER_END)

_BLOCKS = (w("p"), w("tbl"), w("sdt"), w("customXml"), w("altChunk"))
_PROPERTIES = frozenset(
    w(tag)
    for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "tblPr", "tblGrid", "trPr", "tblPrEx")
) | {f"{{{M_NS}}}oMathParaPr"}
_INVISIBLE = (
    frozenset(w(tag) for tag in ("proofErr", "lastRenderedPageBreak", "commentReference")) | RANGE_MARKERS | _PROPERTIES
)
_EMPTIED = (
    frozenset(w(tag) for tag in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "tbl", "tr"))
    | {f"{{{M_NS}}}oMath", f"{{{M_NS}}}oMathPara"}
    | INSERTING
    | DELETING
)
"""What is nothing without its content, and goes with it."""

_OF_BLOCKS = frozenset(w(tag) for tag in ("p", "tbl", "tr", "tc"))


def take_out(story: Story, element: Element, *, of_blocks: bool = False) -> None:
    """Remove `element`, keep the halves of ranges that reach beyond it, and what is empty by it goes too.

    `of_blocks`: it held blocks, rows or cells, as a control around them does.
    """
    parent = element.getparent()
    if parent is None:
        return
    halves = list(unpaired(element))
    for marker in halves:
        element.addprevious(marker)
    _drop_emptied_bookmarks(element, halves)
    parent.remove(element)
    story.gone.append(element)
    _take_out_when_empty(story, parent, of_blocks or element.tag in _OF_BLOCKS)


def detach(element: Element) -> None:
    """Remove `element` with all in it, and nothing else."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Remove the tags of `element`; its children take its place, its properties do not."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        if child.tag not in _PROPERTIES:
            element.addprevious(child)
    parent.remove(element)


def invisible(element: Element) -> bool:
    """Whether `element` is a property, the marker of a range, or a run or container of nothing else."""
    return element.tag in _INVISIBLE or (element.tag in HOLLOW and all(invisible(child) for child in element))


HOLLOW = frozenset(w(tag) for tag in ("r", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo"))
"""What shows nothing when nothing in it shows."""


def _take_out_when_empty(story: Story, parent: Element, of_blocks: bool) -> None:
    if parent.tag == w("sdtContent"):
        control = parent.getparent()
        if of_blocks and control is not None and all(child.tag in RANGE_MARKERS for child in parent):
            take_out(story, control, of_blocks=True)
        return
    if parent.tag in _EMPTIED and all(child.tag in _INVISIBLE for child in parent):
        take_out(story, parent)
    elif of_blocks:
        story.bereaved.append(parent)


def unpaired(element: Element) -> Iterator[Element]:
    """The markers in `element` whose other half stands outside it, in order."""
    markers = list(element.iter(*RANGE_MARKERS))
    if not markers:
        return
    ids = {(marker.tag, marker.get(_ID)) for marker in markers}
    for marker in markers:
        if (OTHER_END[marker.tag], marker.get(_ID)) not in ids:
            yield marker


def _drop_emptied_bookmarks(element: Element, halves: list[Element]) -> None:
    """Remove the bookmarks of which `element` held the last content, or an end; others that were empty stay."""
    before, after = list(_markers_beside(element, forward=False)), list(_markers_beside(element, forward=True))
    starts = {m.get(_ID): m for m in (*before, *after) if m.tag == w("bookmarkStart")}
    for end in (*before, *after):
        start = starts.get(end.get(_ID)) if end.tag == w("bookmarkEnd") else None
        if start is None:
            continue
        if (start in before and end in after) or start in halves or end in halves:
            for marker in (start, end):
                holder = marker.getparent()
                if holder is not None:
                    holder.remove(marker)


def _markers_beside(element: Element, *, forward: bool) -> Iterator[Element]:
    near = element.getnext() if forward else element.getprevious()
    while near is not None and near.tag in RANGE_MARKERS:
        yield near
        near = near.getnext() if forward else near.getprevious()


def ensure_blocks(story: Story) -> None:
    """Give containers that lost a block the paragraph they cannot do without.

    A cell ends with a paragraph (17.4.65); a note, header, footer, comment or text box
    holds at least one block.
    """
    for container in story.bereaved:
        if container.tag == w("tc"):
            blocks = [child for child in container if child.tag not in RANGE_MARKERS]
            needed = not blocks or blocks[-1].tag in (w("tbl"), w("tcPr"))
        else:
            needed = container.tag in _NEVER_EMPTY and not any(child.tag in _BLOCKS for child in container)
        if needed:
            container.append(container.makeelement(w("p")))


_NEVER_EMPTY = frozenset(
    w(tag) for tag in ("body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "docPartBody")
)
