"""R187: In een bestand dat weggaat staat geen opmerking, auteur of andere interne gegevens.

Een opmerking in Word of een auteur in de eigenschappen zegt een ander wat hij niet hoort te weten.

Fout:

    <!-- intern: deze aanbieder scoorde een 6 -->

Goed:

    # een bestand zoals `build` het maakt
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import AkkoordError, Severity, Span

_TRACES = {
    ".html": ((re.compile(rb"<!--(?!\[)"), "een opmerking"),),
    ".pdf": (
        (re.compile(rb"/Author\s*[(<]|<dc:creator>"), "een auteur"),
        (re.compile(rb"/Subtype\s*/Text\b"), "een notitie"),
    ),
    ".ics": ((re.compile(rb"^(?:ATTENDEE|COMMENT)[;:]", re.MULTILINE), "een deelnemer of opmerking"),),
}
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
    if kind == ".docx":
        from akkoord.ooxml import read_package  # loads lxml, and most checks look at no pack

        try:
            package = read_package(view.read(name), name)
        except AkkoordError:
            return  # a file that is no Word document is for R172
        if any(part in package.parts for part in _WORD_PARTS):
            yield "een opmerking"
        if re.search(rb"<cp:lastModifiedBy>[^<]", package.parts.get("docProps/core.xml", b"")):
            yield "een auteur"


RULE = PackRule(
    id="R187",
    severity=Severity.WARNING,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
