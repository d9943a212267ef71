"""Pages as a person sees them: pictures in grey, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
from msgspec import Struct

SCALE = 1.5
"""Pixels per point: enough to tell one digit from another at the size of a contract."""
_DIFFERENT = 40
"""Steps of grey (of 255) by which two pixels differ for an eye; less is another way of rounding."""
_INK = 60
"""Steps of grey between ground and letter below which a letter cannot be read."""
_LARGEST_PIXELS = 9_000_000


class Picture(Struct, frozen=True):
    """A page in grey, one byte per pixel, rows from the top; `scale` is pixels per point.

    Boxes are in points from the lower left corner.
    """

    width: int
    height: int
    rows: tuple[bytes, ...]
    scale: float = SCALE

    def part(self, box: tuple[float, float, float, float]) -> tuple[bytes, ...]:
        """The rows of a box."""
        left, bottom, right, top = box
        first, last = max(0, int(self.height - top * self.scale)), max(0, int(self.height - bottom * self.scale) + 1)
        start, end = max(0, int(left * self.scale)), max(0, int(right * self.scale) + 1)
        return tuple(row[start:end] for row in self.rows[first:last])

    def has_ink(self, box: tuple[float, float, float, float]) -> bool:
        """Whether anything in a box stands out enough to be read."""
        part = [row for row in self.part(box) if row]
        return bool(part) and max(map(max, part)) - min(map(min, part)) >= _INK


def pictures(data: bytes, numbers: Iterable[int], scale: float = SCALE) -> dict[int, Picture]:
    """The pages with these numbers (from 1), without what lies over them; one too large for a picture is left out."""
    document = pdfium.PdfDocument(data)
    try:
        return {number: picture for number in numbers if (picture := _picture(document, number, scale)) is not None}
    finally:
        document.close()


def _picture(document: pdfium.PdfDocument, number: int, scale: float) -> Picture | None:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not 0 < width * height * scale * scale <= _LARGEST_PIXELS:
            return None
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=True)
        data = bytes(bitmap.buffer)
        rows = tuple(data[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        return Picture(bitmap.width, bitmap.height, rows, scale)
    finally:
        page.close()


def differing(one: Picture, two: Picture) -> Iterator[tuple[float, float, float]]:
    """Where two pictures of the same size differ: left, right and height in points, row by row from the top."""
    for number, (a, b) in enumerate(zip(one.rows, two.rows, strict=False)):
        if a == b:
            continue
        places = [x for x, (p, q) in enumerate(zip(a, b, strict=False)) if abs(p - q) > _DIFFERENT]
        for left, right in _stretches(places):
            yield left / SCALE, (right + 1) / SCALE, (one.height - number - 0.5) / SCALE


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of places with gaps of at most a few pixels."""
    start = previous = -1
    for place in places:
        if start >= 0 and place - previous > 6:
            yield start, previous
            start = -1
        if start < 0:
            start = place
        previous = place
    if start >= 0:
        yield start, previous
