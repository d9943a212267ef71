"""Colours of a Word file as they are shown: those of the theme worked out, patterns mixed, and whether two are alike.

Source: ISO/IEC 29500-1, 17.3.2.6 (colour), 17.3.5 (shading), 17.15.1.20 (mapping of the theme), 17.18.40 (markers).
"""

from __future__ import annotations

import colorsys

from akkoord.ooxml import Element
from akkoord.ooxml.names import W14_NS, w

PAPER = "ffffff"
MIXED = "?"
"""A ground of which no single colour can be said."""
CLEAR = "clear"
"""The colour of letters that are not filled."""
_BLACK = "000000"
_AUTO = ("", "auto")
_VAL, _COLOUR, _FILL = w("val"), w("color"), w("fill")
_A_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARKED = "marker "
_W14 = f"{{{W14_NS}}}"
_SEEN_THROUGH = 80_000
"""Thousandths of a percent of transparency from which letters cannot be read."""
_CLOSE = 0x19
"""Two colours that differ no more in red, green and blue stand out at most as 1.25 to 1; nobody reads that."""
MARKERS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "darkBlue": "00008b", "darkCyan": "008b8b",
    "darkGray": "a9a9a9", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8b0000", "darkYellow": "808000",
    "green": "00ff00", "lightGray": "d3d3d3", "magenta": "ff00ff", "red": "ff0000", "white": "ffffff",
    "yellow": "ffff00",
}  # fmt: skip
"""The colours of a marker."""
_PLACES = {
    "text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2", "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink", **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
_MAPPED = {
    "t1": "dark1", "bg1": "light1", "t2": "dark2", "bg2": "light2", "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink", **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}  # fmt: skip
_IN_THEME = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "followedHyperlink": "folHlink",
             "hyperlink": "hlink"}  # fmt: skip
_WITHOUT_THEME = {"dark1": _BLACK, "light1": PAPER}


def written_colour(element: Element, name: str = "color") -> str:
    """A colour as an element has it, "" where it has none: digits in lower case, "auto", or a place in the theme.

    `name` is "color" for the colour of text (in `val`) or of a pattern, or "fill".
    """
    text = element.tag == _COLOUR
    theme = element.get(w("themeColor" if name == "color" else "themeFill"))
    plain = element.get(_VAL if text else w(name), "").lower()
    if theme is None:
        return plain
    stem = "theme" if name == "color" else "themeFill"
    return f"@{theme}/{element.get(w(f'{stem}Shade'), '')}/{element.get(w(f'{stem}Tint'), '')}/{plain}"


def written_shade(element: Element) -> str:
    """What a `shd` lays under its text, for `Colours.ground`; "" for nothing."""
    pattern = element.get(_VAL, "clear")
    colour, fill = written_colour(element), written_colour(element, "fill")
    if pattern == "nil" or (pattern == "clear" and fill in _AUTO):
        return ""
    return f"{pattern} {colour or 'auto'} {fill or 'auto'}"


def written_marker(element: Element) -> str:
    """What a marker lays under its text, for `Colours.ground`; "" for none."""
    colour = MARKERS.get(element.get(_VAL, ""), "")
    return _MARKED + colour if colour else ""


def same_fill(fill: Element) -> str:
    """The colour of all stops of a fill of letters, `CLEAR` when they are seen through; "" when they differ."""
    colours = list(fill.iter(f"{_W14}srgbClr", f"{_W14}schemeClr"))
    amounts = (alpha.get(f"{_W14}val", "") for colour in colours for alpha in colour.iter(f"{_W14}alpha"))
    through = [int(amount) if amount.isdecimal() else 0 for amount in amounts]
    if colours and len(through) == len(colours) and min(through) >= _SEEN_THROUGH:
        return CLEAR
    found = {_of_fill(colour) for colour in colours}
    return found.pop() if len(found) == 1 else ""


