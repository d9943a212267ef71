"""What the styles of a Word file say about numbers and text."""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.properties import (
    NO_RUN_PROPERTIES,
    NumberProperties,
    ParagraphProperties,
    RunProperties,
    is_on,
    over,
    paragraph_properties,
    run_properties,
    value,
)

_R_PR, _P_PR = w("rPr"), w("pPr")
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
_MAX_CHAIN = 30


class Styles:
    """The styles part, asked by style id. Source: ISO/IEC 29500-1, 17.7."""

    def __init__(self, root: Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._styles = {s.get(w("styleId"), ""): s for s in found}
        self.default, self.default_table = (self._default_of(kind) for kind in ("paragraph", "table"))
        self._hidden: dict[str, bool] = {}
        self.defaults = run_properties(root.find(_DEFAULTS)) if root is not None else NO_RUN_PROPERTIES
        self._texts: dict[str, RunProperties] = {}
        self._paragraphs: dict[str, ParagraphProperties] = {}
        self._numbers: dict[str, NumberProperties] = {}

    def _default_of(self, kind: str) -> str:
        found = (i for i, s in self._styles.items() if s.get(w("type")) == kind and is_on(s.get(w("default"), "0")))
        return next(found, "")

    def chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on, nearest first."""
        out: list[Element] = []
        while style_id in self._styles and len(out) < _MAX_CHAIN:
            out.append(self._styles[style_id])
            style_id = value(out[-1], "basedOn")
        return out

    def hidden(self, style_id: str) -> bool:
        """Whether text of this style is hidden (`vanish`), by the nearest style that says so."""
        if style_id not in self._hidden:
            answers = (run_properties(s.find(_R_PR)).vanish for s in self.chain(style_id))
            self._hidden[style_id] = next((a for a in answers if a is not None), False)
        return self._hidden[style_id]

    def text(self, style_id: str) -> RunProperties:
        """What a style says of text, each from the nearest that says so."""
        if style_id not in self._texts:
            found = NO_RUN_PROPERTIES
            for style in self.chain(style_id):
                found = over(found, run_properties(style.find(_R_PR)))
            self._texts[style_id] = found
        return self._texts[style_id]

    def paragraph(self, style_id: str) -> ParagraphProperties:
        """The shade and height of lines of a paragraph style, each from the nearest; and whether it is off the page."""
        if style_id not in self._paragraphs:
            chain = [paragraph_properties(style.find(_P_PR)) for style in self.chain(style_id)]
            self._paragraphs[style_id] = ParagraphProperties(
                style_id,
                NumberProperties(None, None),
                None,
                next((one.shade for one in chain if one.shade is not None), None),
                next((one.line for one in chain if one.line is not None), None),
                any(one.outside for one in chain),
            )
        return self._paragraphs[style_id]

    def number(self, style_id: str) -> NumberProperties:
        """The list and level of a paragraph style, each from the nearest style that has it."""
        if style_id not in self._numbers:
            self._numbers[style_id] = self._number(style_id)
        return self._numbers[style_id]

    def _number(self, style_id: str) -> NumberProperties:
        number_id: int | None = None
        level: int | None = None
        speaker = ""
        for style in self.chain(style_id):
            own = paragraph_properties(style.find(w("pPr"))).number
            if number_id is None and own.number_id is not None:
                number_id, speaker = own.number_id, style.get(w("styleId"), "")
            level = level if level is not None else own.level
        return NumberProperties(number_id, level, speaker)
