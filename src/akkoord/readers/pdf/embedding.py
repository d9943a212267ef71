"""What a PDF for the archive may not have, also where it lies in a compressed stream of objects.

Source: ISO 19005-2:2011, 6.2.11.4 (font programs are embedded) and 6.5 (actions that are forbidden).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from akkoord.readers.pdf.opening import UNREADABLE

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_WITHOUT = ("/Type0", "/Type3")
"""Fonts that have no program of their own: the one of their descendant counts, or glyphs drawn in the page."""
_ACTIONS = ("/JavaScript", "/Launch")


def fonts_left_out(data: bytes) -> tuple[str, ...]:
    """The names of fonts whose program is not in a PDF; () for a file that cannot be opened."""
    return tuple(sorted({_name(font) for font in _dictionaries(data) if _is_left_out(font)}))


def forbidden_actions(data: bytes) -> tuple[str, ...]:
    """The actions in a PDF that run something, `/JavaScript` or `/Launch`; () for a file that cannot be opened."""
    found = {str(one.get("/S", "")) for one in _dictionaries(data)}
    return tuple(action for action in _ACTIONS if action in found)


def _dictionaries(data: bytes) -> Iterator[pikepdf.Object]:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Dictionary):
                    yield one
    except UNREADABLE:
        return


def _is_left_out(font: pikepdf.Object) -> bool:
    if str(font.get("/Type", "")) != "/Font" or str(font.get("/Subtype", "")) in _WITHOUT:
        return False
    descriptor = font.get("/FontDescriptor")
    return descriptor is None or not any(program in descriptor for program in _PROGRAMS)


def _name(font: pikepdf.Object) -> str:
    return str(font.get("/BaseFont", "/?")).lstrip("/")
