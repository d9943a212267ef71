"""Inserted, deleted and moved content: runs, rows, cells, and the tags of content controls.

Source:
    ISO/IEC 29500-1, 17.13.5.1 to 17.13.5.26.
"""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, w
from akkoord.ooxml.tracked import CONTROL_RANGES, DELETING, INSERTING, MOVE_RANGES
from akkoord.redline.resolution.decision import EVERYTHING, Decision
from akkoord.redline.resolution.grids import Grids
from akkoord.redline.resolution.mathematics import resolve_in_mathematics
from akkoord.redline.resolution.properties import drop_when_empty
from akkoord.redline.resolution.removal import detach, take_out, unwrap
from akkoord.redline.resolution.story import Story

_ID = w("id")
_LIVE_TEXT = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
CARRIER = {w("uri"): "urn:akkoord", w("element"): "field"}
"""The attributes of a `w:smartTag` around a simple field that came or went: the standard lets no such field stand in
`w:ins` or `w:del` by itself (17.13.5.18)."""
_MOVING = frozenset((w("moveFrom"), w("moveTo")))
_RUN_MARKS = INSERTING | DELETING
_MATH_HOLDERS = frozenset((f"{{{M_NS}}}ctrlPr", f"{{{M_NS}}}r"))


def resolve_content(story: Story) -> list[Element]:
    """Resolve all inserted, deleted and moved content of a part; the paragraphs whose mark goes, in order."""
    marks = [mark for mark in story.root.iter(*INSERTING, *DELETING) if story.decides(mark)]
    joining: list[Element] = []
    for mark in marks:
        holder = mark.getparent()
        if holder is None:
            continue
        if holder.tag == w("rPr"):
            _resolve_paragraph_mark(story, mark, holder, joining)
        elif holder.tag == w("trPr"):
            _resolve_row(story, mark, holder)
        elif holder.tag in _MATH_HOLDERS:
            resolve_in_mathematics(story, mark)
        elif story.drops(mark):
            take_out(story, mark)
        else:
            _keep(mark)
    return joining


def _keep(mark: Element) -> None:
    parent = mark.getparent()
    if parent is None:
        return
    deleted = list(mark.iter(*_LIVE_TEXT)) if mark.tag in DELETING else []
    carriers = [child for child in mark if child.tag == w("smartTag") and dict(child.attrib) == CARRIER]
    unwrap(mark)
    for carrier in carriers if parent.tag not in _RUN_MARKS else ():
        unwrap(carrier)
    for text in deleted:
        if next(text.iterancestors(*DELETING), None) is None:
            text.tag = _LIVE_TEXT[text.tag]


def _resolve_paragraph_mark(story: Story, mark: Element, properties: Element, joining: list[Element]) -> None:
    """The end of a paragraph came or went (17.13.5.15, 17.13.5.20); in a run of mathematics it is the run itself."""
    owner = properties.getparent()
    paragraph = owner.getparent() if owner is not None and owner.tag == w("pPr") else None
    properties.remove(mark)
    drop_when_empty(properties)
    if not story.drops(mark) or owner is None:
        return
    if paragraph is not None:
        if paragraph not in joining[-1:]:
            joining.append(paragraph)
    elif owner.tag in (w("r"), f"{{{M_NS}}}r"):
        take_out(story, owner)


def _resolve_row(story: Story, mark: Element, properties: Element) -> None:
    """A whole row came or went (17.13.5.12, 17.13.5.16)."""
    row = properties.getparent()
    if row is not None and story.drops(mark):
        take_out(story, row)
        return
    properties.remove(mark)
    drop_when_empty(properties)


