"""The calls of PDFium that are made for every object on a page, as fast as Python can make them.

pypdfium2 makes an object for every pointer that goes in or out and lets go of the interpreter
around every call; both take longer than what is called. Here a pointer is a whole number. The
functions are those that pypdfium2 has loaded; PDFium's `fpdf_edit.h` describes them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import pypdfium2.raw as raw

if TYPE_CHECKING:
    from ctypes import _CDataType, _Pointer  # pyright: ignore[reportPrivateUsage]  # the types of ctypes have no others

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_SIZE = ctypes.c_ulong


def _call(name: str, result: type[_CDataType], *arguments: type[_CDataType]) -> Callable[..., int]:
    function = address(getattr(raw, name))
    return cast("Callable[..., int]", ctypes.PYFUNCTYPE(result, *arguments)(function))


def address(pointer: object) -> int:
    """The address that a pointer of pypdfium2 holds; good for as long as what it points to is open."""
    return ctypes.cast(cast("_Pointer[ctypes.c_char]", pointer), _POINTER).value or 0


def places(numbers: ctypes.Array[ctypes.c_float]) -> Sequence[int]:
    """The addresses of `numbers`, which must be kept for as long as these are used."""
    first = ctypes.addressof(numbers)
    return tuple(range(first, first + ctypes.sizeof(numbers), ctypes.sizeof(ctypes.c_float)))


object_at: Callable[[int, int], int] = _call("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
object_type: Callable[[int], int] = _call("FPDFPageObj_GetType", _INT, _POINTER)
bounds: Callable[[int, int, int, int, int], int] = _call("FPDFPageObj_GetBounds", _INT, *[_POINTER] * 5)
matrix: Callable[[int, int], int] = _call("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
content_number: Callable[[int], int] = _call("FPDFPageObj_GetMarkedContentID", _INT, _POINTER)
mark_count: Callable[[int], int] = _call("FPDFPageObj_CountMarks", _INT, _POINTER)
mark_at: Callable[[int, int], int] = _call("FPDFPageObj_GetMark", _POINTER, _POINTER, _SIZE)
mark_name: Callable[[int, int, int, int], int] = _call(
    "FPDFPageObjMark_GetName", _INT, _POINTER, _POINTER, _SIZE, _POINTER
)
mark_text: Callable[[int, bytes, int, int, int], int] = _call(
    "FPDFPageObjMark_GetParamStringValue", _INT, _POINTER, ctypes.c_char_p, _POINTER, _SIZE, _POINTER
)
text: Callable[[int, int, int, int], int] = _call("FPDFTextObj_GetText", _SIZE, _POINTER, _POINTER, _POINTER, _SIZE)
count_characters: Callable[[int], int] = _call("FPDFText_CountChars", _INT, _POINTER)
page_text: Callable[[int, int, int, int], int] = _call("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
character: Callable[[int, int], int] = _call("FPDFText_GetUnicode", _INT, _POINTER, _INT)
character_owner: Callable[[int, int], int] = _call("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
font_size: Callable[[int, int], int] = _call("FPDFTextObj_GetFontSize", _INT, _POINTER, _POINTER)
render_mode: Callable[[int], int] = _call("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
