"""Properties of a paragraph, of its end and of the section that it closes."""

from __future__ import annotations

from copy import deepcopy

from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.items import DELETED, INSERTED, KEPT, Mark
from akkoord.compare.properties import said
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING
from akkoord.redline.tracked.properties import former, own_changes
from akkoord.redline.tracked.scope import Scope

_P_PR, _R_PR, _SECTION = w("pPr"), w("rPr"), w("sectPr")
_CHANGE = w("pPrChange")


class ParagraphProperties:
    """Writes the `w:pPr` of paragraphs of the output."""

    def __init__(self, scope: Scope, old: Fingerprints, new: Fingerprints) -> None:
        self._scope = scope
        self._old, self._new = old, new

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
        run = _run_properties(properties)
        theirs = [child for child in run if child.tag in INSERTING | DELETING]
        if any(child.tag in (INSERTING if mark.op == INSERTED else DELETING) for child in theirs):
            return
        run.insert(len(theirs) if mark.op == DELETED else 0, self._scope.revisions.mark(mark.op, mark.move))

    def _both(self, properties: Element, old: Element | None, new: Element | None) -> None:
        if said(old, self._old, "pPr") != said(new, self._new, "pPr"):
            theirs = properties.find(_CHANGE)
            if theirs is not None:
                properties.remove(theirs)
            properties.append(former(old, "pPr", self._scope.revisions, self._scope.adopt))
        self._mark(properties, old, new)
        section_old = old.find(_SECTION) if old is not None else None
        section_new = properties.find(_SECTION)
        if section_new is not None and section_old is not None:
            self.section(section_old, section_new)

    def _mark(self, properties: Element, old: Element | None, new: Element | None) -> None:
        """The formatting of the end itself, and marks of others on it."""
        run_old = old.find(_R_PR) if old is not None else None
        run_new = new.find(_R_PR) if new is not None else None
        foreign_old = _foreign(run_old)
        foreign_new = _foreign(run_new)
        differs = said(run_old, self._old, "rPr") != said(run_new, self._new, "rPr")
        if not differs and foreign_old == foreign_new:
            return
        run = _run_properties(properties)
        if foreign_old != foreign_new:
            for child in [c for c in run if c.tag in INSERTING]:
                run.remove(child)
        if differs:
            theirs = own_changes(run)
            if theirs is not None:
                run.remove(theirs)
            run.append(former(run_old, "rPr", self._scope.revisions, self._scope.adopt))
        if not len(run):
            properties.remove(run)

    def section(self, old: Element | None, new: Element) -> None:
        """Record in `new`, the properties of a section in the output, what they were."""
        if said(old, self._old, "sectPr") != said(new, self._new, "sectPr"):
            theirs = own_changes(new)
            if theirs is not None:
                new.remove(theirs)
            new.append(former(old, "sectPr", self._scope.revisions, self._scope.adopt))


def _run_properties(properties: Element) -> Element:
    """The properties of the end in a `w:pPr`, made where they belong when there are none."""
    run = properties.find(_R_PR)
    if run is None:
        run = properties.makeelement(_R_PR, {})
        place = next((i for i, c in enumerate(properties) if c.tag in (_SECTION, _CHANGE)), len(properties))
        properties.insert(place, run)
    return run


def _foreign(run: Element | None) -> list[tuple[str, str | None, str | None]]:
    if run is None:
        return []
    return [(c.tag, c.get(w("author")), c.get(w("date"))) for c in run if c.tag in INSERTING | DELETING]
