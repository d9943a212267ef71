"""What a PDF has for who cannot see it: title, language, and a structure that can be read aloud.

Source: ISO 32000-1:2008, 14.7 (logical structure), 14.8 (tagged PDF) and 14.9 (accessibility).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

import pikepdf

from akkoord.readers.pdf.opening import UNREADABLE

_HEADING = re.compile(r"/H([1-6])")
_MARKED_HEADINGS = 2
"""From so many headings on there is something to jump to."""


class Lack(StrEnum):
    """What a PDF does not say of itself, for who has it read aloud."""

    TITLE = "titel"
    LANGUAGE = "taal"
    STRUCTURE = "structuur"
    HEADINGS = "volgorde van koppen"
    TABLE_HEADERS = "kopcellen van een tabel"
    DESCRIPTION = "beschrijving van een afbeelding"
    BOOKMARKS = "bladwijzers"


def lacks(data: bytes, language: str) -> tuple[Lack, ...]:
    """What a PDF in `language` (`nl-NL`) lacks, in the order of `Lack`; () for a file that cannot be opened."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return tuple(_lacks(pdf, language))
    except UNREADABLE:
        return ()


def _lacks(pdf: pikepdf.Pdf, language: str) -> Iterator[Lack]:
    root = pdf.Root
    if not str(pdf.docinfo.get("/Title", "")).strip() or not _is_set(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Lack.TITLE
    if str(root.get("/Lang", "")).casefold() != language.casefold():
        yield Lack.LANGUAGE
    if "/StructTreeRoot" not in root or not _is_set(root, "/MarkInfo", "/Marked"):
        yield Lack.STRUCTURE
        return
    elements = tuple(_elements(root["/StructTreeRoot"]))
    levels = [int(level[1]) for name, _ in elements if (level := _HEADING.fullmatch(name)) is not None]
    if any(later > former + 1 for former, later in zip((0, *levels), levels, strict=False)):
        yield Lack.HEADINGS
    tables = [element for name, element in elements if name == "/Table"]
    if any(all(name != "/TH" for name, _ in _elements(table)) for table in tables):
        yield Lack.TABLE_HEADERS
    if any(name == "/Figure" and "/Alt" not in e and "/ActualText" not in e for name, e in elements):
        yield Lack.DESCRIPTION
    if len(levels) >= _MARKED_HEADINGS and "/First" not in root.get("/Outlines", pikepdf.Dictionary()):
        yield Lack.BOOKMARKS


def _is_set(root: pikepdf.Object, group: str, name: str) -> bool:
    return bool(root.get(group, pikepdf.Dictionary()).get(name, False))


def _elements(top: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The elements of structure under `top`, in reading order, each with its type (`/H1`)."""
    left = _children(top)
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield str(one["/S"]), one
            left += _children(one)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    """What stands in an element, last first."""
    inside = element.get("/K")
    if inside is None:
        return []
    return list(inside)[::-1] if isinstance(inside, pikepdf.Array) else [inside]
