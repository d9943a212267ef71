"""How wide words get in a table, in whatever font a program has: a document is read where the house font is not.

Word, LibreOffice and a viewer take another font for one they do not have, mostly a wider one. An amount that does not
fit its column is then broken in the middle. So columns are measured in the widest of the usual substitutes, DejaVu
Sans (Verdana has the same widths): not letter by letter, but by sorts of letters that are about as wide.
"""

from __future__ import annotations

_SIZE = 9.5 * 25.4 / 72
"""Millimetres of an em in a table."""
_SIGNS = {
    **dict.fromkeys("0123456789€", 0.64),
    **dict.fromkeys(".,:;'’ \u00a0|", 0.34),
    **dict.fromkeys("-–()/filjrtI", 0.40),
    **dict.fromkeys("×=+−", 0.84),
    **dict.fromkeys("mwMW%@", 0.99),
}
_OTHERS = 0.64
_BOLD = 1.15


def width(words: str, *, bold: bool = False) -> float:
    """Millimetres that `words` take on one line of a table, in the widest font they may be shown in."""
    shares = sum(_SIGNS.get(letter, _OTHERS) for letter in words)
    return _SIZE * shares * (_BOLD if bold else 1)
