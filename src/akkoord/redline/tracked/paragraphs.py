"""Properties of a paragraph, of its end and of the section that it closes."""

from __future__ import annotations

from copy import deepcopy

from akkoord.compare.items import DELETED, INSERTED, KEPT, Mark
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING
from akkoord.redline.end_mark import run_properties
from akkoord.redline.tracked.properties import Records
from akkoord.redline.tracked.scope import Scope

_P_PR, _R_PR, _SECTION = w("pPr"), w("rPr"), w("sectPr")
_ORDER = tuple(w(t) for t in ("ins", "del", "moveFrom", "moveTo"))


class ParagraphProperties:
    """Writes the `w:pPr` of paragraphs of the output."""

    def __init__(self, scope: Scope, records: Records) -> None:
        self._scope = scope
        self._records = records

    def write(self, paragraph: Element, mark: Mark) -> None:
        """Give `paragraph` the properties of its end."""
        old = mark.old.element.find(_P_PR) if mark.old is not None else None
        new = mark.new.element.find(_P_PR) if mark.new is not None else None
        if mark.op == DELETED:
            properties = self._scope.adopt(old) if old is not None else paragraph.makeelement(_P_PR, {})
        else:
            properties = deepcopy(new) if new is not None else paragraph.makeelement(_P_PR, {})
        if mark.op == KEPT:
            self._both(properties, old, new)
        else:
            self._one(properties, mark)
        if len(properties) or properties.attrib:
            paragraph.insert(0, properties)

    def _one(self, properties: Element, mark: Mark) -> None:
        run = run_properties(properties)
        theirs = [child for child in run if child.tag in INSERTING | DELETING]
        if not mark.move and any(child.tag in (INSERTING if mark.op == INSERTED else DELETING) for child in theirs):
            return
        own = self._scope.revisions.mark(mark.op, mark.move)
        run.insert(sum(_rank(child) <= _rank(own) for child in theirs), own)

    def _both(self, properties: Element, old: Element | None, new: Element | None) -> None:
        self._records.settle(properties, old, "pPr")
        self._mark(properties, old, new)
        section_old = old.find(_SECTION) if old is not None else None
        section_new = properties.find(_SECTION)
        if section_new is not None and section_old is not None:
            self._records.settle(section_new, section_old, "sectPr")

    def _mark(self, properties: Element, old: Element | None, new: Element | None) -> None:
        """The formatting of the end itself, and marks of others on it."""
        run_old = old.find(_R_PR) if old is not None else None
        run_new = new.find(_R_PR) if new is not None else None
        foreign_old = _foreign(run_old)
        foreign_new = _foreign(run_new)
        if self._records.same(run_old, run_new, "rPr") and foreign_old == foreign_new:
            return
        run = run_properties(properties)
        if foreign_old != foreign_new:
            for child in [c for c in run if c.tag in INSERTING]:
                run.remove(child)
        self._records.settle(run, run_old, "rPr")
        if not len(run):
            properties.remove(run)


def _rank(mark: Element) -> int:
    """The place of a mark among those on the end of a paragraph (EG_ParaRPrTrackChanges)."""
    return _ORDER.index(mark.tag) if mark.tag in _ORDER else -1


def _foreign(run: Element | None) -> list[tuple[str, str | None, str | None]]:
    if run is None:
        return []
    return [(c.tag, c.get(w("author")), c.get(w("date"))) for c in run if c.tag in INSERTING | DELETING]
