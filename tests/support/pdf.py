"""PDFs for the tests of what reads and writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from akkoord.typesetting.typesetter import Typesetter

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "templates" / "fonts"

_PREAMBLE = """#set document(title: "Proef")
#set text(font: "Carlito", size: 10.5pt, lang: "nl", hyphenate: true, ligatures: false)
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.6cm))
"""


@cache
def typesetter() -> Typesetter:
    """One typesetter for all tests, as one build has."""
    return Typesetter(FONTS, (ROOT / "templates" / "logo.png").read_bytes())


@cache
def compiler() -> typst.Compiler:
    """Typst with the fonts of the house alone, for markup of a test."""
    pinned = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(font_paths=pinned, ignore_system_fonts=True)


def plain_pdf(source: str) -> bytes:
    """The PDF of Typst markup, in a style of its own and with no conformance asked for."""
    made = compiler().compile({"main.typ": (_PREAMBLE + source).encode()}, format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made
