"""What the properties of runs, paragraphs, sections and tables say, apart from the record of what they said before.

Source:
    ISO/IEC 29500-1, 17.13.5.29 to 17.13.5.38.
"""

from __future__ import annotations

from akkoord.compare.fingerprint import Fingerprints
from akkoord.ooxml import Element
from akkoord.ooxml.names import w

_TRACKED = frozenset(w(t) for t in ("ins", "del", "moveFrom", "moveTo"))
RECORDS = frozenset(w(f"{t}Change") for t in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid"))
_NOT_OF_PARAGRAPH = frozenset((w("rPr"), w("sectPr"))) | RECORDS
_NOT_OF_RUN = _TRACKED | RECORDS
_NOT_OF_ROW = _TRACKED | RECORDS
_NOT_OF_CELL = frozenset(w(t) for t in ("cellIns", "cellDel", "cellMerge")) | RECORDS
UNTRACKED: dict[str, frozenset[str]] = {
    "rPr": _NOT_OF_RUN,
    "pPr": _NOT_OF_PARAGRAPH,
    "sectPr": frozenset((w("headerReference"), w("footerReference"))) | RECORDS,
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
    skipped = UNTRACKED.get(name, RECORDS)
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
