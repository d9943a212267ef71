"""Decoding of streams."""

from enum import Enum

class DecodePurpose(Enum):
    OBJECT_STREAM = 1
