"""The signature fields of a PDF as they stand in the file, with what is signed in them."""

from __future__ import annotations

import io
import struct
import zlib

from msgspec import Struct
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from akkoord.records import PlacedField
from akkoord.signing.signatures.reader import StreamTableReader

BROKEN = (
    PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError,
    NotImplementedError, AssertionError, zlib.error, struct.error,
)  # fmt: skip
"""What a damaged or hostile file makes pyHanko and its parts raise."""

SEAL_FIELD = "zegel"
"""The field of the seal of the region: it has no place on a page, and no field for a person is called so."""


class Place(Struct, frozen=True):
    """A signature field: its name, page from 1 (0 when it is on none), rectangle in points and tooltip.

    `locks` is whether a signature in it allows no other after it.
    """

    name: str
    page: int
    rectangle: tuple[float, float, float, float]
    tooltip: str
    signed: bool
    locks: bool

    @property
    def placed(self) -> PlacedField:
        """As a manifest has it."""
        return PlacedField(self.name, self.page, self.rectangle)


def open_pdf(data: bytes) -> PdfFileReader:
    """A reader that holds the file to the standard, so that no two programs see another text in it.

    Raises:
        ValueError: it is no PDF, is encrypted, or is damaged.
    """
    try:
        reader = StreamTableReader(io.BytesIO(data))
        encrypted = reader.encrypted
        _ = None if encrypted else reader.root
    except BROKEN as problem:
        raise ValueError("het is geen PDF die te lezen is, of hij is beschadigd") from problem
    if encrypted:
        raise ValueError("het is versleuteld")
    return reader


def places(reader: PdfFileReader) -> tuple[Place, ...]:
    """The signature fields in the order of the file.

    Raises:
        ValueError: the form is damaged.
    """
    try:
        pages = _pages(reader)
        return tuple(_place(name, value, field, pages) for name, value, field in enumerate_sig_fields(reader))
    except BROKEN as problem:
        raise ValueError("de handtekeningvelden zijn beschadigd") from problem


def _place(name: str, value: object, reference: generic.IndirectObject, pages: dict[generic.Reference, int]) -> Place:
    field = reference.get_object()
    page = field.raw_get("/P") if "/P" in field else None
    number = pages.get(page.reference, 0) if isinstance(page, generic.IndirectObject) else 0
    x0, y0, x1, y1 = (round(float(v), 2) for v in field["/Rect"])
    rectangle = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return Place(name, number, rectangle, str(field.get("/TU", "")), value is not None, "/Lock" in field)


def _pages(reader: PdfFileReader) -> dict[generic.Reference, int]:
    count = int(reader.root["/Pages"]["/Count"])
    return {reader.find_page_for_modification(i)[0].reference: i + 1 for i in range(count)}
