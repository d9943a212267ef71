"""A paragraph as a string with, for each character, what it is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from akkoord.compare.fields import FIELD_CHARACTER, FIELD_CODES, end_of_field, field_of
from akkoord.compare.fingerprint import NOTE_MARK, OBJECT, Fingerprints, shown_text
from akkoord.compare.leaves import Leaf, Marker, Token, Wrapper, tokens_of
from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, mc, w
from akkoord.ooxml.tracked import DELETING, INSERTING

WRAPPERS = frozenset(w(t) for t in ("hyperlink", "sdt", "smartTag", "customXml", "dir", "bdo"))
_TRACKED = INSERTING | DELETING
_RANGES = frozenset(
    w(t)
    for t in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    )
)  # fmt: skip
RANGES = _RANGES
_SILENT = frozenset(
    w(t) for t in ("proofErr", "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData")
)
_SMART_TAG = w("smartTag")
_R, _T, _R_PR, _P_PR = w("r"), w("t"), w("rPr"), w("pPr")
_TEXTS = frozenset((w("t"), w("delText")))
_SIMPLE_FIELD = w("fldSimple")
NOTE_REFERENCES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_OWN_MARKS = frozenset(
    w(t) for t in ("footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator")
)
"""What only repeats the number that a note has anyway."""
_COMMENT_REFERENCE, _PAGE_BREAK_SEEN = w("commentReference"), w("lastRenderedPageBreak")
_ALTERNATIVES = mc("AlternateContent")
TEXT_BOX = w("txbxContent")
_SHOWN = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_MATH_T = f"{{{M_NS}}}t"
FORMULAS = frozenset((f"{{{M_NS}}}oMath", f"{{{M_NS}}}oMathPara"))
"""Objects of which one on either side is taken for the same, with changes marked inside."""


class Text:
    """What a paragraph holds. Built only for paragraphs in which something may have changed."""

    def __init__(self, paragraph: Element, prints: Fingerprints) -> None:
        self.paragraph = paragraph
        self.prints = prints
        self.properties = paragraph.find(_P_PR)
        self.leaves: list[Leaf] = []
        self.markers: list[Marker] = []
        self.wrappers: list[Wrapper] = []
        self._at = 0
        self._strings: list[str] = []
        self._inline(paragraph, None, ())
        if any(leaf.element.tag == FIELD_CHARACTER for leaf in self.leaves):
            self._group_fields()
        self.string = "".join(self._strings)
        self._starts = [leaf.start for leaf in self.leaves]

    def __len__(self) -> int:
        return self._at

    @property
    def ends_section(self) -> bool:
        """Whether its end is the end of a section."""
        return self.properties is not None and self.properties.find(w("sectPr")) is not None

    @property
    def plain(self) -> bool:
        """Whether it holds only text, in runs that nothing is around."""
        return all(leaf.key is None and leaf.wrapper is None for leaf in self.leaves)

    def between(self, start: int, end: int) -> Iterator[Leaf]:
        """The leaves that hold any of the characters `start` up to `end`."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        for at in range(index, len(self.leaves)):  # a copy of what follows would cost as much as the paragraph is long
            leaf = self.leaves[at]
            if leaf.start >= end:
                return
            if leaf.end > start:
                yield leaf

    def shown(self, start: int, end: int) -> str:
        """The text of these characters for a reader: a field as its result, an object as U+FFFC."""
        return "".join(
            leaf.shown if leaf.key is not None else self.string[max(start, leaf.start) : min(end, leaf.end)]
            for leaf in self.between(start, end)
        )

    def tokens(self) -> list[Token]:
        """The tokens, in order."""
        return tokens_of(self.leaves)

    def _inline(self, parent: Element, wrapper: Wrapper | None, marks: tuple[Element, ...]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, wrapper, marks)
            elif tag in _SILENT:
                continue
            elif tag in _RANGES:
                self.markers.append(Marker(self._at, child, wrapper))
            elif tag in _TRACKED:
                self._inline(child, wrapper, (*marks, child))
            elif tag in WRAPPERS:
                inner = Wrapper(child, wrapper, self._wrapper_key(child), tag == _SMART_TAG)
                self.wrappers.append(inner)
                content = child.find(w("sdtContent")) if tag == w("sdt") else child
                self._inline(content if content is not None else child, inner, marks)
            elif tag == _SIMPLE_FIELD:
                self._simple_field(child, wrapper, marks)
            else:
                shown = "".join(t.text or "" for t in child.iter(_MATH_T)) or OBJECT
                key = ("formula", tag) if tag in FORMULAS else self.prints.of(child)
                self._add(OBJECT, child, None, wrapper, marks, key, shown)

    def _run(self, run: Element, wrapper: Wrapper | None, marks: tuple[Element, ...]) -> None:
        for child in run:
            tag = child.tag
            if tag in _TEXTS:
                text = shown_text(child)
                if text:
                    self._add(text, child, run, wrapper, marks, None, text)
            elif tag in (_R_PR, _PAGE_BREAK_SEEN):
                continue
            elif tag == _COMMENT_REFERENCE:
                self.markers.append(Marker(self._at, run, wrapper))
            else:
                self._object(child, run, wrapper, marks)

    def _object(self, child: Element, run: Element, wrapper: Wrapper | None, marks: tuple[Element, ...]) -> None:
        tag = child.tag
        if tag in NOTE_REFERENCES:
            self._add(NOTE_MARK, child, run, wrapper, marks, (tag, self.prints.of(child)), "[^]")
        elif tag == w("br"):
            kind = child.get(w("type"), "")
            shown = {"page": "\f", "column": "\v"}.get(kind, "\u2028")
            self._add("\n", child, run, wrapper, marks, self.prints.of(child), shown)
        elif tag in _SHOWN:
            self._add(_SHOWN[tag], child, run, wrapper, marks, (tag, self.prints.of(child)), _SHOWN[tag])
        elif tag in FIELD_CODES:
            code = " ".join((child.text or "").split())
            self._add(OBJECT, child, run, wrapper, marks, ("code", code), "")
        elif tag == FIELD_CHARACTER:
            self._add(OBJECT, child, run, wrapper, marks, self.prints.of(child), "")
        else:
            shown = "" if tag in _OWN_MARKS else OBJECT
            self._add(OBJECT, child, run, wrapper, marks, self.prints.shell(child), shown)

    def _simple_field(self, field: Element, wrapper: Wrapper | None, marks: tuple[Element, ...]) -> None:
        place, at, strings, markers = len(self.leaves), self._at, len(self._strings), len(self.markers)
        self._inline(field, None, marks)
        del self.markers[markers:]  # they stand in the field, which goes and comes as a whole
        parts = tuple(self.leaves[place:])
        del self.leaves[place:], self._strings[strings:]
        self._at = at
        code = " ".join(field.get(w("instr"), "").split())
        shown = "".join(part.shown for part in parts)
        self._add(OBJECT, field, None, wrapper, marks, ("simple", code), shown, parts)

    def _add(
        self,
        text: str,
        element: Element,
        run: Element | None,
        wrapper: Wrapper | None,
        marks: tuple[Element, ...],
        key: object,
        shown: str,
        parts: tuple[Leaf, ...] = (),
    ) -> None:
        end = self._at + len(text)
        self.leaves.append(Leaf(self._at, end, element, run, wrapper, marks, key, shown, parts))
        self._strings.append(text)
        self._at = end

    def _wrapper_key(self, element: Element) -> object:
        name = element.tag
        attributes = tuple(
            sorted(
                (k, self.prints.target(v) if k.endswith("}id") else v)
                for k, v in element.attrib.items()
                if "history" not in k
            )
        )
        properties = element.find(w("sdtPr"))
        return (name, attributes, self.prints.control(properties) if properties is not None else ())

    def _group_fields(self) -> None:
        """Make each field that begins and ends here, in one wrapper, a single leaf of one character."""
        leaves = self.leaves
        out: list[Leaf] = []
        strings: list[str] = []
        moved: dict[int, int] = {}
        at = index = 0
        while index < len(leaves):
            end = end_of_field(leaves, index)
            leaf, text = (
                (leaves[index], self._strings[index]) if end == index else (field_of(leaves[index : end + 1]), "")
            )
            text = text or OBJECT
            for covered in leaves[index : end + 1]:
                moved.setdefault(covered.start, at)
            leaf.start, leaf.end = at, at + len(text)
            out.append(leaf)
            strings.append(text)
            at, index = leaf.end, end + 1
        places = {m.at: m.at for m in self.markers}
        for place in places:
            places[place] = moved.get(place, at)
        for marker in self.markers:
            marker.at = places[marker.at]
        self.leaves, self._strings, self._at = out, strings, at