def resolve_cells(story: Story) -> None:
    """Cells that came, went, or were merged with the one above (17.13.5.1 to 17.13.5.3)."""
    accepted = story.decision is Decision.ACCEPT
    going: list[Element] = []
    for mark in list(story.root.iter(w("cellIns"), w("cellDel"))):
        properties = mark.getparent()
        cell = properties.getparent() if properties is not None else None
        if properties is None or cell is None or not story.decides(mark):
            continue
        if (mark.tag == w("cellDel")) == accepted:
            going.append(cell)
        else:
            properties.remove(mark)
            drop_when_empty(properties)
    grids = Grids(going, lambda row: _goes(story, row))
    for cell in going:
        take_out(story, cell)
    grids.fit()
    for mark in list(story.root.iter(w("cellMerge"))):
        if story.decides(mark):
            _resolve_merge(mark, accepted)


def _goes(story: Story, row: Element) -> bool:
    """Whether a row goes as a whole."""
    marks = row.find(w("trPr"))
    return marks is not None and any(story.decides(m) and story.drops(m) for m in marks.iter(*INSERTING, *DELETING))


def _resolve_merge(mark: Element, accepted: bool) -> None:
    """Give a cell the vertical merge of after or before: `cont` continues the cell above, `rest` starts anew."""
    properties = mark.getparent()
    if properties is None:
        return
    after, before = mark.get(w("vMerge")), mark.get(w("vMergeOrig"))
    state = after if accepted else before
    if state is None and (accepted or after is None):
        properties.remove(mark)
        drop_when_empty(properties)
        return
    former = properties.find(w("vMerge"))
    if former is not None:
        properties.remove(former)
    if state is not None:
        attributes = {w("val"): "restart"} if state == "rest" else {}
        _insert_merge(properties, mark.makeelement(w("vMerge"), attributes))
    properties.remove(mark)
    drop_when_empty(properties)


_BEFORE_MERGE = frozenset(w(tag) for tag in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


def _insert_merge(properties: Element, merge: Element) -> None:
    place = sum(1 for child in properties if child.tag in _BEFORE_MERGE)
    properties.insert(place, merge)


def resolve_controls(story: Story) -> None:
    """Tags of content controls and custom XML that came or went; their content has its own marks (17.13.5.4 to .11)."""
    decided = {start for start in story.root.iter(*CONTROL_RANGES) if story.decides(start)}
    if not decided:
        return
    open_ranges: set[str | None] = set()
    going: list[Element] = []
    ends = {end for end, _ in CONTROL_RANGES.values()}
    unwrapped: list[Element] = []
    for element in story.root.iter(*CONTROL_RANGES, *ends, w("sdt"), w("customXml")):
        if element in decided:
            came = CONTROL_RANGES[element.tag][1]
            going.append(element)
            open_ranges.add(element.get(_ID) if came != (story.decision is Decision.ACCEPT) else None)
        elif element.tag in ends:
            open_ranges.discard(element.get(_ID))
        elif open_ranges - {None}:
            unwrapped.append(element)
    ids = {element.get(_ID) for element in going}
    going += [end for end in story.root.iter(*ends) if end.get(_ID) in ids]
    for marker in going:
        detach(marker)
    for control in unwrapped:
        content = control.find(w("sdtContent"))
        unwrap(control)
        if content is not None:
            unwrap(content)


def resolve_move_ranges(story: Story) -> None:
    """Remove the ends of moves in which nothing is moved any more (17.13.5.23, 17.13.5.24)."""
    open_ranges: set[tuple[str, str | None]] = set()
    held: set[tuple[str, str | None]] = set()
    markers: list[tuple[tuple[str, str | None], Element]] = []
    for element in story.root.iter(*MOVE_RANGES, *MOVE_RANGES.values(), *_MOVING):
        if element.tag in _MOVING:
            held |= open_ranges
            continue
        end = MOVE_RANGES.get(element.tag)
        key = (end or element.tag, element.get(_ID))
        markers.append((key, element))
        if end is not None:
            open_ranges.add(key)
        else:
            open_ranges.discard(key)
    for key, marker in markers:
        if key not in held or (story.only == EVERYTHING):
            detach(marker)
