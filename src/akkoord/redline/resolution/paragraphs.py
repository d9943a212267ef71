"""Joining paragraphs whose mark goes.

A paragraph's properties belong to its mark: when the mark goes, its content joins the next
paragraph, whose properties (and section) hold. Content controls around paragraphs do not
stand in the way; a table does.

Source:
    ISO/IEC 29500-1, 17.13.5.15 and 17.13.5.20 (paragraph marks), 17.3.1.29.
"""

from __future__ import annotations

from collections.abc import Iterable

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING, author_of, date_of
from akkoord.redline.end_mark import end_properties
from akkoord.redline.resolution.removal import HOLLOW, OTHER_END, RANGE_MARKERS, detach, invisible, take_out, unpaired
from akkoord.redline.resolution.story import Story

_P = w("p")
_PPR = w("pPr")
_ID = w("id")
_SECTION = w("sectPr")
_REFERENCES = frozenset((w("headerReference"), w("footerReference")))
_TRANSPARENT = frozenset(w(tag) for tag in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))
_HELD = HOLLOW | INSERTING | DELETING
_OF_COMMENTS = frozenset((w("commentRangeStart"), w("commentRangeEnd")))
_PASSED = RANGE_MARKERS | frozenset(w(tag) for tag in ("proofErr", "sdtPr", "sdtEndPr", "customXmlPr", "tcPr"))


def join_paragraphs(story: Story, joining: list[Element]) -> None:
    """Join each of `joining` (in the order of the text) with the paragraph after it.

    At the end of a cell, note or body, and before a table, there is none: a paragraph that
    shows nothing disappears there, another stays, without the section break that went.
    """
    going = set(joining)
    carried: dict[Element, list[Element]] = {}
    for paragraph in joining:
        if paragraph.getparent() is None:
            continue
        content = [*carried.pop(paragraph, ()), *(child for child in paragraph if child.tag != _PPR)]
        target = following(paragraph)
        if target is None:
            _end(story, paragraph, content)
            continue
        if all(invisible(child) for child in content):
            content = _lasting(content)
        for child in content:  # taken along before the paragraph goes, so that nothing in it counts as gone
            detach(child)
        _hand_on_headers(story, paragraph)
        take_out(story, paragraph)
        if target in going:
            carried[target] = content
        else:
            _prepend(target, content)


def _end(story: Story, paragraph: Element, content: list[Element]) -> None:
    """A paragraph without a next one: it goes when it shows nothing and nothing needs it."""
    empty = all(invisible(child) for child in content)
    former = _preceding(paragraph)
    if empty and not _needed(paragraph, former):
        lasting = _lasting(content)
        before = _last_paragraph(former)
        if before is not None:
            moved = [child for child in lasting if before is former or child.tag not in RANGE_MARKERS]
            before.extend(moved)
            lasting = [child for child in lasting if child not in moved]
        if all(child.tag in RANGE_MARKERS for child in lasting):
            for child in lasting:
                paragraph.addprevious(child)
            _hand_on_headers(story, paragraph)
            take_out(story, paragraph)
            return
    _hand_on_headers(story, paragraph)
    properties = paragraph.find(_PPR)
    section = properties.find(_SECTION) if properties is not None else None
    if properties is not None and section is not None:
        properties.remove(section)
        story.gone.append(section)
    _prepend(paragraph, [child for child in content if child.getparent() is not paragraph])
    for heir in (_heir(story, content), _mark_of_table(_near(paragraph, forward=True))):
        if heir is not None:
            _hand_over(story, paragraph, heir)


def _heir(story: Story, content: Iterable[Element]) -> Element | None:
    """The mark of somebody else's change by which what still shows would go too; None when other things show."""
    heir: Element | None = None
    for child in content:
        if invisible(child):
            continue
        if story.drops(child) and child.tag in INSERTING | DELETING:
            heir = child
        elif child.tag in _HELD:
            heir = _heir(story, child)
            if heir is None:
                return None
        else:
            return None
    return heir


def _mark_of_table(block: Element | None) -> Element | None:
    """The mark by which a whole table comes or goes; None when it stays."""
    if block is None or block.tag != w("tbl"):
        return None
    marks = [row.find(f"{w('trPr')}/{tag}") for row in block.iter(w("tr")) for tag in (w("ins"), w("del"))]
    found = [mark for mark in marks if mark is not None]
    return found[0] if found and 2 * len(found) == len(marks) else None


