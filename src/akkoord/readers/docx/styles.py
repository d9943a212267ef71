"""What the styles of a Word file say about numbers and hidden text."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.ooxml import Element
from akkoord.ooxml.names import w

VAL = w("val")

_OFF = frozenset({"0", "false", "off", "none"})
_P_STYLE, _R_STYLE, _NUM_PR, _R_PR, _VANISH = w("pStyle"), w("rStyle"), w("numPr"), w("rPr"), w("vanish")
_NUM_ID, _LEVEL = w("numId"), w("ilvl")
_SHADE, _COLOUR, _SIZE, _HIGHLIGHT = w("shd"), w("color"), w("sz"), w("highlight")
_STRUCK = frozenset({w("strike"), w("dstrike")})
_MAX_CHAIN = 30
_FILL = w("fill")
_PAPER = frozenset({"auto", "ffffff"})
_THEME, _THEME_SHADES = w("themeColor"), (w("themeShade"), w("themeTint"))
_THEME_PAPER = frozenset({"background1", "light1"})
_NEARLY_WHITE = 0xE6
"""A colour with no less of red, green and blue stands out from paper at most as 1.25 to 1; nobody reads that."""
_NEARLY_SAME = 0xFF - _NEARLY_WHITE
_MARKERS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "darkBlue": "00008b", "darkCyan": "008b8b",
    "darkGray": "a9a9a9", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8b0000", "darkYellow": "808000",
    "green": "00ff00", "lightGray": "d3d3d3", "magenta": "ff00ff", "red": "ff0000", "yellow": "ffff00",
}  # fmt: skip
"""The colours of a marker (17.18.40) but white, which is that of the paper."""
_SMALLEST_HALF_POINTS = 4
"""Text of 2 points or less is there for machines only."""


@dataclass(frozen=True, slots=True)
class NumberProperties:
    """`numPr` of a paragraph or style; None where it is silent. `style` says which style spoke."""

    number_id: int | None
    level: int | None
    style: str = ""


_SILENT = NumberProperties(None, None)


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """A `pPr`: the paragraph style ("" when it names none), its own list, and the `rPr` of the paragraph mark.

    `shaded` is whether it lies on a colour.
    """

    style: str
    number: NumberProperties
    mark: Element | None
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class RunProperties:
    """A `rPr`: the character style ("" when it names none), and whether it hides text, None when it does not say.

    `struck` is whether it strikes text through, which a reader of the words would not see.
    `colour` (lower case) and `size` (half points) are "" where it does not say; `shaded` is
    whether it lies on a colour, `fill` which one, and `marked` whether that is of a marker, which does not
    change the colour of text that has none of its own.
    """

    style: str
    vanish: bool | None
    struck: bool = False
    colour: str = ""
    size: str = ""
    shaded: bool = False
    fill: str = ""
    marked: bool = False


NO_PARAGRAPH_PROPERTIES = ParagraphProperties("", _SILENT, None)
NO_RUN_PROPERTIES = RunProperties("", None)


class Styles:
    """The styles part, asked by style id. Source: ISO/IEC 29500-1, 17.7."""

    def __init__(self, root: Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._styles = {s.get(w("styleId"), ""): s for s in found}
        self.default = next(
            (i for i, s in self._styles.items() if s.get(w("type")) == "paragraph" and is_on(s.get(w("default"), "0"))),
            "",
        )
        self._hidden: dict[str, bool] = {}
        self._looks: dict[str, tuple[str, str, bool]] = {}
        self._numbers: dict[str, NumberProperties] = {}

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

    def look(self, style_id: str) -> tuple[str, str, bool]:
        """Colour, size and whether it lies on a colour, of text of this style; each from the nearest that says so."""
        if style_id not in self._looks:
            chain = self.chain(style_id)
            runs = [run_properties(s.find(_R_PR)) for s in chain]
            shaded = any(r.shaded for r in runs) or any(paragraph_properties(s.find(w("pPr"))).shaded for s in chain)
            colour = next((r.colour for r in runs if r.colour), "")
            self._looks[style_id] = (colour, next((r.size for r in runs if r.size), ""), shaded)
        return self._looks[style_id]

    def unseen(self, own: RunProperties, paragraph_style: str, *, shaded: bool) -> str:
        """Why nobody sees the text of a run that is there, "" for text that can be seen.

        `shaded` is whether it lies on a colour of its paragraph or cell.
        """
        looks = (self.look(own.style), self.look(paragraph_style))
        size = whole(own.size or looks[0][1] or looks[1][1])
        if size is not None and size <= _SMALLEST_HALF_POINTS:
            return f"onleesbaar kleine tekst ({size / 2:g} punt)"
        colour = own.colour or looks[0][0] or looks[1][0]
        if own.fill and _alike(_written(colour, marked=own.marked), own.fill):
            return "tekst in de kleur van haar achtergrond"
        on_colour = shaded or own.shaded or looks[0][2] or looks[1][2]
        return "witte tekst op wit" if not on_colour and _is_paper(colour) else ""

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


def paragraph_properties(element: Element | None) -> ParagraphProperties:
    """What the `pPr` in `element` says; of a child that stands there twice the first counts."""
    if element is None:
        return NO_PARAGRAPH_PROPERTIES
    style: str | None = None
    number: NumberProperties | None = None
    mark: Element | None = None
    shaded = False
    for child in element:
        tag = child.tag
        if tag == _P_STYLE and style is None:
            style = child.get(VAL, "")
        elif tag == _NUM_PR and number is None:
            number = _list_of(child)
        elif tag == _R_PR and mark is None:
            mark = child
        elif tag == _SHADE:
            shaded = is_shade(child)
    return ParagraphProperties(style or "", number or _SILENT, mark, shaded)


def _list_of(number: Element) -> NumberProperties:
    number_id: str | None = None
    level: str | None = None
    for child in number:
        if child.tag == _NUM_ID and number_id is None:
            number_id = child.get(VAL, "")
        elif child.tag == _LEVEL and level is None:
            level = child.get(VAL, "")
    return NumberProperties(whole(number_id or ""), whole(level or ""))


def run_properties(element: Element | None) -> RunProperties:
    """What the `rPr` in `element` says; of a child that stands there twice the first counts."""
    if element is None:
        return NO_RUN_PROPERTIES
    style: str | None = None
    vanish: bool | None = None
    struck = marked = False
    colour = size = fill = ""
    for child in element:
        tag = child.tag
        if tag == _R_STYLE and style is None:
            style = child.get(VAL, "")
        elif tag == _VANISH and vanish is None:
            vanish = is_on(child.get(VAL, "1"))
        elif tag in _STRUCK:
            struck = struck or is_on(child.get(VAL, "1"))
        elif tag == _COLOUR:
            colour = _colour(child)
        elif tag == _SIZE:
            size = child.get(VAL, "")
        elif tag == _HIGHLIGHT:
            marker = _MARKERS.get(child.get(VAL, ""), "")
            fill, marked = marker or fill, marked or bool(marker)
        elif tag == _SHADE and is_shade(child) and not marked:
            fill = child.get(_FILL, "").lower()
    return RunProperties(style or "", vanish, struck, colour, size, bool(fill), fill, marked)


def _colour(element: Element) -> str:
    """The colour that is shown: that of the theme goes before the one that is written."""
    if element.get(_THEME) in _THEME_PAPER and not any(name in element.attrib for name in _THEME_SHADES):
        return "ffffff"
    return element.get(VAL, "").lower()


def _written(colour: str, *, marked: bool) -> str:
    """The colour of text. Where it has none Word takes what shows on its shade, black or white; on a marker black."""
    return "000000" if marked and colour in ("", "auto") else colour


def _alike(colour: str, fill: str) -> bool:
    """Whether text of this colour cannot be told from what it lies on."""
    one, other = _channels(colour), _channels(fill)
    return bool(one) and bool(other) and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _NEARLY_SAME


def _is_paper(colour: str) -> bool:
    """Whether text of this colour cannot be told from paper."""
    return min(_channels(colour), default=0) >= _NEARLY_WHITE


def _channels(colour: str) -> bytes:
    """Red, green and blue; nothing for a colour that is not written as such."""
    try:
        return bytes.fromhex(colour) if len(colour) == 6 else b""
    except ValueError:
        return b""


def is_shade(shading: Element) -> bool:
    """Whether a `shd` lays another colour than white under its text."""
    return shading.get(_FILL, "auto").lower() not in _PAPER


def is_on(text: str) -> bool:
    """An on/off value of the standard (17.17.4)."""
    return text.lower() not in _OFF


def value(element: Element | None, child: str) -> str:
    """`w:val` of a child, "" when there is none."""
    found = element.find(w(child)) if element is not None else None
    return found.get(VAL, "") if found is not None else ""


def whole(text: str) -> int | None:
    """A whole number, None for anything else."""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else None
