"""What can be read in a field of a PDF: the words of its picture, not those of the page under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Field: TypeAlias = tuple[str, int, tuple[float, float, float, float]]
"""Its name, its page from 1, and left, bottom, right and top in points."""


def words_in_fields(data: bytes, fields: Iterable[Field]) -> Mapping[str, str]:
    """The words in each field, by its name; one that shows none, or lies on no page, is left out."""
    found: dict[str, str] = {}
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return {}  # told with the text
    try:
        by_page: dict[int, list[Field]] = {}
        for field in fields:
            if 0 < field[1] <= len(document):
                by_page.setdefault(field[1], []).append(field)
        for number, here in by_page.items():
            under = _words(document, number, here)
            page = document[number - 1]
            # PDFium draws what lies over a page into it, and then reads it as part of the page
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            for name, words in _words(document, number, here).items():
                own = " ".join(line for line in words if line not in under[name])
                if own:
                    found[name] = own
    finally:
        document.close()
    return found


def _words(document: pdfium.PdfDocument, number: int, fields: Iterable[Field]) -> dict[str, list[str]]:
    """The lines of words in each box of a page."""
    page = document[number - 1]
    text = page.get_textpage()
    try:
        return {
            name: [" ".join(line.split()) for line in text.get_text_bounded(*box).splitlines() if line.strip()]
            for name, _, box in fields
        }
    finally:
        text.close()
        page.close()
