"""Decoding of streams."""

from enum import Enum

class DecodePurpose(Enum):
    OBJECT_STREAM = 1
    CERTIFICATE = 2
    OCSP_RESPONSE = 3
    CRL = 4
