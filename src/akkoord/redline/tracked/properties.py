"""Properties that changed, with what they were before.

Source:
    ISO/IEC 29500-1, 17.13.5.29 to 17.13.5.38.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from akkoord.compare.fingerprint import Fingerprints
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.revisions import Revisions

Adopt = Callable[[Element], Element]
"""Makes a copy of old material whose ids hold in the new package."""

_TRACKED = frozenset(w(t) for t in ("ins", "del", "moveFrom", "moveTo"))
_CHANGES = frozenset(w(f"{t}Change") for t in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid"))
_NOT_OF_PARAGRAPH = frozenset((w("rPr"), w("sectPr"))) | _CHANGES
_NOT_OF_RUN = _TRACKED | _CHANGES
_NOT_OF_ROW = _TRACKED | _CHANGES
_NOT_OF_CELL = frozenset(w(t) for t in ("cellIns", "cellDel", "cellMerge")) | _CHANGES
_UNTRACKED: dict[str, frozenset[str]] = {
    "rPr": _NOT_OF_RUN,
    "pPr": _NOT_OF_PARAGRAPH,
    "sectPr": frozenset((w("headerReference"), w("footerReference"))) | _CHANGES,
    "trPr": _NOT_OF_ROW,
    "tcPr": _NOT_OF_CELL,
}
NOISE = frozenset(w(t) for t in ("lang", "noProof", "bCs", "iCs", "szCs", "webHidden", "rsid"))
"""Properties that tell a checker, not a reader; they never make a change by themselves."""
_ON = frozenset(("1", "true", "on"))
_VAL = w("val")


def said(properties: Element | None, prints: Fingerprints, name: str) -> dict[str, object]:
    """What properties say, by tag, without what their record of former properties does not speak of."""
    if properties is None:
        return {}
    skipped = _UNTRACKED.get(name, _CHANGES)
    out: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag in skipped or tag in NOISE or (not len(child) and not child.attrib and tag == w("numPr")):
            continue
        if len(child) == 0 and child.get(_VAL) in _ON and len(child.attrib) == 1:
            out[tag] = (tag,)
        elif tag == w("rFonts"):
            out[tag] = tuple(sorted((k, v) for k, v in child.attrib.items() if not k.endswith("}hint")))
        else:
            out[tag] = prints.of(child)
    return {tag: value for tag, value in out.items() if value != ()}


def former(properties: Element | None, name: str, revisions: Revisions, adopt: Adopt) -> Element:
    """The record of `properties` as they were: `w:rPrChange` and its like."""
    change = revisions.named(f"{name}Change")
    inner = revisions.element(name)
    if properties is not None:
        skipped = _UNTRACKED.get(name, _CHANGES)
        inner.extend([adopt(child) for child in properties if child.tag not in skipped])
        for key, value in properties.attrib.items():
            if "rsid" not in key:
                inner.set(key, value)
    change.append(inner)
    return change


def without(properties: Element, tags: Iterable[str]) -> Element:
    """A copy of `properties` without some of its children."""
    copy = deepcopy(properties)
    gone = frozenset(tags)
    for child in list(copy):
        if child.tag in gone:
            copy.remove(child)
    return copy


def own_changes(properties: Element | None) -> Element | None:
    """The record of a change that somebody else made, None when there is none."""
    if properties is None:
        return None
    return next((child for child in properties if child.tag in _CHANGES), None)
