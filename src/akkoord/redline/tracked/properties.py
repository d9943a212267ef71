"""Properties that changed, with what they were before.

Source:
    ISO/IEC 29500-1, 17.13.5.29 to 17.13.5.38.
"""

from __future__ import annotations

from akkoord.compare.fingerprint import Fingerprints
from akkoord.compare.properties import RECORDS, UNTRACKED, said
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.scope import Scope


class Records:
    """Writes what properties were before, into elements of the new side.

    `old` and `new` are the fingerprints of the parts that the properties stand in.
    """

    def __init__(self, scope: Scope, old: Fingerprints, new: Fingerprints) -> None:
        self._scope = scope
        self._old, self._new = old, new

    def same(self, old: Element | None, new: Element | None, name: str) -> bool:
        """Whether two holders of properties say the same, now and in the records of others."""
        alike = said(old, self._old, name) == said(new, self._new, name)
        return alike and own_changes(old) is None and own_changes(new) is None

    def settle(self, properties: Element, old: Element | None, name: str) -> None:
        """Let `properties`, of the output, tell what they were: what rejecting gives on the old side.

        The record of another author that says so already is the change, and stays; one that says something else was
        decided in the old document, and goes. A holder has room for one record.
        """
        theirs, before = own_changes(properties), _before(old, name)
        wanted = said(before, self._old, name)
        if theirs is not None:
            if said(theirs.find(w(name)), self._new, name) == wanted:
                return
            properties.remove(theirs)
        if said(properties, self._new, name) != wanted:
            properties.append(former(before, name, self._scope))


def _before(properties: Element | None, name: str) -> Element | None:
    """What `properties` were before the change of another author, if there is one."""
    change = own_changes(properties)
    return properties if change is None else change.find(w(name))


def former(properties: Element | None, name: str, scope: Scope) -> Element:
    """The record of the old `properties` as they were: `w:rPrChange` and its like."""
    change = scope.revisions.named(f"{name}Change")
    inner = scope.revisions.element(name)
    if properties is not None:
        skipped = UNTRACKED.get(name, RECORDS)
        inner.extend([scope.adopt(child) for child in properties if child.tag not in skipped])
        for key, value in properties.attrib.items():
            if "rsid" not in key:
                inner.set(key, value)
    change.append(inner)
    return change


def own_changes(properties: Element | None) -> Element | None:
    """The record of a change that somebody else made, None when there is none."""
    if properties is None:
        return None
    return next((child for child in properties if child.tag in RECORDS), None)
