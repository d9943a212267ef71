"""The text of one story (the main text, or one footnote) in reading order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeAlias

from lxml import etree
from msgspec import Struct, field

from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS, mc, w
from akkoord.readers.docx.fields import OpenFields
from akkoord.readers.docx.looks import ON_PAPER, Around, Looks, Setting
from akkoord.readers.docx.numbering import ListNumbers, UnknownNumberFormatError
from akkoord.readers.docx.properties import (
    NO_RUN_PROPERTIES,
    ParagraphProperties,
    is_on,
    paragraph_properties,
    run_properties,
)
from akkoord.readers.docx.tables import rows_of
from akkoord.readers.extracted import ExtractedPiece

# The names that nearly every element is held against; putting one together takes longer than comparing it.
_P, _R, _T, _TBL, _SDT = w("p"), w("r"), w("t"), w("tbl"), w("sdt")
_P_PR, _R_PR, _FIELD_CHARACTER, _FIELD_CODE = w("pPr"), w("rPr"), w("fldChar"), w("instrText")
_ALTERNATIVES = mc("AlternateContent")

_PASS = frozenset(
    w(t) for t in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo")
)
_TURNED = frozenset(w(t) for t in ("dir", "bdo"))
_GONE = frozenset(w(t) for t in ("del", "moveFrom", "delText", "delInstrText"))
_SILENT_NAMES = (
    "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "bookmarkStart",
    "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlPr", "smartTagPr",
    "lastRenderedPageBreak", "footnoteRef", "annotationRef", "softHyphen", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
)  # fmt: skip
_UNSEEN = _GONE.union(map(w, _SILENT_NAMES))
_SPACES = frozenset(w(t) for t in ("tab", "br", "cr", "ptab"))
_DRAWN = frozenset(w(t) for t in ("drawing", "pict"))


class _Line(Struct):
    """The paragraph that is being read."""

    hidden: bool
    setting: Setting
    text: list[str] = field(default_factory=list[str])
    boxes: list[Element] = field(default_factory=list[Element])


State: TypeAlias = tuple[int, int, Hashable]
"""How many paragraphs and notes came before, and what the lists have counted."""


class ReadOn(Struct, frozen=True):
    """What a few blocks gave, and what was counted after them."""

    pieces: tuple[ExtractedPiece, ...]
    unread: tuple[str, ...]
    note_ids: tuple[str, ...]
    paragraphs: int
    numbers: ListNumbers


class StoryReader:
    """Reads blocks and runs. `pieces` are the paragraphs that show something, in reading order; `note_ids` the notes
    they mark; what could not be read is named in `unread`. `struck` is whether struck text is text."""

    def __init__(self, looks: Looks, numbers: ListNumbers, around: Around = ON_PAPER, *, struck: bool = False) -> None:
        self._struck = struck
        self._looks = looks
        self._around = around
        self._numbers = numbers
        self._fields = OpenFields()
        self._paragraphs = 0
        self.pieces: list[ExtractedPiece] = []
        self.unread: list[str] = []
        self.note_ids: list[str] = []

    @property
    def state(self) -> State | None:
        """All that reading the next block depends on here; None where something that was begun goes on in it."""
        return None if self._fields.unfinished else (self._paragraphs, len(self.note_ids), self._numbers.state)

    @property
    def so_far(self) -> tuple[int, int, int]:
        """How much was read: for `since`."""
        return len(self.pieces), len(self.unread), len(self.note_ids)

    def since(self, before: tuple[int, int, int]) -> ReadOn | None:
        """What was read since `before`; None where something that was begun goes on in the next block."""
        if self._fields.unfinished:
            return None
        pieces, unread, notes = before
        new = (tuple(self.pieces[pieces:]), tuple(self.unread[unread:]), tuple(self.note_ids[notes:]))
        return ReadOn(*new, self._paragraphs, self._numbers.going_on())

    def go_on(self, known: ReadOn) -> None:
        """Go on as if the blocks of `known`, which begin in the state that this is in, were read here."""
        self.pieces += known.pieces
        self.unread += known.unread
        self.note_ids += known.note_ids
        self._paragraphs = known.paragraphs
        self._numbers = known.numbers.going_on()

    def read(self, blocks: Iterable[Element]) -> None:
        """Read `blocks`, the next of the story."""
        self._blocks(blocks)

    def end(self) -> None:
        """The story ends here."""
        if self._fields.unfinished:
            self.unread.append(f"{self._fields.unfinished} velden zonder einde")

    def _blocks(self, blocks: Iterable[Element]) -> None:
        for child in blocks:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                self._table(child)
            elif tag in _PASS:
                self._blocks(child)
            elif tag == _ALTERNATIVES:
                self._blocks(self._chosen(child))
            elif tag not in _UNSEEN:
                self._cannot(child)

    def _table(self, table: Element) -> None:
        for row in rows_of(table, self._looks, self._around):
            properties = row.element.find(w("trPr"))
            if properties is not None and any(properties.find(w(t)) is not None for t in ("del", "hidden")):
                continue
            for cell, around in row.cells:
                merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
                if merged is not None and merged.get(w("val"), "continue") == "continue":
                    if any((t.text or "").strip() for t in cell.iter(_T)):
                        self._cannot(cell)
                    continue
                before, self._around = self._around, around
                self._blocks(cell)
                self._around = before

    def _paragraph(self, paragraph: Element) -> None:
        self._paragraphs += 1
        place = f"alinea {self._paragraphs}"
        properties = paragraph_properties(_first(paragraph, _P_PR))
        setting = self._looks.setting(properties, self._around)
        line = _Line(self._looks.of(NO_RUN_PROPERTIES, setting).hidden, setting)
        number = self._number(paragraph, properties, setting.style)
        self._runs(paragraph, line)
        text = "".join(line.text).strip()
        if not text and _hidden_mark(properties, line):
            number = ""
        if number or text:
            self.pieces.append(ExtractedPiece(f"{number} {text}" if number and text else number or text, place))
        for box in line.boxes:
            self._blocks(box)

    def _number(self, paragraph: Element, properties: ParagraphProperties, style: str) -> str:
        if properties.mark is not None and properties.mark.find(w("del")) is not None:
            self._cannot(paragraph, "een verwijderd alinea-einde")
        try:
            return self._numbers.shown(properties.number, style)
        except UnknownNumberFormatError as unknown:
            self._cannot(paragraph, str(unknown))
            return ""

    def _runs(self, parent: Element, line: _Line) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, line)
            elif tag in _UNSEEN:
                continue
            elif tag in _PASS:
                if (
                    tag in _TURNED
                    and child.get(w("val")) == "rtl"
                    and any((t.text or "").strip() for t in child.iter(_T))
                ):
                    self._cannot(child, "tekst in omgekeerde leesrichting")
                self._runs(child, line)
            elif tag == w("fldSimple"):
                self._fields.simple(child.get(w("instr"), ""))
                self._runs(child, line)
                self._fields.end()
            elif tag == _ALTERNATIVES:
                self._runs(self._chosen(child), line)
            else:
                self._cannot(child)

    def _run(self, run: Element, line: _Line) -> None:
        look = self._looks.of(run_properties(_first(run, _R_PR)), line.setting)
        if look.struck and not self._struck:
            self._cannot(run, "doorgehaalde tekst")
        if look.unseen and not look.hidden and any((t.text or "").strip() for t in run.iter(_T)):
            self._cannot(run, look.unseen)
        self._content(run, line, look.hidden)

    def _content(self, parent: Element, line: _Line, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag in _UNSEEN:
                continue
            if tag == _FIELD_CHARACTER:
                self._field_character(child)
            elif tag == _FIELD_CODE:
                self._fields.code(child.text or "")
            elif tag == _ALTERNATIVES:
                self._content(self._chosen(child), line, hidden)
            elif not hidden and self._fields.showing:
                self._visible(child, line)

    def _visible(self, element: Element, line: _Line) -> None:
        """One piece of a run that a reader sees."""
        tag = element.tag
        if tag == _T:
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

    def _chosen(self, alternatives: Element) -> Element:
        """The first choice; a program that does not know it shows the fallback, which must say the same."""
        found = alternatives.find(mc("Choice"))
        fallback = alternatives.find(mc("Fallback"))
        if found is not None and fallback is not None and _words(found) != _words(fallback):
            self._cannot(alternatives, "tekst waarvan elk programma een andere lezing kiest")
        chosen = found if found is not None else fallback
        return chosen if chosen is not None else alternatives

    def _cannot(self, element: Element, what: str = "") -> None:
        name = etree.QName(element)
        kind = "formule" if name.namespace == M_NS else f"`{name.localname}`"
        self.unread.append(f"alinea {self._paragraphs}: {what or kind}")


def _first(parent: Element, tag: str) -> Element | None:
    """The first child with `tag`; the standard puts properties in front, so that the search ends at once."""
    for child in parent:
        if child.tag == tag:
            return child
    return None


def _hidden_mark(properties: ParagraphProperties, line: _Line) -> bool:
    """Whether the end of the paragraph is hidden, which hides its number when no text shows."""
    own = run_properties(properties.mark).vanish
    return line.hidden if own is None else own


def _words(element: Element) -> list[str]:
    return "".join(t.text or "" for t in element.iter(_T)).split()
