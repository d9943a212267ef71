"""R187: In een bestand dat weggaat staat geen opmerking, auteur of andere interne gegevens.

Een opmerking in Word, een wijziging die nog openstaat of een auteur in de eigenschappen zegt een ander wat hij niet
hoort te weten. De organisatie die het stuk uitgeeft, en die `build` erin zet, is geen auteur in die zin; een persoon of
een ander programma wel.

Fout:

    <!-- intern: deze aanbieder scoorde een 6 -->

Goed:

    # een bestand zoals `build` het maakt
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import AkkoordError, Severity, Span

_TRACES = {
    ".html": ((re.compile(rb"<!--(?!\[)"), "een opmerking"),),
    ".pdf": ((re.compile(rb"/Subtype\s*/Text\b"), "een notitie"),),
    ".ics": ((re.compile(rb"^(?:ATTENDEE|COMMENT)[;:]", re.MULTILINE), "een deelnemer of opmerking"),),
}
_AUTHOR_IN_PDF = re.compile(rb"/Author\s*[(<]|<dc:creator>")
_AUTHOR_IN_WORD = re.compile(r"<(dc:creator|cp:lastModifiedBy)(?:\s[^>]*)?>([^<]+)</\1>")
_MARKED_IN_WORD = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\s")
_WORD_PARTS = ("word/comments.xml", "word/people.xml")


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    for name in view.files:
        for what in _inside(name, view):
            message = f"in dit bestand zit {what}"
            yield Finding(
                message, Span(f"{view.place}/{name}"), what, "een bestand zonder", ("bouw het pakket opnieuw",)
            )


def _inside(name: str, view: PackView) -> Iterator[str]:
    kind = name[name.rfind(".") :]
    for pattern, what in _TRACES.get(kind, ()):
        if pattern.search(view.read(name)):
            yield what
    publishers = {text.document.meta.author for text in view.set.texts}
    if kind == ".pdf" and not _authors_in_pdf(view.read(name)) <= publishers:
        yield "een auteur"
    if kind == ".docx":
        from akkoord.ooxml import read_package  # loads lxml, and most checks look at no pack

        try:
            package = read_package(view.read(name), name)
        except AkkoordError:
            return  # a file that is no Word document is for R172
        if any(part in package.parts for part in _WORD_PARTS):
            yield "een opmerking"
        if _MARKED_IN_WORD.search(package.parts.get("word/document.xml", b"")) is not None:
            yield "een wijziging die nog openstaat"
        properties = package.parts.get("docProps/core.xml", b"").decode("utf-8", "replace")
        if not {unescape(found[2]) for found in _AUTHOR_IN_WORD.finditer(properties)} <= publishers:
            yield "een auteur"


def _authors_in_pdf(data: bytes) -> frozenset[str]:
    """The authors that a PDF names; of one that cannot be opened, whether it names any."""
    if _AUTHOR_IN_PDF.search(data) is None:
        return frozenset()
    from akkoord.readers.pdf.authors import authors_of  # loads the library, and most checks look at no pack

    known = authors_of(data)
    return frozenset({"?"}) if known is None else known


RULE = PackRule(
    id="R187",
    severity=Severity.WARNING,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
