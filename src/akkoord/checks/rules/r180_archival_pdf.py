"""R180: Iedere PDF van een pakket is PDF/A van het gevraagde deel, met zijn lettertypen en zonder scripts.

De regel leest wat een PDF van zichzelf zegt, en zoekt naar wat niet mag: versleuteling, een script of opdracht, en een
lettertype dat er niet in zit. Dat de bestanden ook aan de hele norm voldoen, toetsen de tests van dit programma met de
bibliotheek van veraPDF.

Fout:

    # een PDF die uit Word is afgedrukt: geen PDF/A

Goed:

    # een PDF van `build`: PDF/A-2a
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span

_PART = re.compile(rb"<pdfaid:part>\s*([0-9])|pdfaid:part\s*=\s*[\"']([0-9])")
_FORBIDDEN = ((b"/Encrypt", "versleuteling"), (b"/JavaScript", "een script"), (b"/Launch", "een opdracht"))


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    # Only who looks at packs needs the library behind it, which is slow to load.
    from akkoord.readers.pdf.embedding import fonts_left_out, forbidden_actions

    wanted = settings.text("part")
    for name in view.files:
        if not name.endswith(".pdf"):
            continue
        data, place = view.read(name), Span(f"{view.place}/{name}")
        found = _PART.search(data)
        part = (found[1] or found[2]).decode() if found else ""
        if part != wanted:
            message = "deze PDF zegt niet dat zij PDF/A van het gevraagde deel is"
            yield Finding(message, place, f"PDF/A-{part}" if part else "geen PDF/A", f"PDF/A-{wanted}")
        hidden = forbidden_actions(data)
        for mark, what in _FORBIDDEN:
            if mark in data or mark.decode() in hidden:
                yield Finding(f"in deze PDF zit {what}", place, mark.decode(), "een PDF zonder")
        for font in fonts_left_out(data):
            yield Finding("in deze PDF zit een lettertype niet", place, font, "elk lettertype ingesloten")


RULE = PackRule(
    id="R180",
    severity=Severity.ERROR,
    scope=(Scope.FILE,),
    basis=(Basis.PUBLIC,),
    settings=(Setting("part", "2", "het deel van ISO 19005."),),
    check=_check,
)
