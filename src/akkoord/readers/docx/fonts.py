"""Fonts that draw something else than the letters that are written."""

from __future__ import annotations

from akkoord.ooxml import Element

_A_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SYMBOLS = frozenset((
    "bookshelf symbol 7", "marlett", "monotype sorts", "mt extra", "opensymbol", "starsymbol", "symbol", "webdings",
    "wingdings", "wingdings 2", "wingdings 3", "zapf dingbats", "zapfdingbats",
))  # fmt: skip
"""In these a letter is a picture or a letter of another alphabet."""


class Fonts:
    """The fonts of a file, given its theme."""

    def __init__(self, theme: Element | None = None) -> None:
        self._theme: dict[str, str] = {}
        for key in ("major", "minor"):
            latin = theme.find(f".//{_A_NS}{key}Font/{_A_NS}latin") if theme is not None else None
            self._theme[f"@{key}"] = latin.get("typeface", "") if latin is not None else ""

    def unreadable(self, font: str) -> str:
        """Why text in this font cannot be read, "" when it can; "@minor" and "@major" are those of the theme."""
        name = self._theme.get(font, font)
        return f"tekst in een lettertype zonder gewone letters ({name})" if name.lower() in _SYMBOLS else ""
