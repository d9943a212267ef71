"""What is painted on a page: runs of text and rules, with their places in points.

The only module that calls PDFium. Everything it cannot turn into text is named in `unread`,
because text that only looks like text must not count as compared.
"""

from __future__ import annotations

import ctypes
import struct
from codecs import utf_16_le_decode
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from msgspec import Struct

from akkoord.readers.pdf import calls
from akkoord.readers.pdf.object_texts import object_texts

MAX_OBJECTS = 20_000
"""More than this on one page is no contract but an attack on our time."""

_UNMAPPED = frozenset("\x00\ufffd\uffff")
_AT_LINE_END = "\x02\ufffe"  # what PDFium gives for a hyphen at a line end, whichever hyphen it was
_ARTIFACT = "Artifact"
_ARTIFACT_LENGTH = 2 * len(_ARTIFACT) + 2
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_HYPHEN_OR_LOST = frozenset(("", "-", *_AT_LINE_END))
_SMALLEST_POINTS = 2.0  # text of this size or less is there for machines only
_INVISIBLE_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_KNOWN_ANNOTATIONS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)

_ONE, _FOUR, _SIX = (struct.Struct(f"={count}f").unpack_from for count in (1, 4, 6))
"""Numbers as PDFium puts them."""

SOFT_HYPHEN = "\u00ad"
"""In extracted text: a line ended here in a hyphen, and the page does not show whether it belongs to the word."""


class Run(NamedTuple):
    """Text painted in one go. Places in points from the lower left corner of the page.

    `artifact` tells that the file marks it as no part of the content (ISO 32000-1, 14.8.2.2).
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    artifact: bool


class Rule(NamedTuple):
    """A thin horizontal line."""

    left: float
    right: float
    height: float


class PageObjects(Struct, frozen=True):
    """A page in painting order."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    unread: tuple[str, ...]
    paths: int = 0
    """How many lines and shapes are drawn."""
    pictures: int = 0
    """How many pictures and drawings of another file are drawn."""
    invisible: int = 0
    """How many of `runs` are not drawn."""


def page_objects(document: pdfium.PdfDocument) -> Iterator[PageObjects]:
    """Every page of `document`, one at a time."""
    return (read_page(document, number) for number in range(1, len(document) + 1))


