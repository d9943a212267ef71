"""Tracked changes of properties: of runs, paragraphs, sections, tables, rows, cells, grids and numbers.

Source:
    ISO/IEC 29500-1, 17.13.5.27 to 17.13.5.38.
"""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import CELL_MARKS, DELETING, FORMER_PROPERTIES, INSERTING, NUMBERING_CHANGE
from akkoord.redline.resolution.decision import Decision
from akkoord.redline.resolution.story import Story

_UNTRACKED = {
    w("pPr"): frozenset({w("rPr"), w("sectPr")}),
    w("sectPr"): frozenset({w("headerReference"), w("footerReference")}),
    w("trPr"): INSERTING | DELETING,
    w("rPr"): INSERTING | DELETING,
    w("tcPr"): CELL_MARKS,
}
"""Children that a record of former properties does not speak of: they stay as they are."""

_FIRST = frozenset({w("rPr"), w("sectPr")})
"""Properties whose untouched children come before the restored ones (CT_ParaRPr, CT_SectPr); elsewhere after."""

_MAKE_UP = (w("tblPrChange"), w("tblPrExChange"), w("trPrChange"), w("tcPrChange"), *sorted(CELL_MARKS))
_REQUIRED = frozenset({w("tblPr"), w("tblGrid"), w("sectPr")})


def resolve_properties(story: Story) -> None:
    """Forget former properties, or put them back."""
    grids = {grid for grid in story.root.iter(w("tblGridChange")) if _grid_is_decided(story, grid)}
    for change in list(story.root.iter(*FORMER_PROPERTIES)):
        decided = change in grids if change.tag == w("tblGridChange") else story.decides(change)
        properties = change.getparent()
        if not decided or properties is None:
            continue
        properties.remove(change)
        if story.decision is Decision.REJECT:
            _restore(properties, change.find(FORMER_PROPERTIES[change.tag]))
        drop_when_empty(properties)
    _resolve_numbers(story)


def drop_when_empty(properties: Element) -> None:
    """Remove properties that say nothing any more, and the paragraph properties that held only them."""
    parent = properties.getparent()
    if parent is None or len(properties) or properties.tag in _REQUIRED or properties.attrib:
        return
    parent.remove(properties)
    if parent.tag == w("pPr"):
        drop_when_empty(parent)


def _restore(properties: Element, former: Element | None) -> None:
    """Put `former` in the place of what `properties` holds, but for what it does not speak of."""
    kept_tags = _UNTRACKED.get(properties.tag, frozenset())
    kept = [child for child in properties if child.tag in kept_tags]
    back = [child for child in (former if former is not None else ()) if child.tag not in kept_tags]
    children = [*kept, *back] if properties.tag in _FIRST else [*back, *kept]
    others = [child for child in properties if child.tag in FORMER_PROPERTIES]
    for child in list(properties):
        properties.remove(child)
    properties.extend([*children, *others])


def _grid_is_decided(story: Story, change: Element) -> bool:
    """A former grid names no author: it goes with the first other change of the make-up of its table."""
    table = next(change.iterancestors(w("tbl")), None)
    for mark in table.iter(*_MAKE_UP) if table is not None else ():
        if next(mark.iterancestors(w("tbl")), None) is table:
            return story.decides(mark)
    return True


def _resolve_numbers(story: Story) -> None:
    """Forget former numbers, and numbering that came with a change (17.13.5.19, 17.13.5.27, 17.13.5.28).

    A former number is the text that was shown; what numbered it stands in the former
    paragraph properties, so that rejecting it here is forgetting it too.
    """
    for change in list(story.root.iter(NUMBERING_CHANGE)):
        holder = change.getparent()
        if holder is not None and story.decides(change):
            holder.remove(change)
    for mark in list(story.root.iter(w("ins"))):
        numbering = mark.getparent()
        holder = numbering.getparent() if numbering is not None and numbering.tag == w("numPr") else None
        if numbering is None or holder is None or not story.decides(mark):
            continue
        numbering.remove(mark)
        if story.decision is Decision.REJECT:
            holder.remove(numbering)
            drop_when_empty(holder)