def _hand_over(story: Story, paragraph: Element, heir: Element) -> None:
    """Let the end of a paragraph go with the last that shows in it or with the table after it: it cannot go before.

    So deciding author by author gives what deciding all at once gives, in any order.
    """
    run = end_properties(paragraph)
    mark = heir.makeelement(w("del") if heir.tag in DELETING else w("ins"), dict(heir.attrib))
    if any(
        (child.tag, author_of(child), date_of(child)) == (mark.tag, author_of(mark), date_of(mark)) for child in run
    ):
        return
    numbers = (e.get(_ID, "") for e in story.root.iter(*INSERTING, *DELETING))
    mark.set(_ID, str(1 + max((int(number) for number in numbers if number.isdecimal()), default=0)))
    run.insert(sum(child.tag in INSERTING for child in run) if mark.tag in DELETING else 0, mark)


def _needed(paragraph: Element, former: Element | None) -> bool:
    """Whether a container would be without the block it must have (a cell ends with a paragraph: 17.4.65)."""
    container = next(a for a in paragraph.iterancestors() if a.tag not in _TRANSPARENT)
    if _near(paragraph, forward=True) is not None:
        return False
    return former is None or (container.tag == w("tc") and former.tag != _P)


def _last_paragraph(block: Element | None) -> Element | None:
    """A block itself when it is a paragraph, else the last one in it: in the last cell of a table."""
    if block is None or block.tag == _P:
        return block
    return next(reversed(list(block.iter(_P))), None)


def _lasting(content: list[Element]) -> list[Element]:
    """What of content that shows nothing outlives its paragraph: references of comments and half ranges."""
    out: list[Element] = []
    markers = [child for child in content if child.tag in RANGE_MARKERS]
    ids = {(marker.tag, marker.get(_ID)) for marker in markers}
    for child in content:
        if child.tag in RANGE_MARKERS:
            paired = (OTHER_END[child.tag], child.get(_ID)) in ids
            if not paired or child.tag in _OF_COMMENTS:
                out.append(child)
        elif next(child.iter(w("commentReference")), None) is not None:
            out.append(child)
        else:
            out += unpaired(child)
    return out


def _prepend(paragraph: Element, content: list[Element]) -> None:
    properties = paragraph.find(_PPR)
    place = 0 if properties is None else paragraph.index(properties) + 1
    for offset, child in enumerate(content):
        paragraph.insert(place + offset, child)


def _hand_on_headers(story: Story, paragraph: Element) -> None:
    """A section break that goes leaves its headers to the next section, where that has none of its own.

    That section showed them until now (17.10.1), and it goes on to do so, as it does in Word.
    The standard does not say so: read to the letter, the references go with the break.
    """
    properties = paragraph.find(_PPR)
    section = properties.find(_SECTION) if properties is not None else None
    if section is None:
        return
    later = (found for found in story.root.iter(_SECTION) if not _is_former(found))
    for found in later:
        if found is section:
            break
    following_section = next(later, None)
    if following_section is None:
        return
    own = {(child.tag, child.get(w("type"), "default")) for child in following_section}
    for place, reference in enumerate(child for child in list(section) if child.tag in _REFERENCES):
        if (reference.tag, reference.get(w("type"), "default")) in own:
            continue
        story.handed_on = True
        if not story.literal:
            following_section.insert(place, reference)


def _is_former(section: Element) -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == w("sectPrChange")


def following(paragraph: Element) -> Element | None:
    """The paragraph that comes next in the same cell, note or body; None when a table or nothing comes next."""
    near = _near(paragraph, forward=True)
    return near if near is not None and near.tag == _P else None


def _preceding(paragraph: Element) -> Element | None:
    return _near(paragraph, forward=False)


def _near(block: Element, *, forward: bool) -> Element | None:
    """The next or former block of the same container, looking through content controls."""
    place = block
    while True:
        near = _sibling(place, forward)
        while near is not None and (near.tag in _PASSED or near.tag in _TRANSPARENT):
            inner = _edge(near, forward) if near.tag in _TRANSPARENT else None
            if inner is not None:
                return inner
            near = _sibling(near, forward)
        if near is not None:
            return near
        parent = place.getparent()
        if parent is None or parent.tag not in _TRANSPARENT:
            return None
        place = parent


def _edge(holder: Element, forward: bool) -> Element | None:
    """The first (or last) block in a content control, None when it holds none."""
    for child in holder if forward else reversed(list(holder)):
        if child.tag in _TRANSPARENT:
            inner = _edge(child, forward)
            if inner is not None:
                return inner
        elif child.tag not in _PASSED:
            return child
    return None


def _sibling(element: Element, forward: bool) -> Element | None:
    return element.getnext() if forward else element.getprevious()
