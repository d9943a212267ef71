"""The text of one story (the main text, or one footnote) in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, mc, w
from akkoord.readers.docx.fields import OpenFields
from akkoord.readers.docx.numbering import ListNumbers, UnknownNumberFormatError
from akkoord.readers.docx.styles import Styles, is_on, number_properties, value, vanish

_PASS = frozenset(w(t) for t in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo"))
_GONE = frozenset(w(t) for t in ("del", "moveFrom", "delText", "delInstrText"))
_SILENT_NAMES = (
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "bookmarkStart",
    "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlPr", "smartTagPr",
    "lastRenderedPageBreak", "footnoteRef", "annotationRef", "softHyphen", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
)  # fmt: skip
_SILENT = frozenset(map(w, _SILENT_NAMES))
_SPACES = frozenset(w(t) for t in ("tab", "br", "cr", "ptab"))
_DRAWN = frozenset(w(t) for t in ("drawing", "pict"))


@dataclass(slots=True)
class _Line:
    """The paragraph that is being read."""

    hidden: bool
    text: list[str] = field(default_factory=list[str])
    boxes: list[Element] = field(default_factory=list[Element])


class StoryReader:
    """Reads blocks and runs; what it cannot read it names in `unread`."""

    def __init__(self, styles: Styles, numbers: ListNumbers) -> None:
        self._styles = styles
        self._numbers = numbers
        self._fields = OpenFields()
        self._paragraphs = 0
        self.unread: list[str] = []
        self.note_ids: list[str] = []

    def read(self, story: Element) -> Iterator[tuple[str, str]]:
        """Text and place of every paragraph that shows something, in reading order."""
        yield from self._blocks(story)
        if self._fields.unfinished:
            self.unread.append(f"{self._fields.unfinished} velden zonder einde")

    def _blocks(self, parent: Element) -> Iterator[tuple[str, str]]:
        for child in parent:
            tag = child.tag
            if tag == w("p"):
                yield from self._paragraph(child)
            elif tag == w("tbl"):
                yield from self._table(child)
            elif tag in _PASS or tag == w("sdt"):
                yield from self._blocks(child)
            elif tag == mc("AlternateContent"):
                yield from self._blocks(_chosen(child))
            elif tag not in _SILENT and tag not in _GONE:
                self._cannot(child)

    def _table(self, table: Element) -> Iterator[tuple[str, str]]:
        for row in _inner(table, w("tr")):
            properties = row.find(w("trPr"))
            if properties is not None and any(properties.find(w(t)) is not None for t in ("del", "hidden")):
                continue
            for cell in _inner(row, w("tc")):
                merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
                if merged is not None and merged.get(w("val"), "continue") == "continue":
                    if any((t.text or "").strip() for t in cell.iter(w("t"))):
                        self._cannot(cell)
                    continue
                yield from self._blocks(cell)

    def _paragraph(self, paragraph: Element) -> Iterator[tuple[str, str]]:
        self._paragraphs += 1
        place = f"alinea {self._paragraphs}"
        properties = paragraph.find(w("pPr"))
        style = value(properties, "pStyle") or self._styles.default
        line = _Line(self._styles.hidden(style))
        number = self._number(paragraph, properties, style)
        self._runs(paragraph, line)
        text = "".join(line.text).strip()
        if not text and _hidden_mark(properties, line):
            number = ""
        shown = " ".join(part for part in (number, text) if part)
        if shown:
            yield shown, place
        for box in line.boxes:
            yield from self._blocks(box)

    def _number(self, paragraph: Element, properties: Element | None, style: str) -> str:
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and mark.find(w("del")) is not None:
            self._cannot(paragraph, "een verwijderd alinea-einde")
        try:
            number = self._numbers.shown(number_properties(properties), style)
        except UnknownNumberFormatError as unknown:
            self._cannot(paragraph, str(unknown))
            return ""
        return number

    def _runs(self, parent: Element, line: _Line) -> None:
        for child in parent:
            tag = child.tag
            if tag == w("r"):
                self._run(child, line)
            elif tag in _PASS or tag == w("sdt"):
                self._runs(child, line)
            elif tag == w("fldSimple"):
                self._fields.simple(child.get(w("instr"), ""))
                self._runs(child, line)
                self._fields.end()
            elif tag == mc("AlternateContent"):
                self._runs(_chosen(child), line)
            elif tag not in _SILENT and tag not in _GONE:
                self._cannot(child)

    def _run(self, run: Element, line: _Line) -> None:
        properties = run.find(w("rPr"))
        own = vanish(properties)
        by_style = line.hidden or self._styles.hidden(value(properties, "rStyle"))
        hidden = by_style if own is None else own
        self._content(run, line, hidden)

    def _content(self, parent: Element, line: _Line, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == w("fldChar"):
                self._field_character(child)
            elif tag == w("instrText"):
                self._fields.code(child.text or "")
            elif tag == mc("AlternateContent"):
                self._content(_chosen(child), line, hidden)
            elif not (hidden or not self._fields.showing or tag in _SILENT or tag in _GONE):
                self._visible(child, line)

    def _visible(self, element: Element, line: _Line) -> None:
        """One piece of a run that a reader sees."""
        tag = element.tag
        if tag == w("t"):
            line.text.append((element.text or "").replace("\n", " ").replace("\t", " "))
        elif tag in _SPACES:
            line.text.append(" ")
        elif tag == w("noBreakHyphen"):
            line.text.append("\u2011")
        elif tag == w("footnoteReference"):
            self._note(element, line)
        elif tag in _DRAWN:
            line.boxes.extend(element.iter(w("txbxContent")))
        else:
            self._cannot(element)

    def _note(self, reference: Element, line: _Line) -> None:
        if is_on(reference.get(w("customMarkFollows"), "0")):
            self._cannot(reference, "een voetnoot met een eigen teken")
        self.note_ids.append(reference.get(w("id"), ""))
        line.text.append(f"[^{len(self.note_ids)}]")

    def _field_character(self, character: Element) -> None:
        kind = character.get(w("fldCharType"), "")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _cannot(self, element: Element, what: str = "") -> None:
        name = etree.QName(element)
        kind = "formule" if name.namespace == M_NS else f"`{name.localname}`"
        self.unread.append(f"alinea {self._paragraphs}: {what or kind}")


def _hidden_mark(properties: Element | None, line: _Line) -> bool:
    """Whether the end of the paragraph is hidden, which hides its number when no text shows."""
    own = vanish(properties.find(w("rPr"))) if properties is not None else None
    return line.hidden if own is None else own


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _PASS or child.tag == w("sdt"):
            yield from _inner(child, tag)


def _chosen(alternatives: Element) -> Element:
    """The first choice, as Word takes it; the fallback says the same for older programs."""
    found = alternatives.find(mc("Choice"))
    chosen = found if found is not None else alternatives.find(mc("Fallback"))
    return chosen if chosen is not None else alternatives
