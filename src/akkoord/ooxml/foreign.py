"""What a file is that should have been a package, so that its owner knows what to do."""

from __future__ import annotations

import re

from akkoord.diagnostics import Diagnostic, Span, error

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins (MS-CFB 2.2): what Office wrote before 2007, and the shell around an encrypted package."""

_AS_DOCX = "sla het in Word op als .docx"
_PDF = b"%PDF-"
_LOOKED_AT = 1024
"""Readers look so far for the sign of a PDF, because some programs put other bytes before it."""
_KNOWN = (
    (_PDF, "is een PDF, geen Word-document", "gebruik het Word-bestand waar de PDF van gemaakt is"),
    (b"{\\rtf", "is een RTF-bestand", _AS_DOCX),
    (b"<?xml", "is los XML-bestand, geen .docx", _AS_DOCX),
    (b"<html", "is een webpagina, geen Word-document", _AS_DOCX),
    (b"<!doctype", "is een webpagina, geen Word-document", _AS_DOCX),
)


_ENTRY = re.compile(r"'([^']+)'")


def not_a_package(data: bytes, file: str, reason: Exception) -> Diagnostic:
    """The finding for `data` that is no readable zip; `reason` is what the zip reader said of it."""
    span = Span(file)
    if not data:
        return error("PKG001", f"`{file}` is leeg: het heeft geen enkele byte", span)
    if data.startswith(_COMPOUND):
        return _compound(data, file)
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, what, hint in _KNOWN:
        if start.startswith(sign.lower()) or (sign == _PDF and sign.lower() in start):
            return error("PKG001", f"`{file}` {what}", span, hint)
    if data.startswith(b"PK"):
        hint = "haal het opnieuw op bij wie het stuurde, of open het in Word en sla het opnieuw op"
        named = _ENTRY.search(str(reason))
        where = f": `{named.group(1)}` klopt niet" if named else ""
        return error("PKG001", f"`{file}` is beschadigd of niet volledig{where}", span, hint)
    return error("PKG001", f"`{file}` is geen leesbaar zip-bestand, en dus geen .docx", span)


def _compound(data: bytes, file: str) -> Diagnostic:
    span = Span(file)
    if "EncryptedPackage".encode("utf-16-le") in data:
        return error(
            "PKG004", f"`{file}` is met een wachtwoord beveiligd", span, "sla het bestand op zonder wachtwoord"
        )
    if "WordDocument".encode("utf-16-le") in data:
        return error("PKG001", f"`{file}` is een Word-bestand van vóór 2007 (.doc)", span, _AS_DOCX)
    return error("PKG001", f"`{file}` is een Office-bestand van vóór 2007, geen .docx", span)