def read_page(document: pdfium.PdfDocument, number: int) -> PageObjects:
    """The page of `document` with this number, from 1."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        return _Reader(page, text_page, number).read()
    finally:
        text_page.close()
        page.close()


class _Buffer:
    """Where PDFium puts a text: UTF-16, ended by a zero that its length in bytes counts."""

    __slots__ = ("_view", "address", "size")

    def __init__(self, size: int) -> None:
        memory = ctypes.create_string_buffer(size)
        self.address = ctypes.addressof(memory)
        self.size = size
        self._view = memoryview(memory).cast("B")  # keeps the memory as well

    def words(self, length: int) -> str:
        """The text of `length` bytes that was put here, "" when that was more than the buffer holds."""
        return utf_16_le_decode(self._view[: length - 2], "replace")[0] if 2 < length <= self.size else ""


class _Reader:
    """Reads one page; holds the buffers that PDFium fills, since making them is most of the work."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> None:
        self._page = page.raw
        self._text_page = calls.address(text_page.raw)
        self._texts = object_texts(self._text_page)
        self._number = number
        self._width, self._height = page.get_size()
        numbers = (ctypes.c_float * 6)()
        self._numbers = memoryview(numbers).cast("B")  # keeps what it looks into
        self._at = calls.places(numbers)
        self._bounds_at = self._at[:4]
        self._length = ctypes.c_ulong()
        self._length_at = ctypes.addressof(self._length)
        self._name = _Buffer(64)
        self._text = _Buffer(8192)
        self._unread: list[str] = []
        self._invisible = 0

    def read(self) -> PageObjects:
        runs: list[Run] = []
        rules: list[Rule] = []
        paths = pictures = 0
        page = calls.address(self._page)
        count = raw.FPDFPage_CountObjects(self._page)
        if count > MAX_OBJECTS:
            self._miss(f"{count} getekende onderdelen, meer dan {MAX_OBJECTS}")
            count = 0
        for index in range(count):
            shape = calls.object_at(page, index)
            kind = calls.object_type(shape)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if run := self._run(shape):
                    runs.append(run)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                paths += 1
                if rule := self._rule(shape):
                    rules.append(rule)
            else:
                pictures += 1
                if not self._artifact(shape):
                    self._miss("een afbeelding of ingevoegde tekening")
        self._annotations()
        unread = tuple(dict.fromkeys(self._unread))
        size = (self._width, self._height)
        return PageObjects(self._number, *size, tuple(runs), tuple(rules), unread, paths, pictures, self._invisible)

    def _miss(self, what: str) -> None:
        self._unread.append(f"pagina {self._number}: {what}")

    def _run(self, shape: int) -> Run | None:
        text = self._text_of(shape)
        calls.bounds(shape, *self._bounds_at)
        left, bottom, right, top = _FOUR(self._numbers)
        words = text.strip()
        if words in _HYPHEN_OR_LOST:
            text = self._hyphen(shape) or text
            words = text.strip()
        if not text:
            if right - left > 0.1 and top - bottom > 0.1:
                self._miss("tekens waarvan niet vaststaat welke letter ze zijn")
            return None
        if calls.render_mode(shape) in _INVISIBLE_MODES:
            self._invisible += 1
            self._miss(f"onzichtbare tekst `{words[:40]}`")
        if words and not (left >= -1 and right <= self._width + 1 and bottom >= -1 and top <= self._height + 1):
            self._miss(f"tekst buiten de pagina `{words[:40]}`")
        if not (text.isascii() and text.isprintable()) and not _UNMAPPED.isdisjoint(text):
            self._miss(f"een teken zonder letter in `{words[:40]}`")
        calls.font_size(shape, self._at[0])
        (size,) = _ONE(self._numbers)
        calls.matrix(shape, self._at[0])
        _, b, c, d, x, y = _SIX(self._numbers)
        size *= abs(d)
        if abs(b) > 0.01 or abs(c) > 0.01:
            self._miss(f"gedraaide tekst `{words[:40]}`")
        elif words and size <= _SMALLEST_POINTS:
            self._miss(f"onleesbaar kleine tekst `{words[:40]}`")
        if text[-1] in _AT_LINE_END:
            text = text[:-1] + SOFT_HYPHEN
        return Run(text, x, right, y, size, calls.content_number(shape) < 0 and self._artifact(shape))

    def _text_of(self, shape: int) -> str:
        known = self._texts.get(shape)
        if known is not None:
            return known
        needed = calls.text(shape, self._text_page, self._text.address, self._text.size)
        if needed > self._text.size:
            self._text = _Buffer(needed)
            calls.text(shape, self._text_page, self._text.address, needed)
        return self._text.words(needed)

    def _rule(self, shape: int) -> Rule | None:
        calls.bounds(shape, *self._bounds_at)
        left, bottom, right, top = _FOUR(self._numbers)
        if top - bottom <= 2.5 and right - left >= 5:
            return Rule(left, right, (top + bottom) / 2)
        return None

    def _artifact(self, shape: int) -> bool:
        """Whether the file marks it as no part of the content; one that has a number in the content is asked less."""
        for index in range(calls.mark_count(shape)):
            mark = calls.mark_at(shape, index)
            calls.mark_name(mark, self._name.address, self._name.size, self._length_at)
            if self._length.value == _ARTIFACT_LENGTH and self._name.words(_ARTIFACT_LENGTH) == _ARTIFACT:
                return True
        return False

    def _hyphen(self, shape: int) -> str:
        """The hyphen that the file itself says a lone hyphen is (ISO 32000-1, 14.9.4), "" when it says nothing.

        A font has one glyph for the soft and the real hyphen and can name only one of them;
        for the other a file gives this text. PDFium loses it when it repeats.
        """
        for index in range(calls.mark_count(shape)):
            mark = calls.mark_at(shape, index)
            if calls.mark_text(mark, b"ActualText", self._name.address, self._name.size, self._length_at):
                text = self._name.words(self._length.value)
                return text if text in _HYPHENS else ""
        return ""

    def _annotations(self) -> None:
        for index in range(raw.FPDFPage_GetAnnotCount(self._page)):
            annotation = raw.FPDFPage_GetAnnot(self._page, index)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind == raw.FPDF_ANNOT_WIDGET and self._is_signature_field(annotation):
                if raw.FPDFAnnot_GetObjectCount(annotation):
                    self._miss("een handtekening met een beeld")
            elif kind not in _KNOWN_ANNOTATIONS:
                self._miss("een aantekening of formulierveld")
            raw.FPDFPage_CloseAnnot(annotation)

    def _is_signature_field(self, annotation: raw.Handle) -> bool:
        """An empty one shows nothing; the box to sign in is drawn on the page."""
        buffer = ctypes.cast(self._name.address, ctypes.POINTER(ctypes.c_ushort))
        length = raw.FPDFAnnot_GetStringValue(annotation, b"FT", buffer, self._name.size)
        return self._name.words(length) == "Sig"
