"""What is drawn."""

from typing import Any

from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter

class PdfResources:
    xobject: dict[str, Any]

class PdfContent:
    box: BoxConstraints
    resources: PdfResources
    writer: BasePdfFileWriter | None
    def __init__(self) -> None: ...
    def render(self) -> bytes: ...
    @property
    def _ensure_writer(self) -> BasePdfFileWriter: ...
