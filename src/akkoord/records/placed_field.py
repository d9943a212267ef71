"""Where a signature field is in a PDF."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page (ISO 32000-1, 7.9.5)."""


class PlacedField(Struct, frozen=True):
    """A signature field: its page counted from 1, and its rectangle."""

    name: str
    page: int
    rectangle: Rectangle
