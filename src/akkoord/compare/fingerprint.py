"""Fingerprints: equal for elements that say the same, whatever ids, revision save marks and prefixes they carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from akkoord.compare.document import VAL, Document
from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, R_NS, XML_NS, w

OBJECT = "\ufffc"
NOTE_MARK = "\ue000"
"""Stands for the mark of a note in a text; private use, so that no file writes it as its own."""

_SAYING = tuple(
    f"{{{namespace}"
    for namespace in (
        "http://schemas.openxmlformats.org/",
        "http://schemas.microsoft.com/office/drawing",
        "http://schemas.microsoft.com/office/2006",
        "urn:schemas-microsoft-com:",
        XML_NS,
    )
)
"""Namespaces whose attributes say something; those of other programs and counters of Word do not."""
_UNSAID = ("rsid", "dirty")
"""Beginnings of names of attributes that say nothing: of saves, and that a field is to be calculated anew."""
_SPACE = f"{{{XML_NS}}}space"
_REFERENCE = f"{{{R_NS}}}"

NOISE = frozenset(w(t) for t in ("proofErr", "lastRenderedPageBreak", "noProof", "lang", "bookmarkEnd", "id"))
"""Elements that say nothing a reader of the document could see, and markers found by their other half."""
_SHELLS = frozenset(w(t) for t in ("rPr", "pPr"))
"""Holders that are the same empty as absent."""
_SKIPPED = NOISE | _SHELLS
_STYLES = frozenset(w(t) for t in ("pStyle", "rStyle", "tblStyle"))
_IDS_DROPPED = frozenset(
    w(t)
    for t in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "tblGridChange", "cellIns", "cellDel", "cellMerge", "numberingChange",
        "footnoteReference", "endnoteReference", "permStart", "permEnd", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd",
        "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
)  # fmt: skip
_BOOKMARK, _NUMBER, _T, _DELETED_T = w("bookmarkStart"), w("numId"), w("t"), w("delText")
_COMMENTS = frozenset(w(t) for t in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_W_ID = w("id")
_SHAPE_NAMES = frozenset(
    ("docPr", "cNvPr", "shape", "shapetype", "rect", "group", "textbox", "creationId", "OLEObject")
)
_SHAPE_NOISE = frozenset(("id", "name", "relativeHeight", "gfxdata", "spid", "ShapeID", "ObjectID", "val"))
_Z_INDEX = re.compile(r"z-index:\s*(-?)\d+;?")
"""Numbers that only put drawings in an order, as `relativeHeight` does: adding one renumbers others."""
_LETTERS = {
    w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad",
    w("drawing"): OBJECT, w("pict"): OBJECT, w("object"): OBJECT, w("sym"): OBJECT,
    w("footnoteReference"): NOTE_MARK, w("endnoteReference"): NOTE_MARK,
}  # fmt: skip
_BREAK, _P, _R, _BODY = w("br"), w("p"), w("r"), w("body")
_BREAKS = {"page": "\f", "column": "\v"}
_TEXT_BOX = w("txbxContent")
_MATH_T = f"{{{M_NS}}}t"
_TEXTS = frozenset((_T, _DELETED_T, _MATH_T))

Entry = tuple[object, ...]


class Fingerprints:
    """Fingerprints of what stands in one part of a document."""

    def __init__(self, document: Document, part: str, comments: Mapping[str, str]) -> None:
        self._document = document
        self._part = part
        self._comments = comments
        self.misplaced = False
        """Whether a table was read in which something stands that is no row or cell."""
        self._special: dict[object, Callable[[Element], object]] = {
            **dict.fromkeys(_STYLES, self._style),
            **dict.fromkeys(_COMMENTS, self._comment),
            _NUMBER: self._number,
            _BOOKMARK: _bookmark,
        }

    def block(self, element: Element) -> tuple[int, str]:
        """The fingerprint of a block and its text, in which objects, tabs and marks are one character."""
        entries: list[object] = []
        text: list[str] = []
        self._scan(element.iter(), entries, text)
        return hash(tuple(entries)), "".join(text)

    def of(self, element: Element | None) -> tuple[object, ...]:
        """The fingerprint of an element as a value; () for nothing."""
        if element is None:
            return ()
        entries: list[object] = []
        self._scan(element.iter(), entries, [])
        return tuple(entries)

    def shell(self, element: Element) -> tuple[object, ...]:
        """The fingerprint of an object without what stands in its text boxes."""
        if next(element.iter(_TEXT_BOX), None) is None:
            return self.of(element)
        entries: list[object] = []
        self._scan(_outside_boxes(element), entries, [])
        return tuple(entries)

    def control(self, properties: Element) -> tuple[object, ...]:
        """The fingerprint of the properties of a content control, without its id."""
        return self.of(properties)

    @property
    def part(self) -> str:
        """The part."""
        return self._part

    def style_title(self, identifier: str) -> str:
        """The name of a style, as written."""
        return self._document.style_titles.get(identifier, identifier)

    def target(self, identifier: str) -> str:
        """What a relationship of this part leads to."""
        return self._document.target(self._part, identifier)

    # Run for every element of both packages: taken apart it would take twice as long.
    def _scan(  # noqa: C901
        self, elements: Iterable[Element], entries: list[object], text: list[str]
    ) -> None:
        special, letters = self._special, _LETTERS
        head = -1  # where the entries of the current run begin, -1 after its first text
        former: list[object] = []  # the entries before the text of the run before
        paragraph: Element | None = None  # the last one, which most runs stand in
        for e in elements:
            tag = e.tag
            if tag in _SKIPPED:
                continue
            if tag in _TEXTS:
                shown = shown_text(e)
                text.append(shown)
                if head >= 0 and entries[head:] == former and entries[head - 2] is _T and tag == _T:
                    del entries[head:]  # a run that was only cut off from the one before
                    entries[-1] = f"{entries[-1]}{shown}"
                else:
                    former = entries[head:] if head >= 0 else []
                    entries += (_T if tag == _T else tag, shown)
                head = -1
                continue
            if tag == _R:
                head = len(entries)
                entries.append(tag)
                if e.getparent() is not paragraph:
                    _place(e, entries)
            elif tag == _P:
                paragraph = e
                entries.append(tag)
                if text:
                    text.append("\n")  # words of two paragraphs or cells are two words
                _place(e, entries)
            elif tag in special:
                entries += (tag, special[tag](e))
                continue
            else:
                entries.append(tag)
                if (attributes := e.items()) and (said := self._attributes(attributes, tag)):
                    entries.append(said)
            if tag in letters:
                text.append(letters[tag])
            elif tag == _BREAK:
                text.append(_BREAKS.get(e.get(w("type"), ""), "\n"))
            elif (inner := e.text) and not inner.isspace():
                entries.append(inner)

    def _attributes(self, attributes: list[tuple[str, str]], tag: str) -> object:
        if attributes[0][0] == VAL and len(attributes) == 1:
            return (("val", attributes[0][1]),)
        if tag in _IDS_DROPPED:
            return tuple(sorted((k, v) for k, v in attributes if k != _W_ID))
        name = tag.rsplit("}", 1)[-1]
        shape = name in _SHAPE_NAMES or name == "anchor" or name == "inline"
        out: list[tuple[str, str]] = []
        for key, value in attributes:
            local = key.rsplit("}", 1)[-1]
            if local.startswith(_UNSAID) or (key[0] == "{" and not key.startswith(_SAYING)):
                continue
            refers = key.startswith(_REFERENCE)
            if shape and local in _SHAPE_NOISE and not refers:
                continue
            if local == "style" and key == local and "z-index" in value:
                value = _Z_INDEX.sub(r"\1", value)
            out.append((local, self._document.target(self._part, value) if refers else value))
        return tuple(sorted(out)) if len(out) > 1 else tuple(out)

    def _style(self, element: Element) -> object:
        identifier = element.get(VAL, "")
        return self._document.style_names.get(identifier, identifier)

    def _number(self, element: Element) -> object:
        identifier = element.get(VAL, "")
        return self._document.numbers.get(identifier, identifier)

    def _comment(self, element: Element) -> object:
        return self._comments.get(element.get(_W_ID, ""), "?")


def _outside_boxes(element: Element) -> Iterator[Element]:
    yield element
    for child in element:
        if child.tag != _TEXT_BOX:
            yield from _outside_boxes(child)


def _place(element: Element, entries: list[object]) -> None:
    """What a paragraph or run stands in, which the order of elements alone does not tell."""
    parent = element.getparent()
    if parent is not None and parent.tag != _P and parent.tag != _BODY:
        entries.append((parent.tag, sum(1 for _ in parent.iterancestors())))


def _bookmark(element: Element) -> object:
    name = element.get(w("name"), "")
    return "" if name == "_GoBack" else name


def shown_text(element: Element) -> str:
    """The text of `w:t` as Word reads it: outer blanks only count with `xml:space="preserve"`."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
