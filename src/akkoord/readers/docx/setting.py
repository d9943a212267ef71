"""How a file looks as a whole: its styles, colours, fonts and the colour of its pages."""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.colours import PAPER, Colours, written_colour
from akkoord.readers.docx.fonts import Fonts
from akkoord.readers.docx.looks import ON_PAPER, Around, Looks
from akkoord.readers.docx.properties import VAL, is_on
from akkoord.readers.docx.styles import Styles


def read_looks(styles: Element | None, theme: Element | None, settings: Element | None) -> Looks:
    """The looks of a file with these parts."""
    return Looks(Styles(styles), Colours(theme, settings), Fonts(theme))


def page_of(document: Element, settings: Element | None, looks: Looks) -> Around:
    """What the text of a file lies on when nothing else is said: paper, or the colour of its pages (17.2.1)."""
    background = document.find(w("background"))
    shows = settings.find(w("displayBackgroundShape")) if settings is not None else None
    if background is None or shows is None or not is_on(shows.get(VAL, "1")):
        return ON_PAPER
    colour = looks.colours.shown(written_colour(background))
    return Around(colour if colour not in ("", "auto") else PAPER)
