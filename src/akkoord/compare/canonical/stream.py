"""The content of a paragraph as one stream of text and tokens.

Runs are not in it: only where properties change does the stream change. Markers without
width (of bookmarks, comments) are kept apart, with their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.properties import Value, attributes_value, element_value, properties_value
from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, MC_NS, W_NS, XML_NS, r, w
from akkoord.ooxml.tracked import (
    CONTROL_RANGES,
    DELETING,
    FORMER_PROPERTIES,
    INSERTING,
    MOVE_RANGES,
    author_of,
    date_of,
)

_W = f"{{{W_NS}}}"
_M = f"{{{M_NS}}}"
_SPACE = f"{{{XML_NS}}}space"
_VAL = w("val")
_BREAKS = {"page": "\f", "column": "\v"}
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("sym"): "",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_NOTES = {w("footnoteReference"): "\u2020", w("endnoteReference"): "\u2021"}
_NOTHING = frozenset((w("rPr"), w("pPr"), w("lastRenderedPageBreak"), w("proofErr"), w("sdtPr"), w("sdtEndPr")))
_TRANSPARENT = frozenset((w("smartTag"), w("sdtContent"), f"{_M}oMathPara"))
_CHANGE_ENDS = frozenset((*MOVE_RANGES.values(), *(end for end, _ in CONTROL_RANGES.values())))
_CONTROL_COUNTED = frozenset((w("id"), w("rPr"), w("placeholder"), w("showingPlcHdr")))
_BOOKMARK = {w("bookmarkStart"): "start", w("bookmarkEnd"): "end"}
_NOT_COMPARED_BOOKMARKS = frozenset({"_GoBack"})


class Token(NamedTuple):
    """Something in a paragraph that is not plain text.

    `zero`: it takes no room and is no bracket; of those that stand together the order is free.
    """

    kind: str
    value: Value
    zero: bool = False


class Atom(NamedTuple):
    """A piece of text, or a token, with the canonical properties of its run."""

    text: str
    token: Token | None
    properties: Value


BoxReader = Callable[[Element], "tuple[object, ...]"]
"""Reads the blocks of a text box."""


class Stream:
    """Reads paragraphs of one part into atoms. `boxes` collects what text boxes hold, in order."""

    def __init__(self, environment: Environment, part: str, read_box: BoxReader) -> None:
        self.environment = environment
        self.resolve = environment.resolver(part)
        self.read_box = read_box
        self.bookmarks: dict[str, str] = {}

    def read(self, holder: Element, leading: Iterable[Token]) -> tuple[list[Atom], list[Value]]:
        """The atoms of a paragraph, and the blocks of the text boxes in it."""
        self.atoms: list[Atom] = [Atom("", token, ()) for token in leading]
        self.boxes: list[Value] = []
        self._links: dict[int, tuple[Atom, Value]] = {}
        self._children(holder)
        return self.atoms, self.boxes

    def _children(self, holder: Element) -> None:
        for child in holder:
            self._child(child)

    def _child(self, element: Element) -> None:
        tag = element.tag
        if tag == w("r"):
            self._run(element)
        elif tag in _NOTHING:
            return
        elif tag in _TRANSPARENT:
            self._children(element)
        elif tag.startswith(_M):
            self._mathematics(element)
        elif tag == f"{{{MC_NS}}}AlternateContent":
            self._alternatives(element, (), self._children)
        elif (marker := self.marker(element)) is not None:
            self.atoms.append(Atom("", marker, ()))
        elif tag.startswith(_W):
            self._container(element)
        else:
            self._token("other", (element_value(element, self.resolve),))

    def _container(self, element: Element) -> None:
        tag = element.tag
        if tag in INSERTING or tag in DELETING:
            self._bracket("change", (tag, author_of(element), date_of(element)), element)
        elif tag == w("hyperlink"):
            self._link(element)
        elif tag == w("fldSimple"):
            self._token("field", ("begin",))
            self._token("code", (_squashed(element.get(w("instr"), "")),))
            self._token("field", ("separate",))
            self._children(element)
            self._token("field", ("end",))
        elif tag == w("sdt"):
            content = element.find(w("sdtContent"))
            self._bracket("control", control_value(element, self.resolve), element if content is None else content)
        elif tag in (w("customXml"), w("dir"), w("bdo")):
            self._bracket("markup", (tag, attributes_value(element, self.resolve)), element)
        elif tag in (w("t"), w("delText")):  # outside a run: tolerated, and read as Word does
            self._text(element, ())
        else:
            self._token("other", (element_value(element, self.resolve),))

    def _link(self, link: Element) -> None:
        """A link; one around nothing but markers can be neither seen nor followed, and is a marker itself.

        Links to one place that stand together are one: programs write one for each run.
        """
        if not len(link):
            return
        start = len(self.atoms)
        value = attributes_value_without(link, self.resolve, w("history"))
        self._bracket("link", value, link)
        inner = self.atoms[start + 1 : -1]
        if all(atom.token is not None and atom.token.zero for atom in inner):
            self.atoms[start:] = [Atom("", Token("empty link", value, zero=True), ()), *inner]
            return
        end = self.atoms[-1]
        former = self._end_before(start)
        if former is not None and self._links[id(self.atoms[former])][1] == value:
            del self.atoms[start], self.atoms[former]
        self._links[id(end)] = (end, value)

    def _end_before(self, place: int) -> int | None:
        """Where a link ends with nothing but markers between it and `place`; None where none does."""
        while place and (token := self.atoms[place - 1].token) is not None and token.zero:
            place -= 1
        return place - 1 if place and id(self.atoms[place - 1]) in self._links else None

    def _bracket(self, kind: str, value: Value, element: Element) -> None:
        self._token(kind, value)
        self._children(element)
        self._token(kind, ("end",))

    def _token(self, kind: str, value: Value, properties: Value = ()) -> None:
        self.atoms.append(Atom("", Token(kind, value), properties))

    def marker(self, element: Element) -> Token | None:
        """The token of a zero-width marker, also between blocks; None when `element` is none."""
        tag = element.tag
        if tag in _BOOKMARK:
            name = self.bookmarks.get(element.get(w("id"), ""), "")
            kind = "" if name in _NOT_COMPARED_BOOKMARKS else "bookmark"
            return Token(kind, (_BOOKMARK[tag], name), zero=True)
        if tag in (w("commentRangeStart"), w("commentRangeEnd")):
            return Token("comment", (tag, self._comment(element)), zero=True)
        if tag in (w("permStart"), w("permEnd")):
            value = attributes_value_without(element, self.resolve, w("id"))
            return Token("permission", (tag, value), zero=True)
        if tag in MOVE_RANGES or tag in CONTROL_RANGES:
            return Token("change", (tag, author_of(element), date_of(element)), zero=True)
        if tag in _CHANGE_ENDS:
            return Token("change", (tag,), zero=True)
        if tag == w("altChunk"):
            return Token("chunk", ("ingevoegd bestand", self._chunk(element)), zero=True)
        return None

    def _chunk(self, element: Element) -> str:
        return str(self.resolve(element.get(r("id"), "")))[:12]

    def _comment(self, element: Element) -> object:
        return self.environment.comment_value(element.get(w("id"), ""))

    # runs

    def _run(self, run: Element) -> None:
        element = run.find(w("rPr"))
        properties = self.run_properties(element)
        for child in run:
            self._in_run(child, properties)

    def run_properties(self, element: Element | None) -> Value:
        """The properties of a run, its style by name, what changed in them by content."""
        if element is None or not len(element):
            return ()
        value = properties_value(element, _RUN_SPECIAL, self.resolve)
        for child in element.iterchildren(w("rStyle"), w("rPrChange")):
            if child.tag == w("rStyle"):
                value = (("style", self.environment.style_name(child.get(_VAL, ""))), *value)
            else:
                former = self.run_properties(child.find(w("rPr")))
                value = (*value, ("former", author_of(child), date_of(child), former))
        return value

    def _in_run(self, element: Element, properties: Value) -> None:
        tag = element.tag
        if tag in (w("t"), w("delText")):
            self._text(element, properties)
        elif tag in _NOTHING:
            return
        elif tag in _CHARACTERS:
            self._character(element, properties)
        elif tag in (w("instrText"), w("delInstrText")):
            self._token("code", (element.text or "",), properties)
        elif tag == w("fldChar"):
            self._field(element)
        elif tag in _NOTES:
            own = attributes_value_without(element, self.resolve, w("id"))
            self.atoms.append(Atom(_NOTES[tag], Token("note", own), properties))
        elif tag == w("commentReference"):
            self.atoms.append(Atom("", Token("comment", (self._comment(element),), zero=True), ()))
        elif tag == f"{{{MC_NS}}}AlternateContent":
            self._alternatives(element, properties, lambda branch: self._objects(branch, properties))
        elif tag in (w("drawing"), w("pict"), w("object")):
            self._token("object", (self._object(element),), properties)
        else:
            self._token("other", (element_value(element, self.resolve),), properties)

    def _character(self, element: Element, properties: Value) -> None:
        """A character that is written as an element; what the character alone does not say is a token beside it."""
        tag = element.tag
        text, own = _CHARACTERS[tag], attributes_value(element)
        if tag == w("br"):
            text = _BREAKS.get(element.get(w("type"), ""), "\n")
            own = (element.get(w("clear")),) if element.get(w("clear")) else ()
        elif tag == w("sym"):
            text, own = _symbol(element), (element.get(w("font"), ""),)
        self.atoms.append(Atom(text, None, properties))
        if own:
            self._token("character", own, properties)

    def _field(self, element: Element) -> None:
        lock = element.get(w("fldLock"), "")
        data = tuple(element_value(child, self.resolve) for child in element)
        self._token("field", (element.get(w("fldCharType"), ""), *((lock, *data) if lock or data else ())))

    def _objects(self, branch: Element, properties: Value) -> None:
        for child in branch:
            self._in_run(child, properties)

    def _alternatives(self, element: Element, properties: Value, read: Callable[[Element], None]) -> None:
        """The first choice is what is read; the others are for other programs, and are compared as such (Part 3)."""
        branches = [child for child in element if len(child)]
        if not branches:
            return
        read(branches[0])
        for branch in branches[1:]:
            kept, self.atoms, boxes, self.boxes = self.atoms, [], self.boxes, []
            read(branch)
            value = (coalesced(self.atoms, with_properties=True), tuple(self.boxes))
            self.atoms, self.boxes = kept, boxes
            self._token("fallback", (value,), properties)

    def _object(self, element: Element) -> Value:
        """A drawing or object: what its text boxes hold is read apart."""
        if element.tag == w("txbxContent"):
            kept, outer = self.atoms, self.boxes
            blocks = self.read_box(element)
            self.atoms, self.boxes = kept, outer
            self.boxes.append(blocks)
            return ("box", blocks)
        if element.tag == f"{{{MC_NS}}}AlternateContent":
            branches = [child for child in element if len(child)]
            first = [self._object(child) for child in branches[0]] if branches else []
            boxes, self.boxes = self.boxes, []
            others = [tuple(self._object(child) for child in branch) for branch in branches[1:]]
            self.boxes = boxes
            return ("choice", *first, *others)
        if not len(element):
            return element_value(element, self.resolve)
        children = [self._object(child) for child in element if child.tag not in _NOTHING]
        return (element.tag, attributes_value(element, self.resolve), *children)

    def _mathematics(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{_M}t":
            self.atoms.append(Atom(element.text or "", None, ()))
            return
        if tag == f"{_M}r":
            properties = self.run_properties(element.find(w("rPr")))
            mathematical = properties_value(element.find(f"{_M}rPr"), frozenset(), self.resolve)
            for child in element:
                if child.tag == f"{_M}t":
                    self.atoms.append(Atom(child.text or "", None, (*properties, *mathematical)))
                elif child.tag not in (f"{_M}rPr", w("rPr")):
                    self._in_run(child, properties)
            return
        if tag.endswith("Pr"):
            value = element_value(element, self.resolve)
            if len(value) > _BARE:
                self._token("mathematics", (value,))
            return
        self._bracket("mathematics", (tag,), element)

    def _text(self, element: Element, properties: Value) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if text:
            self.atoms.append(Atom(text, None, properties))


_BARE = 3
_RUN_SPECIAL = frozenset((w("rStyle"), *FORMER_PROPERTIES, *INSERTING, *DELETING))


def coalesced(atoms: Iterable[Atom], *, with_properties: bool) -> Value:
    """The stream without runs and zero-width markers: texts and codes joined where nothing changes."""
    out: list[tuple[str, object, Value]] = []
    for atom in atoms:
        token = atom.token
        if token is not None and token.zero:
            continue
        properties = atom.properties if with_properties else ()
        if atom.text:
            _join(out, "text", atom.text, properties)
        if token is None:
            continue
        if token.kind == "code":
            _join(out, "code", str(token.value[0]), ())
        else:
            out.append((token.kind, token.value, properties))
    return tuple((kind, _squashed(str(held)), own) if kind == "code" else (kind, held, own) for kind, held, own in out)


def _join(out: list[tuple[str, object, Value]], kind: str, text: str, properties: Value) -> None:
    if out and out[-1][0] == kind and out[-1][2] == properties:
        out[-1] = (kind, f"{out[-1][1]}{text}", properties)
    else:
        out.append((kind, text, properties))


def markers(atoms: Iterable[Atom]) -> Value:
    """The zero-width markers of a stream, each with how many characters and tokens stand before it."""
    out: list[tuple[int, str, Value]] = []
    place = 0
    for atom in atoms:
        token = atom.token
        if token is not None and token.zero:
            if token.kind:
                out.append((place, token.kind, token.value))
        else:
            place += len(atom.text) + (token is not None and token.kind != "code")
    return tuple(sorted(out, key=repr)) if len(out) > 1 else tuple(out)


def control_value(control: Element, resolve: Callable[[str], object]) -> Value:
    """What a content control is: its properties but its counted id and what it looks like when empty."""
    return properties_value(control.find(w("sdtPr")), _CONTROL_COUNTED, resolve)


def attributes_value_without(element: Element, resolve: Callable[[str], object], name: str) -> Value:
    """The attributes but one."""
    if element.get(name) is None:
        return attributes_value(element, resolve)
    others = {key: value for key, value in element.attrib.items() if key != name}
    return attributes_value(element.makeelement(element.tag, others), resolve)


def _squashed(text: str) -> str:
    return " ".join(text.split())


def _symbol(element: Element) -> str:
    try:
        return chr(int(element.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
