"""What paragraph and run properties (`pPr`, `rPr`) say, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from akkoord.ooxml import Element
from akkoord.ooxml.names import W14_NS, w
from akkoord.readers.docx.colours import CLEAR, same_fill, written_colour, written_marker, written_shade

VAL = w("val")

_OFF = frozenset({"0", "false", "off", "none"})
_P_STYLE, _R_STYLE, _NUM_PR, _R_PR, _VANISH = w("pStyle"), w("rStyle"), w("numPr"), w("rPr"), w("vanish")
_NUM_ID, _LEVEL = w("numId"), w("ilvl")
_SHADE, _COLOUR, _SIZE, _HIGHLIGHT = w("shd"), w("color"), w("sz"), w("highlight")
_STRUCK = frozenset({w("strike"), w("dstrike")})
_FONTS, _SCALE, _FIT, _SPACING, _POSITION = w("rFonts"), w("w"), w("fitText"), w("spacing"), w("position")
_PUT = frozenset({w("ind"), w("framePr")})
_BEFORE_PAGE, _BEHIND_PAGE, _LOWEST_FRAME = -3000, 17500, 70
"""Twips: what stands further to the left or higher, or further to the right or lower, is on no page of A4."""
_TEXT_FILL = f"{{{W14_NS}}}textFill"


class NumberProperties(Struct, frozen=True):
    """`numPr` of a paragraph or style; None where it is silent. `style` says which style spoke."""

    number_id: int | None
    level: int | None
    style: str = ""


_SILENT = NumberProperties(None, None)


class ParagraphProperties(Struct, frozen=True):
    """A `pPr`: the paragraph style ("" when it names none), its own list, and the `rPr` of the paragraph mark.

    `shade` is what it lies on (see `Colours.ground`), None where it does not say. `line` is the exact height of its
    lines in twips, None where that is not fixed. `outside` is whether it is put where no page is.
    """

    style: str
    number: NumberProperties
    mark: Element | None
    shade: str | None = None
    line: int | None = None
    outside: bool = False


class RunProperties(Struct, frozen=True):
    """A `rPr`: the character style ("" when it names none), and how text looks; None or "" where it does not say.

    `vanish` hides text, `struck` strikes it through. `colour` and `shade` are as written (see `Colours`), `size` is in
    half points, `font` its name or "@minor" and "@major" for those of the theme. `scale` is the width of letters in
    percent, `fit` the width in twips into which all is pressed, `spacing` what is put between letters in twips,
    `position` how far text is raised in half points.
    """

    style: str
    vanish: bool | None
    struck: bool | None = None
    colour: str = ""
    size: str = ""
    shade: str | None = None
    font: str = ""
    scale: str = ""
    fit: str = ""
    spacing: str = ""
    position: str = ""


NO_PARAGRAPH_PROPERTIES = ParagraphProperties("", _SILENT, None)
NO_RUN_PROPERTIES = RunProperties("", None)


def over(nearer: RunProperties, further: RunProperties) -> RunProperties:
    """What `nearer` says, and where it is silent what `further` does; the style is that of `nearer`."""
    if further is NO_RUN_PROPERTIES:
        return nearer
    return RunProperties(
        nearer.style,
        further.vanish if nearer.vanish is None else nearer.vanish,
        further.struck if nearer.struck is None else nearer.struck,
        nearer.colour or further.colour,
        nearer.size or further.size,
        further.shade if nearer.shade is None else nearer.shade,
        nearer.font or further.font,
        nearer.scale or further.scale,
        nearer.fit or further.fit,
        nearer.spacing or further.spacing,
        nearer.position or further.position,
    )


def paragraph_properties(element: Element | None) -> ParagraphProperties:
    """What the `pPr` in `element` says; of a child that stands there twice the first counts."""
    if element is None:
        return NO_PARAGRAPH_PROPERTIES
    style: str | None = None
    number: NumberProperties | None = None
    mark: Element | None = None
    shade: str | None = None
    line: int | None = None
    outside = False
    for child in element:
        tag = child.tag
        if tag == _P_STYLE and style is None:
            style = child.get(VAL, "")
        elif tag == _NUM_PR and number is None:
            number = _list_of(child)
        elif tag == _R_PR and mark is None:
            mark = child
        elif tag == _SHADE and shade is None:
            shade = written_shade(child)
        elif tag == _SPACING and line is None and child.get(w("lineRule")) == "exact":
            line = whole(child.get(w("line"), ""))
        elif tag in _PUT:
            outside = outside or _is_outside(child)
    return ParagraphProperties(style or "", number or _SILENT, mark, shade, line, outside)


def _is_outside(put: Element) -> bool:
    """Whether an indent or frame (17.3.1.11, 17.3.1.12) puts a paragraph off the page, or shows nothing of it."""
    places = [whole(put.get(w(name), "")) for name in ("left", "start", "x", "y")]
    if any(place is not None and not _BEFORE_PAGE <= place <= _BEHIND_PAGE for place in places):
        return True
    height = whole(put.get(w("h"), ""))
    return height is not None and height < _LOWEST_FRAME and put.get(w("hRule")) == "exact"


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
    struck: bool | None = None
    shade: str | None = None
    plain: dict[str, str] = {}
    for child in element:
        tag = child.tag
        if tag == _R_STYLE and style is None:
            style = child.get(VAL, "")
        elif tag == _VANISH and vanish is None:
            vanish = is_on(child.get(VAL, "1"))
        elif tag in _STRUCK:
            struck = bool(struck) or is_on(child.get(VAL, "1"))
        elif tag == _SHADE and shade is None:
            shade = written_shade(child)
        elif tag in _PLAIN:
            plain.setdefault(_PLAIN[tag], _plain(tag, child))
    marker, filled = plain.pop("marker", ""), plain.pop("filled", "")
    if filled:
        plain["colour"] = filled
    return RunProperties(style or "", vanish, struck, shade=marker or shade, **plain)


_PLAIN = {
    _COLOUR: "colour", _SIZE: "size", _FONTS: "font", _SCALE: "scale", _FIT: "fit", _SPACING: "spacing",
    _POSITION: "position", _HIGHLIGHT: "marker", _TEXT_FILL: "filled",
}  # fmt: skip


def _plain(tag: str, child: Element) -> str:
    read = _READ.get(tag)
    return child.get(VAL, "") if read is None else read(child)


def _font(fonts: Element) -> str:
    """The font for plain letters (17.3.2.26); a font of the theme goes before one that is named."""
    theme = fonts.get(w("asciiTheme"), "")
    if theme:
        return "@major" if theme.startswith("major") else "@minor"
    return fonts.get(w("ascii"), "")


def _filled(fill: Element) -> str:
    """The one colour with which letters are filled ([MS-DOCX] 2.3.16), `CLEAR` for none; "" for several."""
    return CLEAR if fill.find(f"{{{W14_NS}}}noFill") is not None else same_fill(fill)


_READ: Mapping[str, Callable[[Element], str]] = {
    _COLOUR: written_colour,
    _FONTS: _font,
    _HIGHLIGHT: written_marker,
    _TEXT_FILL: _filled,
}


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
