"""Tracked changes as the standard names them: which elements they are, who made them and when.

Source:
    ISO/IEC 29500-1 (ECMA-376-1), 17.13.5 (revisions); [MS-DOCX] 2.6.1 (w14 conflicts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from akkoord.ooxml.names import STRICT_W_NS, W14_NS, W_NS, mc, w
from akkoord.ooxml.xml import Element

INSERTING = frozenset({w("ins"), w("moveTo"), f"{{{W14_NS}}}conflictIns"})
"""Marks of what came: 17.13.5.16 to 17.13.5.20 (`ins`), 17.13.5.25 and 17.13.5.26 (`moveTo`)."""

DELETING = frozenset({w("del"), w("moveFrom"), f"{{{W14_NS}}}conflictDel"})
"""Marks of what went: 17.13.5.12 to 17.13.5.15 (`del`), 17.13.5.21 and 17.13.5.22 (`moveFrom`)."""

FORMER_PROPERTIES = {
    w("rPrChange"): w("rPr"),
    w("pPrChange"): w("pPr"),
    w("sectPrChange"): w("sectPr"),
    w("tblPrChange"): w("tblPr"),
    w("tblPrExChange"): w("tblPrEx"),
    w("tblGridChange"): w("tblGrid"),
    w("trPrChange"): w("trPr"),
    w("tcPrChange"): w("tcPr"),
}
"""Elements that hold former properties, each with the properties it is about (17.13.5.29 to 17.13.5.38)."""

CELL_MARKS = frozenset({w("cellIns"), w("cellDel"), w("cellMerge")})
"""Cells that came, went, or were merged with the one above (17.13.5.1 to 17.13.5.3)."""

NUMBERING_CHANGE = w("numberingChange")
"""The number a paragraph or field had (17.13.5.27 and 17.13.5.28)."""

CONTROL_RANGES = {
    start: (start.replace("RangeStart", "RangeEnd"), start.endswith(("InsRangeStart", "MoveToRangeStart")))
    for start in (
        *(w(f"customXml{kind}RangeStart") for kind in ("Ins", "Del", "MoveTo", "MoveFrom")),
        *(f"{{{W14_NS}}}customXmlConflict{kind}RangeStart" for kind in ("Ins", "Del")),
    )
}
"""Starts of ranges in which the tags of content controls or custom XML came or went, each with its end and
whether they came (17.13.5.4 to 17.13.5.11)."""

MOVE_RANGES = {
    w("moveFromRangeStart"): w("moveFromRangeEnd"),
    w("moveToRangeStart"): w("moveToRangeEnd"),
}
"""Starts and ends of what was moved as one (17.13.5.23, 17.13.5.24)."""

MARKS = (*sorted(INSERTING | DELETING | CELL_MARKS), *sorted(FORMER_PROPERTIES), NUMBERING_CHANGE, *CONTROL_RANGES)
"""Every element that is a tracked change by itself."""

_AUTHOR = w("author")
_DATE = w("date")
_MARK_NAMES = (
    rb"(?:ins|del|move(?:From|To)|move(?:From|To)Range(?:Start|End)|cell(?:Ins|Del|Merge)|conflict(?:Ins|Del)"
    rb"|(?:rPr|pPr|sectPr|tblPr|tblPrEx|tblGrid|trPr|tcPr|numbering)Change"
    rb"|customXml(?:Conflict)?(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End))[\s/>]"
)
_NAMESPACE = re.compile(rb"""xmlns(?::([^\s=]+))?\s*=\s*["']([^"']*)["']""")
_OF_MARKS = frozenset(namespace.encode() for namespace in (W_NS, STRICT_W_NS, W14_NS))


class Kind:
    """What a tracked change is about: the words of the JSON output."""

    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"
    FORMATTING = "formatting"
    TABLE = "table"
    CONTROL = "control"


class TrackedChange(Struct, frozen=True):
    """One mark in a part. `date` is as written (`2024-03-01T09:30:00Z`), "" when it has none.

    What Word shows as one change may be many marks: one for each run, paragraph mark, row.
    """

    part: str
    kind: str
    author: str
    date: str


def may_hold_changes(part: bytes) -> bool:
    """Whether a part may hold a tracked change; a part that does not need not be parsed."""
    if part[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return True
    declared = set(_NAMESPACE.findall(part))
    prefixes = {prefix for prefix, namespace in declared if namespace in _OF_MARKS}
    if not prefixes or any(b"&" in namespace for _, namespace in declared):
        return bool(_mark_after(b"[<:]").search(part))
    beginnings = (b"<" + re.escape(prefix) + b":" if prefix else b"<" for prefix in sorted(prefixes))
    return any(_mark_after(beginning).search(part) for beginning in beginnings)


@cache
def _mark_after(beginning: bytes) -> re.Pattern[bytes]:
    """The name of a mark after this; after a plain text a search is ten times as fast."""
    return re.compile(beginning + _MARK_NAMES)


def author_of(mark: Element) -> str:
    """Who made a change, "" when that is not said."""
    return mark.get(_AUTHOR, "")


def date_of(mark: Element) -> str:
    """When a change was made, as written; "" when that is not said."""
    return mark.get(_DATE, "")


def tracked_changes(root: Element, part: str) -> Iterator[TrackedChange]:
    """The changes in a part in the order of the text; what stands twice for old programs counts once."""
    fallbacks = {mark for fallback in root.iter(mc("Fallback")) for mark in fallback.iter(*MARKS)}
    for mark in root.iter(*MARKS):
        if mark not in fallbacks and mark.tag != w("tblGridChange"):
            yield TrackedChange(part, kind_of(mark), author_of(mark), date_of(mark))


def kind_of(mark: Element) -> str:
    """What a mark is about."""
    parent = mark.getparent()
    if mark.tag in CELL_MARKS or (parent is not None and parent.tag == w("trPr") and mark.tag != w("trPrChange")):
        return Kind.TABLE
    if mark.tag in (w("moveFrom"), w("moveTo")):
        return Kind.MOVE
    if mark.tag in CONTROL_RANGES:
        return Kind.CONTROL
    if (
        mark.tag in FORMER_PROPERTIES
        or mark.tag == NUMBERING_CHANGE
        or (parent is not None and parent.tag == w("numPr"))
    ):
        return Kind.FORMATTING
    return Kind.INSERTION if mark.tag in INSERTING else Kind.DELETION
