"""How the text of a run looks by all that speaks of it, and whether anybody can see and read it.

Source: ISO/IEC 29500-1, 17.7.2 (the order in which styles speak) and 17.3 (properties of paragraphs and runs).
"""

from __future__ import annotations

from msgspec import Struct, field

from akkoord.readers.docx.colours import CLEAR, MIXED, PAPER, Colours, alike, is_marked
from akkoord.readers.docx.fonts import Fonts
from akkoord.readers.docx.properties import (
    NO_RUN_PROPERTIES,
    ParagraphProperties,
    RunProperties,
    over,
    whole,
)
from akkoord.readers.docx.styles import Styles
from akkoord.readers.docx.table_styles import TableStyles

_SMALLEST_HALF_POINTS = 4
"""Text of 2 points or less is there for machines only."""
_ORDINARY_HALF_POINTS = 20
_NARROWEST_PERCENT = 15
_NARROWEST_TWIPS = 40
_PRESSED = 3.5
"""Twips per half point of size: letters put closer to each other by this lie on top of each other."""
_LOWEST_LINE = 3.5
"""Twips per half point of size below which a line shows nothing that can be read."""
ON_PATTERN = "tekst op een patroon, niet te vergelijken"


class Around(Struct, frozen=True):
    """What a paragraph lies in: the colour of its cell, table or page, and what the style of the table says of text.

    `row` is the exact height in twips of its row, None where that is not fixed.
    """

    ground: str = PAPER
    text: RunProperties = NO_RUN_PROPERTIES
    row: int | None = None


ON_PAPER = Around()


class Look(Struct, frozen=True):
    """Whether the text of a run is hidden or struck, and why nobody can see or read it: "" when one can."""

    hidden: bool
    struck: bool
    unseen: str


class Setting(Struct, frozen=True, eq=False):
    """Where a run stands: the style of its paragraph, what the paragraph itself says, and what that lies in.

    One object for all paragraphs of which that is the same; `known` are the looks that were worked out in it.
    """

    style: str
    shade: str | None
    line: int | None
    around: Around
    outside: bool = False
    known: dict[RunProperties, Look] = field(default_factory=dict[RunProperties, Look])


class Looks:
    """The looks of a file, given its styles, colours and fonts; each is worked out once."""

    def __init__(self, styles: Styles, colours: Colours | None = None, fonts: Fonts | None = None) -> None:
        self.styles = styles
        self.colours = colours or Colours()
        self._fonts = fonts or Fonts()
        self._settings: dict[tuple[str, str | None, int | None, int, bool], Setting] = {}
        self._arounds: dict[Around, Around] = {}
        self.tables = TableStyles(styles)

    def setting(self, own: ParagraphProperties, around: Around) -> Setting:
        """Where the runs of a paragraph stand."""
        key = (own.style, own.shade, own.line, id(around), own.outside)
        found = self._settings.get(key)
        if found is None:
            style = own.style or self.styles.default
            styled = self.styles.paragraph(style)
            shade = styled.shade if own.shade is None else own.shade
            found = Setting(
                style, shade, styled.line if own.line is None else own.line, around, own.outside or styled.outside
            )
            self._settings[key] = found
        return found

    def around(self, around: Around) -> Around:
        """The one object for all that is like this."""
        return self._arounds.setdefault(around, around)

    def of(self, own: RunProperties, setting: Setting) -> Look:
        """How the text of a run looks."""
        found = setting.known.get(own)
        if found is None:
            found = setting.known[own] = self._look(own, setting)
        return found

    def _look(self, own: RunProperties, setting: Setting) -> Look:
        styles = self.styles
        character = styles.text(own.style)
        around = over(styles.text(setting.style), over(setting.around.text, styles.defaults))
        text = over(own, over(character, around))
        hidden = bool(character.vanish or around.vanish) if own.vanish is None else own.vanish
        return Look(hidden, bool(text.struck), self._unseen(text, setting))

    def _unseen(self, text: RunProperties, setting: Setting) -> str:
        if setting.outside:
            return "tekst die buiten de bladzijde staat"
        size = whole(text.size)
        if size is not None and size <= _SMALLEST_HALF_POINTS:
            return f"onleesbaar kleine tekst ({size / 2:g} punt)"
        size = size or _ORDINARY_HALF_POINTS
        heights = [height for height in (setting.line, setting.around.row) if height is not None]
        if any(0 <= height < _LOWEST_LINE * size for height in heights):
            return "tekst die is afgesneden"
        return _pressed(text, size) or self._fonts.unreadable(text.font) or self._lost(text, setting)

    def _lost(self, text: RunProperties, setting: Setting) -> str:
        """Why text cannot be told from what it lies on."""
        written = text.shade or setting.shade
        ground = self.colours.ground(written) if written else setting.around.ground
        colour = self.colours.shown(text.colour)
        if colour == CLEAR:
            return "tekst zonder kleur"
        if colour in ("", "auto"):
            # Word takes what shows, black or white; on a marker it does not look
            colour = "000000" if written and is_marked(written) else ""
        if ground == MIXED and colour:
            return ON_PATTERN
        if not alike(colour, ground):
            return ""
        return "witte tekst op wit" if alike(ground, PAPER) else "tekst in de kleur van haar achtergrond"


def _pressed(text: RunProperties, size: int) -> str:
    scale, fit = whole(text.scale.removesuffix("%")), whole(text.fit)
    spacing, position = whole(text.spacing), whole(text.position)
    if (scale is not None and 0 < scale <= _NARROWEST_PERCENT) or (fit is not None and 0 < fit <= _NARROWEST_TWIPS):
        return "tekst die onleesbaar smal is gemaakt"
    if spacing is not None and -spacing >= _PRESSED * size:
        return "letters die over elkaar staan"
    if position is not None and abs(position) >= 2 * size:
        return "tekst die van haar regel is gehaald"
    return ""
