"""Where writing takes place: which parts, with which material, marks and notes."""

from __future__ import annotations

from copy import deepcopy

from msgspec import Struct, field

from akkoord.compare.items import DELETED, INSERTED
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.material import Material
from akkoord.redline.tracked.revisions import Revisions

_ID = w("id")
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_COMMENTS = frozenset(w(t) for t in ("commentRangeStart", "commentRangeEnd"))


class Bookmarks(Struct):
    """The names of the bookmarks of both sides, by part and id."""

    old: dict[str, dict[str, str]]
    new: dict[str, dict[str, str]]

    def name(self, part: str, identifier: str, *, own: bool) -> tuple[str, bool]:
        """The name of a bookmark of the new side (`own`) or the old one, and whether the other side has it too."""
        mine, theirs = (self.new, self.old) if own else (self.old, self.new)
        name = mine.get(part, {}).get(identifier, "")
        return name, name == "_GoBack" or any(name in names.values() for names in theirs.values())


class Scope(Struct):
    """One part of the output: `old_part` merged into `new_part`."""

    material: Material
    revisions: Revisions
    old_part: str
    new_part: str
    bookmarks: Bookmarks
    written: set[str] = field(default_factory=set[str])
    """The ids of marks of others that stand in the output."""

    def adopt(self, element: Element) -> Element:
        """A copy of old material, fit for this part."""
        return self.material.adopt(element, self.old_part, self.new_part)

    def adopt_whole(self, element: Element) -> Element:
        """As `adopt`, for what goes as a whole: a bookmark in it that the new side has too stands there alone."""
        markers = element.iter(_START, _END)
        shared = [self.bookmarks.name(self.old_part, e.get(_ID, ""), own=False)[1] for e in markers]
        copy = self.adopt(element)
        for marker, is_shared in zip(list(copy.iter(_START, _END)), shared, strict=True):
            holder = marker.getparent()
            if is_shared and holder is not None:
                holder.remove(marker)
        return copy

    def own(self, element: Element) -> Element:
        """A copy of new material."""
        copy = deepcopy(element)
        copy.tail = None
        return copy

    def foreign(self, mark: Element, *, old: bool) -> Element:
        """The mark of another author without its content; one that is not the first of its id gets its own."""
        copy = mark.makeelement(mark.tag, dict(mark.attrib))
        identifier = mark.get(_ID, "")
        if old or identifier in self.written:
            copy.set(_ID, self.revisions.number())
        self.written.add(identifier)
        return copy

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

    def is_reference_of_one_side(self, marker: Element, *, own: bool) -> bool:
        """Whether a marker refers to a comment that the other side lacks: it comes and goes with the text around it."""
        if marker.tag != w("r"):
            return False
        return not own or any(e.get(_ID) in self.material.new_comments for e in marker.iter(w("commentReference")))

    def _bookmark(self, marker: Element, *, own: bool) -> tuple[Element, str] | None:
        part = self.new_part if own else self.old_part
        _, shared = self.bookmarks.name(part, marker.get(_ID, ""), own=own)
        if own:
            return deepcopy(marker), "" if shared else INSERTED
        return None if shared else (self.adopt(marker), DELETED)
