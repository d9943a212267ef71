"""A logo that is no whole PNG is refused, with why."""

import struct
import zlib

import pytest

from akkoord.diagnostics import Span
from akkoord.typesetting.picture import check_picture
from support.workspace import ROOT

LOGO = (ROOT / "templates/logo.png").read_bytes()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def png(width: int, height: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_our_own_logo_and_the_smallest_picture_are_right():
    assert check_picture(LOGO, "logo.png") == ()
    assert check_picture(png(1, 1, zlib.compress(b"\0\0")), "logo.png") == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "het bestand is leeg"),
        (b"GIF89a", "begint niet als een PNG"),
        (LOGO[:500], "houdt te vroeg op"),
        (LOGO[:8], "houdt te vroeg op"),
        (LOGO[:300] + b"x" + LOGO[301:], "beschadigd"),
        (png(100_000, 100_000, zlib.compress(b"\0")), "100000 bij 100000 beeldpunten"),
        (png(0, 1, zlib.compress(b"\0")), "0 bij 1 beeldpunten"),
        (png(1, 1, b"geen deflate"), "de beeldpunten zijn beschadigd"),
        (png(1, 1, zlib.compress(b"\0\0")[:-4]), "niet compleet"),
        (png(1, 1, zlib.compress(bytes(300_000_000), 9)), "veel te veel"),
    ],
    ids=["empty", "another sort", "cut", "only a start", "changed", "huge", "nothing", "no pixels", "less", "bomb"],
)
def test_what_is_no_whole_png_is_refused_with_why(content: bytes, why: str):
    (found,) = check_picture(content, "templates/logo.png")
    assert (found.code, found.span) == ("TYP004", Span("templates/logo.png"))
    assert why in found.message
