"""Where writing takes place: which parts, with which material, marks and notes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from akkoord.compare.items import DELETED, INSERTED
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.material import Material
from akkoord.redline.tracked.revisions import Revisions

_ID, _NAME = w("id"), w("name")
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_COMMENTS = frozenset(w(t) for t in ("commentRangeStart", "commentRangeEnd"))


@dataclass(slots=True)
class Bookmarks:
    """The names of the bookmarks of both sides, and of each side its names by id."""

    old: dict[str, str] = field(default_factory=dict[str, str])
    new: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Scope:
    """One part of the output: `old_part` merged into `new_part`."""

    material: Material
    revisions: Revisions
    old_part: str
    new_part: str
    bookmarks: Bookmarks

    def adopt(self, element: Element) -> Element:
        """A copy of old material, fit for this part."""
        return self.material.adopt(element, self.old_part, self.new_part)

    def own(self, element: Element) -> Element:
        """A copy of new material."""
        copy = deepcopy(element)
        copy.tail = None
        return copy

    def foreign(self, mark: Element) -> Element:
        """The mark of another author without its content."""
        return mark.makeelement(mark.tag, dict(mark.attrib))

    def marker(self, marker: Element, *, own: bool) -> tuple[Element, str] | None:
        """A copy of one end of a range, and the change it is part of ("" for none); None when it is left out."""
        if marker.tag in (_START, _END):
            return self._bookmark(marker, own=own)
        if own:
            return deepcopy(marker), ""
        is_comment = marker.tag in _COMMENTS or next(marker.iter(w("commentReference")), None) is not None
        identifiers = [e.get(_ID, "") for e in marker.iter() if e.tag.rsplit("}", 1)[-1].startswith("comment")]
        if is_comment and identifiers and identifiers[0] in self.material.comments:
            return self.adopt(marker), ""
        return None

    def _bookmark(self, marker: Element, *, own: bool) -> tuple[Element, str] | None:
        mine, theirs = (self.bookmarks.new, self.bookmarks.old) if own else (self.bookmarks.old, self.bookmarks.new)
        name = mine.get(marker.get(_ID, ""), "")
        shared = name in theirs.values() or name == "_GoBack"
        if own:
            return deepcopy(marker), "" if shared else INSERTED
        return None if shared else (self.adopt(marker), DELETED)
