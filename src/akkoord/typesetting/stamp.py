"""The visible part of a signature: a small page by Typst, so that its fonts are embedded as PDF/A asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from akkoord.diagnostics import AkkoordError, error
from akkoord.typesetting.fonts import font_files, printable

_MAIN = """#let d = json(bytes({data}))
#set document(date: none)
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: (x: 4pt, y: 3pt))
#set text(font: "Carlito", size: d.size * 1pt, lang: "nl", ligatures: false, hyphenate: false)
#set par(leading: 0.45em, spacing: 0.45em)
#set align(horizon)
#stack(spacing: 0.5em, text(weight: "bold", d.lines.first()), ..d.lines.slice(1))
"""
_LARGEST_POINTS = 9.0
_SMALLEST_POINTS = 4.5
_LINE_HEIGHTS = 1.55
"""Height of a line, with the space to the next, in sizes of its text."""


class StampError(AkkoordError):
    """A visible part that could not be made (TYP005)."""


def stamp_pdf(lines: Sequence[str], width_points: float, height_points: float, fonts: Path) -> bytes:
    """A page of that size with `lines` in it, the first in bold; a character that the fonts lack is shown as `?`.

    Raises:
        StampError: there is no room for it, or Typst refuses.
    """
    covered = printable(path.read_bytes() for path in font_files(fonts))
    size = min(_LARGEST_POINTS, (height_points - 6) / (len(lines) * _LINE_HEIGHTS))
    if size < _SMALLEST_POINTS or width_points < 40:
        raise StampError(error("TYP005", "het handtekeningveld is te klein om er zichtbaar in te ondertekenen"))
    shown = ["".join(c if c in covered else "?" for c in line) for line in lines]
    data = json.dumps({"lines": shown, "width": width_points, "height": height_points, "size": round(size, 2)})
    pinned = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(font_paths=pinned, ignore_system_fonts=True)
    try:
        main = _MAIN.format(data=json.dumps(data, ensure_ascii=False))
        made = compiler.compile({"main.typ": main.encode()}, format="pdf", timestamp=0, pdf_tags=False)  # pyright: ignore[reportArgumentType]  # its stub leaves out files in memory
    except typst.TypstError as problem:
        raise StampError(
            error("TYP005", f"Typst kan het zichtbare deel niet zetten en meldt: `{problem.message}`")
        ) from problem
    assert isinstance(made, bytes)  # noqa: S101  one page is one file
    return made
