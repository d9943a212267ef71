"""On which page each section of a PDF begins."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

import pypdfium2 as pdfium
import pypdfium2.raw as raw


def section_pages(pdf: bytes) -> Mapping[str, int]:
    """The page number, from 1, per section anchor, read from the named destinations of `pdf`.

    The style gives every heading its anchor as a name (ISO 32000-1, 12.3.2.3), so that this
    costs no second layout. Sorted by anchor.

    Raises:
        ValueError: `pdf` cannot be opened.
    """
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as problem:
        raise ValueError(f"no PDF: {problem}") from problem
    try:
        found = dict(_destination(document, i) for i in range(raw.FPDF_CountNamedDests(document.raw)))
    finally:
        document.close()
    return dict(sorted((name, page + 1) for name, page in found.items() if page >= 0))


def _destination(document: pdfium.PdfDocument, index: int) -> tuple[str, int]:
    size = ctypes.c_long()
    raw.FPDF_GetNamedDest(document.raw, index, None, size)
    name = ctypes.create_string_buffer(max(size.value, 2))
    place = raw.FPDF_GetNamedDest(document.raw, index, name, size)
    return name.raw[: max(size.value, 2) - 2].decode("utf-16-le"), raw.FPDFDest_GetDestPageIndex(document.raw, place)
