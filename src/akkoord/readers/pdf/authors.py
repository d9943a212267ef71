"""Whom a PDF names as its author: in its properties, and in its metadata (ISO 32000-1:2008, 14.3)."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pikepdf

from akkoord.readers.pdf.opening import UNREADABLE

_CREATORS = re.compile(rb"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
"""In metadata, which a PDF for the archive holds as it is, not compressed."""
_CREATOR = re.compile(r"<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)


def authors_of(data: bytes) -> frozenset[str] | None:
    """The authors that a PDF names; None for a file that cannot be opened."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            named = str(pdf.docinfo.get("/Author", ""))
    except UNREADABLE:
        return None
    said = (found[1].decode("utf-8", "replace") for found in _CREATORS.finditer(data))
    creators = (unescape(one[1]).strip() for words in said for one in _CREATOR.finditer(words))
    return frozenset(filter(None, (named, *creators)))
