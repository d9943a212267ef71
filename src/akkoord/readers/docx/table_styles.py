"""What the table styles of a file say of the cells of a table and of the text in them (ISO/IEC 29500-1, 17.7.6)."""

from __future__ import annotations

from collections.abc import Iterable

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.colours import written_shade
from akkoord.readers.docx.properties import NO_RUN_PROPERTIES, RunProperties, over, run_properties
from akkoord.readers.docx.styles import Styles

WHOLE_TABLE = "wholeTable"
_SHADES = tuple(f"{w(place)}/{w('shd')}" for place in ("pPr", "tcPr", "tblPr"))
_PART, _TYPE, _R_PR = w("tblStylePr"), w("type"), w("rPr")


class TableStyles:
    """Asked by style and kinds of cell; each answer is worked out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._spoken: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[str, tuple[str, ...]], tuple[str | None, RunProperties]] = {}

    def spoken(self, style_id: str) -> frozenset[str]:
        """The kinds of cells of which a style speaks apart."""
        if style_id not in self._spoken:
            parts = (part for style in self._styles.chain(style_id) for part in style.iter(_PART))
            self._spoken[style_id] = frozenset(part.get(_TYPE, "") for part in parts)
        return self._spoken[style_id]

    def of(self, style_id: str, kinds: tuple[str, ...]) -> tuple[str | None, RunProperties]:
        """The shade (None where it is silent) and the text that a style gives to a cell of these kinds.

        The most particular kind comes first, and goes before the others.
        """
        key = (style_id, kinds)
        if key not in self._known:
            shade: str | None = None
            text = NO_RUN_PROPERTIES
            chain = self._styles.chain(style_id)
            for part in (part for kind in kinds for style in chain for part in _parts(style, kind)):
                for shading in (part.find(place) for place in _SHADES):
                    shade = written_shade(shading) if shade is None and shading is not None else shade
                text = over(text, run_properties(part.find(_R_PR)))
            self._known[key] = (shade, text)
        return self._known[key]


def _parts(style: Element, kind: str) -> Iterable[Element]:
    """Where a table style speaks of one kind of cell; of all of them it does so itself too."""
    yield from (part for part in style.iter(_PART) if part.get(_TYPE) == kind)
    if kind == WHOLE_TABLE:
        yield style
