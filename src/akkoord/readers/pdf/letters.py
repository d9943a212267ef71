"""Where each letter of a page stands, by what the file says that it is."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from msgspec import Struct

MAX_LETTERS = 30_000
"""More than this on one page is no contract but an attack on our time."""
_LINE_END_HYPHENS = "\x02\ufffe\u00ad"  # what PDFium gives for a hyphen at a line end


class Letter(Struct, frozen=True):
    """A letter with the box of what is drawn of it, in points: left, bottom, right, top."""

    character: str
    box: tuple[float, float, float, float]


def letters_of(data: bytes, numbers: Iterable[int]) -> dict[int, tuple[Letter, ...]]:
    """The letters of the pages with these numbers (from 1); blanks are left out."""
    document = pdfium.PdfDocument(data)
    try:
        return {number: tuple(_letters(document, number)) for number in numbers}
    finally:
        document.close()


def _letters(document: pdfium.PdfDocument, number: int) -> Iterator[Letter]:
    page = document[number - 1]
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    try:
        for index in range(min(raw.FPDFText_CountChars(text.raw), MAX_LETTERS)):
            character = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if character.isspace() or raw.FPDFText_IsGenerated(text.raw, index):
                continue
            if raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top):
                yield Letter(
                    "-" if character in _LINE_END_HYPHENS else character,
                    (left.value, bottom.value, right.value, top.value),
                )
    finally:
        text.close()
        page.close()
