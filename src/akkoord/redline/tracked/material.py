"""Old material in the new package: styles, lists, relationships, notes and ids that hold there."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from akkoord.compare.document import VAL, Document
from akkoord.ooxml import Element, root_like
from akkoord.ooxml.names import R_NS, W14_NS, W_NS, WORD_CONTENT_TYPE, w
from akkoord.ooxml.tracked import CONTROL_RANGES, DELETING, INSERTING, MARKS, MOVE_RANGES
from akkoord.redline.tracked.lists import Lists, without_extensions
from akkoord.redline.tracked.output import Output
from akkoord.redline.tracked.revisions import Revisions

_STYLES = frozenset(w(t) for t in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_REFERENCE = f"{{{R_NS}}}"
_SETTLED = "\ue001"
"""Before the id of a relationship that already holds in the new package; private use."""
_W_ID = w("id")
_CONTROL = w("sdtPr")
_BOOKMARK_START, _BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
_BOOKMARKS = frozenset((_BOOKMARK_START, _BOOKMARK_END))
_COMMENTS = frozenset(w(t) for t in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_RUN_MARKS = INSERTING | DELETING
_NUMBER = w("numId")
_RANGES = {**MOVE_RANGES, **{start: end for start, (end, _) in CONTROL_RANGES.items()}}
_RANGED = frozenset((*_RANGES, *_RANGES.values()))
_MARKED = frozenset(MARKS) - _RANGED


class Material:
    """Copies elements of the old package so that their ids, styles and lists hold in the new one."""

    def __init__(self, old: Document, new: Document, output: Output, revisions: Revisions) -> None:
        self.old = old
        self.new = new
        self.output = output
        self.revisions = revisions
        self.notes: dict[tuple[str, str], str] = {}
        self.comments: dict[str, str] = {}
        self.new_comments: frozenset[str] = frozenset()
        self._styles: dict[str, str] = {}
        self._ids_by_name = {(s.get(w("type")), new.style_names[i]): i for i, s in new.styles.items()}
        self._lists: dict[str, str] = {}
        self._brought = Lists(old, output, self.style, self.adopt)
        self._bookmarks: dict[tuple[str, str], str] = {}
        self._ranges: dict[tuple[str, str, str], str] = {}
        self._copies: set[str] = set()
        self._controls: set[str] = set()
        self._drawings = 0

    def adopt(self, element: Element, old_part: str, new_part: str) -> Element:
        """A copy of `element`, which stands in `old_part`, fit for `new_part` of the output."""
        copy = deepcopy(element)
        copy.tail = None
        self.renew_controls(copy)
        for e in copy.iter():
            self._renumber(e, old_part)
            if e.attrib:
                self._attributes(e, old_part, new_part)
        return copy

    def renew(self, root: Element, part: str) -> None:
        """Let new text that is to stand in the output a second time, in `part`, not repeat what stands but once."""
        self._copies.add(part)
        self.renew_controls(root)
        for element in root.iter():
            self._drawing(element)

    def renew_controls(self, holder: Element) -> None:
        """Give the content controls in `holder` ids that no other has."""
        for properties in holder.iter(_CONTROL):
            self._control(properties)

    def _control(self, properties: Element) -> None:
        """Give a content control an id that no other has: Word repairs a file with doubles."""
        identifier = properties.find(_W_ID)
        if identifier is None:
            return
        if not self._controls:
            texts = [part for part, data in self.new.package.parts.items() if part.endswith(".xml") and b":sdt" in data]
            package = self.new.package  # its bytes: the trees are being taken apart
            numbers = [e for part in texts for e in package.xml(part).iter(_W_ID) if e.get(VAL)]
            self._controls = {e.get(VAL, "") for e in numbers}
        while identifier.get(VAL, "") in self._controls:
            identifier.set(VAL, self.revisions.number())
        self._controls.add(identifier.get(VAL, ""))

    def _renumber(self, e: Element, old_part: str) -> None:
        """Give an element the ids that hold in the new package."""
        tag = e.tag
        identifier = e.get(_W_ID, "")
        if tag in _STYLES:
            e.set(VAL, self.style(e.get(VAL, "")))
        elif tag == _NUMBER:
            e.set(VAL, self.list(e.get(VAL, "")))
        elif tag in _BOOKMARKS:
            e.set(_W_ID, self._bookmark(old_part, identifier))
        elif tag in _RANGED:
            e.set(_W_ID, self._range(old_part, _RANGES.get(tag, tag), identifier))
        elif tag in _COMMENTS:
            e.set(_W_ID, self.comments.get(identifier, identifier))
        elif tag in _NOTES:
            e.set(_W_ID, self.note(_NOTES[tag], identifier))
        elif tag in _MARKED and identifier:
            e.set(_W_ID, self.revisions.number())

    def _bookmark(self, old_part: str, identifier: str) -> str:
        key = (old_part, identifier)
        if key not in self._bookmarks:
            self._bookmarks[key] = self.revisions.number()
        return self._bookmarks[key]

    def _range(self, old_part: str, end: str, identifier: str) -> str:
        """The id of both ends of a range in which somebody moved text or tagged it."""
        key = (old_part, end, identifier)
        if key not in self._ranges:
            self._ranges[key] = self.revisions.number()
        return self._ranges[key]

    def settle_bookmarks(self) -> None:
        """Let every bookmark that was brought along, or stands in what was written twice, stand once and have an end.

        The end may have stayed behind in a block that both sides have.
        """
        brought = set(self._bookmarks.values())
        homes: dict[str, str] = {}
        for part, root in self.output.changed().items() if brought or self._copies else ():
            for marker in list(root.iter(*_BOOKMARKS)):
                identifier = marker.get(_W_ID, "")
                if part in self._copies if identifier not in brought else homes.setdefault(identifier, part) != part:
                    _drop(marker)
            ends = {e.get(_W_ID) for e in root.iter(_BOOKMARK_END)}
            for start in list(root.iter(_BOOKMARK_START)):
                identifier = start.get(_W_ID, "")
                if identifier in brought and identifier not in ends:
                    start.addnext(start.makeelement(_BOOKMARK_END, {_W_ID: identifier}))

    def style(self, identifier: str) -> str:
        """The id in the new package of the old style `identifier`, brought along when it is not there."""
        if identifier not in self._styles:
            self._styles[identifier] = self._style(identifier)
        return self._styles[identifier]

    def list(self, number: str) -> str:
        """The id in the new package of the old list `number`, brought along when it is not there."""
        if number not in self._lists:
            key = self.old.numbers.get(number, number)
            known = not key.startswith("old:")
            self._lists[number] = key if known else self._brought.bring(number)
        return self._lists[number]

    def note(self, kind: str, identifier: str) -> str:
        """The id in the new package of an old note that only the old text refers to."""
        key = (kind, identifier)
        if key not in self.notes:
            self.notes[key] = self.revisions.number()
        return self.notes[key]

    def _style(self, identifier: str) -> str:
        style = self.old.styles.get(identifier)
        if style is None:
            return identifier
        known = self._ids_by_name.get((style.get(w("type")), self.old.style_names[identifier]))
        is_default = identifier == _default_of_paragraphs(self.old)
        if known is not None or (is_default and self._default):
            return known or self._default
        root = self.output.root(self._style_part)
        taken = {e.get(w("styleId")) for e in root.iter(w("style"))} | self._undefined
        name, number = identifier, 1
        while name in taken:
            number += 1
            name = f"{identifier}{number}"
        self._styles[identifier] = name
        copy = without_extensions(style, root)
        copy.set(w("styleId"), name)
        if not is_default:
            copy.attrib.pop(w("default"), None)
        for e in copy.iter(*_STYLES):
            e.set(VAL, self.style(e.get(VAL, "")))
        for e in copy.iter(_NUMBER):
            e.set(VAL, self.list(e.get(VAL, "")))
        root.append(copy)
        return name

    @cached_property
    def _default(self) -> str:
        """The style of paragraphs of the new package that name none."""
        return _default_of_paragraphs(self.new)

    @cached_property
    def _undefined(self) -> set[str]:
        """The ids of styles that the new package names without defining them: they may not come to mean something."""
        package = self.new.package  # its bytes: the trees are being taken apart
        texts = [part for part, data in package.parts.items() if part.endswith(".xml") and b"Style" in data]
        return {e.get(VAL, "") for part in texts for e in package.xml(part).iter(*_STYLES)} - self.new.styles.keys()

    @cached_property
    def _style_part(self) -> str:
        """The part of the output with the styles, made when there is none."""
        known = self.new.related("styles")
        if known is not None:
            return known
        made = root_like(self.old.root(self.old.main), w("styles"))
        name = self.output.add_part("word/styles.xml", made, f"{WORD_CONTENT_TYPE}styles+xml")
        self.output.relate_kind(self.new.main, "styles", name)
        return name

    def _attributes(self, element: Element, old_part: str, new_part: str) -> None:
        for key, value in element.attrib.items():
            if key.startswith(_REFERENCE):
                element.set(key, self.relationship(value, old_part, new_part))
            elif key.startswith((f"{{{W14_NS}}}paraId", f"{{{W14_NS}}}textId", f"{{{W_NS}}}rsid")):
                del element.attrib[key]
        self._drawing(element)

    def _drawing(self, element: Element) -> None:
        if element.tag.endswith("}docPr"):
            self._drawings += 1
            element.set("id", str(900_000 + self._drawings))

    @staticmethod
    def settled(identifier: str) -> str:
        """The id of a relationship of the new package, to be put into old material that is adopted later."""
        return _SETTLED + identifier

    def relationship(self, identifier: str, old_part: str, new_part: str) -> str:
        """The id in `new_part` of a relationship of the old `old_part`."""
        if identifier.startswith(_SETTLED):
            return identifier.removeprefix(_SETTLED)
        relationship = self.old.relationships(old_part).get(identifier)
        if relationship is None:
            return identifier
        target = self.old.target(old_part, identifier)
        for other in self.new.relationships(new_part).values():
            if other.type == relationship.type and self.new.target(new_part, other.id) == target:
                return other.id
        if relationship.external or relationship.target not in self.old.package.parts:
            return self.output.relate(new_part, relationship.type, relationship.target, external=relationship.external)
        copied = self.output.copy_part(self.old, relationship.target)
        return self.output.relate(new_part, relationship.type, copied)


def _default_of_paragraphs(document: Document) -> str:
    """The id of the style that paragraphs have which name none (17.7.4.17)."""
    on = ("1", "true", "on")
    styles = ((i, s) for i, s in document.styles.items() if s.get(w("type")) == "paragraph")
    return next((i for i, s in styles if s.get(w("default")) in on), "")


def _drop(marker: Element) -> None:
    """Take out the marker of a range, and the mark of a change that held nothing else."""
    holder = marker.getparent()
    if holder is None:
        return
    holder.remove(marker)
    if holder.tag in _RUN_MARKS and not len(holder):
        _drop(holder)
