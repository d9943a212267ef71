"""Properties that changed, with what they were before.

Source:
    ISO/IEC 29500-1, 17.13.5.29 to 17.13.5.38.
"""

from __future__ import annotations

from collections.abc import Callable

from akkoord.compare.properties import RECORDS, UNTRACKED
from akkoord.ooxml import Element
from akkoord.redline.tracked.revisions import Revisions

Adopt = Callable[[Element], Element]
"""Makes a copy of old material whose ids hold in the new package."""


def former(properties: Element | None, name: str, revisions: Revisions, adopt: Adopt) -> Element:
    """The record of `properties` as they were: `w:rPrChange` and its like."""
    change = revisions.named(f"{name}Change")
    inner = revisions.element(name)
    if properties is not None:
        skipped = UNTRACKED.get(name, RECORDS)
        inner.extend([adopt(child) for child in properties if child.tag not in skipped])
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