def _of_fill(colour: Element) -> str:
    value = colour.get(f"{_W14}val", "")
    if colour.tag == f"{_W14}srgbClr":
        return value.lower()
    return f"@{_FILL_PLACES.get(value, value)}///"


_FILL_PLACES = {"tx1": "text1", "bg1": "background1", "tx2": "text2", "bg2": "background2", "dk1": "dark1",
                "lt1": "light1", "dk2": "dark2", "lt2": "light2"}  # fmt: skip


def is_marked(ground: str) -> bool:
    """Whether a ground is that of a marker: it does not change the colour of text that has none of its own."""
    return ground.startswith(_MARKED)


class Colours:
    """The colours of a file, given its theme and settings."""

    def __init__(self, theme: Element | None = None, settings: Element | None = None) -> None:
        scheme = theme.find(f".//{_A_NS}clrScheme") if theme is not None else None
        self._scheme = {child.tag: child for child in scheme} if scheme is not None else {}
        self._mapping = settings.find(w("clrSchemeMapping")) if settings is not None else None
        self._grounds: dict[str, str] = {}

    def shown(self, written: str) -> str:
        """A written colour as six digits; "" or "auto" where the program that shows it chooses."""
        if not written.startswith("@"):
            return written if written in _AUTO or written == CLEAR or _channels(written) else ""
        place, shade, tint, plain = written[1:].split("/", 3)
        found = self._of_theme(place)
        return _shifted(found, shade, tint) if found else plain

    def ground(self, written: str) -> str:
        """The colour of a written shade or marker; `MIXED` where a pattern has no single one."""
        if written not in self._grounds:
            self._grounds[written] = self._mixed(written)
        return self._grounds[written]

    def _mixed(self, written: str) -> str:
        if is_marked(written):
            return written.removeprefix(_MARKED)
        pattern, colour, fill = written.split(" ", 2)
        over, under = self.shown(colour), self.shown(fill)
        over, under = (_BLACK if over in _AUTO else over), (PAPER if under in _AUTO else under)
        if pattern == "clear":
            return under
        if pattern == "solid":
            return over
        if pattern.startswith("pct") and pattern[3:].isdecimal():
            return _between(under, over, min(int(pattern[3:]), 100) / 100)
        return under if alike(over, under) else MIXED

    def _of_theme(self, place: str) -> str:
        name = place
        if place in _PLACES:
            key = _PLACES[place]
            name = (self._mapping.get(w(key)) if self._mapping is not None else None) or _MAPPED[key]
        entry = self._scheme.get(_A_NS + _IN_THEME.get(name, name))
        if entry is None or not len(entry):
            return _WITHOUT_THEME.get(name, "")
        found = entry[0].get("lastClr" if entry[0].tag == f"{_A_NS}sysClr" else "val", "").lower()
        return found if _channels(found) else ""


def alike(one: str, other: str) -> bool:
    """Whether of two colours nobody can tell one on the other; colours that are not known are not alike."""
    a, b = _channels(one), _channels(other)
    return bool(a) and bool(b) and max(abs(x - y) for x, y in zip(a, b, strict=True)) <= _CLOSE


def _shifted(colour: str, shade: str, tint: str) -> str:
    """A colour of the theme made darker or lighter: its lightness times the share that is written."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    for share, paper in ((_share(shade), 0.0), (_share(tint), 1.0)):
        if share is not None:
            lightness = lightness * share + paper * (1 - share)
    rgb = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "".join(f"{round(channel * 255):02x}" for channel in rgb)


def _share(text: str) -> float | None:
    try:
        return int(text, 16) / 255 if 0 < len(text) <= 2 else None
    except ValueError:
        return None


def _between(under: str, over: str, share: float) -> str:
    pairs = zip(_channels(under), _channels(over), strict=True)
    return "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> bytes:
    """Red, green and blue; nothing for a colour that is not written as such."""
    try:
        return bytes.fromhex(colour) if len(colour) == 6 else b""
    except ValueError:
        return b""
