"""Font files: whether the faces we need are there and whole, and which characters they print.

Source: ISO/IEC 14496-22 (OpenType), "Font tables" (table directory), "head" and "cmap", formats 4 and 12.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from akkoord.diagnostics import Diagnostic, Span, error

INVISIBLE = frozenset("\t\n\r\u00a0\u00ad\u200b\u200c\u200d\u2060")
"""Characters that print nothing, so that a font need not hold them."""

FORBIDDEN = frozenset("\ufeff\ufffe\uffff")
"""Characters that no PDF/UA-1 text may hold (ISO 14289-1, 7.21.7), whatever the font has."""


FACES = {(False, False): "gewoon", (False, True): "cursief", (True, False): "vet", (True, True): "vet cursief"}
"""The faces that documents are set in: whether bold, whether italic."""


class UnreadableFontError(ValueError):
    """The bytes are no font with a character map that we know."""


def font_files(folder: Path) -> tuple[Path, ...]:
    """The font files in `folder`, sorted by name."""
    return tuple(sorted(p for p in folder.iterdir() if p.suffix.lower() in {".ttf", ".otf"}))


def check_fonts(fonts: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Errors for what is wrong with the font files `fonts`, by path: each is whole, and every face is there."""
    found: list[Diagnostic] = []
    missing = dict(FACES)
    for path, font in fonts.items():
        try:
            missing.pop(_face(font), None)
        except UnreadableFontError as problem:
            found.append(error("TYP003", f"`{path}` is geen heel lettertype: {problem}", Span(path)))
    if missing and not found:
        names = ", ".join(f"`{name}`" for name in missing.values())
        found.append(error("TYP003", f"in de map met lettertypen ontbreekt: {names}", None, "zet het bestand terug"))
    return tuple(found)


def _face(font: bytes) -> tuple[bool, bool]:
    """Whether bold, whether italic: `macStyle` of the table `head`. All tables must lie within the file."""
    try:
        (count,) = struct.unpack_from(">H", font, 4)
        tables = [struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count)]
        (style,) = struct.unpack_from(">H", _table(font, b"head"), 44)
    except struct.error as problem:
        raise UnreadableFontError("het houdt te vroeg op") from problem
    if any(start + length > len(font) for _, _, start, length in tables):
        raise UnreadableFontError("het houdt te vroeg op")
    return bool(style & 1), bool(style & 2)


def printable(fonts: Iterable[bytes]) -> frozenset[str]:
    """The characters that every one of `fonts` (at least one) can print, so that bold and italic never fall short.

    Raises:
        UnreadableFontError: one of them is no font that we can read.
    """
    first, *others = (_covered(font) for font in fonts)
    return (first.intersection(*others) | INVISIBLE) - FORBIDDEN


def _covered(font: bytes) -> frozenset[str]:
    try:
        table = _table(font, b"cmap")
        (count,) = struct.unpack_from(">H", table, 2)
        offsets = {struct.unpack_from(">HHI", table, 4 + 8 * i)[2] for i in range(count)}
        found = {chr(code) for offset in sorted(offsets) for code in _codes(table[offset:])}
    except (struct.error, IndexError, ValueError) as problem:
        raise UnreadableFontError(str(problem)) from problem
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return font[start : start + length]
    raise UnreadableFontError(f"tabel `{tag.decode()}` ontbreekt")


def _codes(subtable: bytes) -> Iterator[int]:
    """The Unicode code points of a subtable; none for formats that hold other encodings."""
    (form,) = struct.unpack_from(">H", subtable)
    if form == 4:
        yield from _segments(subtable)
    elif form == 12:
        (groups,) = struct.unpack_from(">I", subtable, 12)
        for index in range(groups):
            first, last, _ = struct.unpack_from(">III", subtable, 16 + 12 * index)
            yield from range(first, min(last, 0x10FFFF) + 1)


def _segments(subtable: bytes) -> Iterator[int]:
    """Format 4: segments of code points, each with a glyph rule; glyph 0 means that there is none."""
    (double,) = struct.unpack_from(">H", subtable, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", subtable, 14)
    starts = struct.unpack_from(f">{count}H", subtable, 16 + double)
    deltas = struct.unpack_from(f">{count}h", subtable, 16 + 2 * double)
    offsets_at = 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", subtable, offsets_at)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[index]:
                at = offsets_at + 2 * index + offsets[index] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", subtable, at)
                if glyph == 0:
                    continue
            if (glyph + deltas[index]) & 0xFFFF:
                yield code
