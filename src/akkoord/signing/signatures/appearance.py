"""A page of a PDF in memory as the picture of a signature field."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

_NAME = "/Stempel"


class PagePicture(PdfContent):
    """The first page of `pdf`. pyHanko's own reads a file and names it by chance; this is always the same."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        """What draws the page; the page itself is taken over into the file that is signed."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)), page_ix=0)
        self.resources.xobject[_NAME] = page
        left, bottom, right, top = (float(v) for v in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return f"{_NAME} Do".encode()


def picture_style(pdf: bytes) -> StaticStampStyle:
    """The look of a signature: that page and nothing else, without a border of its own."""
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(
        background=PagePicture(pdf), border_width=0, background_opacity=1.0, background_layout=whole
    )
