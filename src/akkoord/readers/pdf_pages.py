"""How many pages a PDF has, also when nothing on them can be read: a scan."""

from __future__ import annotations

import pypdfium2 as pdfium


def page_count(data: bytes) -> int | None:
    """The number of pages of a PDF, None when it cannot be opened as one."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return None
    try:
        return len(document)
    finally:
        document.close()
