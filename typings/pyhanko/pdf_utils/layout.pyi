"""Boxes and margins."""

from enum import Enum

class BoxConstraints:
    def __init__(self, width: float | None = None, height: float | None = None) -> None: ...

class AxisAlignment(Enum):
    ALIGN_MIN = 0

class Margins:
    def __init__(self, left: int = 0, right: int = 0, top: int = 0, bottom: int = 0) -> None: ...

class SimpleBoxLayoutRule:
    def __init__(self, x_align: AxisAlignment, y_align: AxisAlignment, margins: Margins = ...) -> None: ...
