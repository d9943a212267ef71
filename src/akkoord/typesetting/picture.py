"""Whether a picture is a whole PNG.

Source: ISO/IEC 15948 (PNG), 5.2 (signature), 5.3 (chunks), 11.2 (critical chunks).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from akkoord.diagnostics import Diagnostic, Span, error

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MAX_PIXELS = 25_000_000
"""A logo of 5000 by 5000; more is no logo, and would cost its memory many times."""
_MAX_BYTES = 9 * _MAX_PIXELS
"""Eight bytes for the deepest pixel, and some for the start of each row."""
_PIECE = 1 << 20


class _BrokenError(ValueError):
    """What is wrong, as the end of a sentence."""


def check_picture(content: bytes, path: str) -> tuple[Diagnostic, ...]:
    """An error when `content`, the file at `path`, is no PNG that can be shown."""
    try:
        _check(content)
    except _BrokenError as problem:
        hint = "sla het plaatje opnieuw op als PNG, of haal het bestand weg"
        return (error("TYP004", f"`{path}` is geen hele PNG: {problem}", Span(path), hint),)
    return ()


def _check(content: bytes) -> None:
    if not content.startswith(_SIGNATURE):
        raise _BrokenError("het bestand begint niet als een PNG" if content else "het bestand is leeg")
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        raise _BrokenError("het houdt te vroeg op")
    width, height = struct.unpack_from(">II", chunks[0][1])
    if not 0 < width * height <= _MAX_PIXELS:
        raise _BrokenError(f"{width} bij {height} beeldpunten; verwacht: hoogstens {_MAX_PIXELS} in totaal")
    _unpack(b"".join(data for name, data in chunks if name == b"IDAT"))


def _unpack(packed: bytes) -> None:
    """Unpack the pixels, a piece at a time: of what says to be small no more is kept than that."""
    unpacking, pieces = zlib.decompressobj(), 0
    try:
        while packed and not unpacking.eof and pieces * _PIECE <= _MAX_BYTES:
            unpacking.decompress(packed, _PIECE)
            packed, pieces = unpacking.unconsumed_tail, pieces + 1
    except zlib.error as problem:
        raise _BrokenError("de beeldpunten zijn beschadigd") from problem
    if not unpacking.eof:
        raise _BrokenError("de beeldpunten zijn niet compleet, of veel te veel")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each chunk up to the last; ends early when the file does."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        name, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != zlib.crc32(name + data).to_bytes(4, "big"):
            raise _BrokenError("het is beschadigd, of houdt te vroeg op")
        yield name, data
        if name == b"IEND":
            return
        at += 12 + length
