"""R179: Op iedere bladzijde staan de naam van het stuk, de versie, en welke bladzijde van hoeveel het is.

Een losse bladzijde die niets van zichzelf zegt, is ongemerkt te vervangen. De regel leest kop en voet van iedere
bladzijde van iedere PDF in het pakket. Een titelblad heeft geen kop en voet: daar staan naam en versie zelf op.

Fout:

    Pagina 3                                  # van hoeveel?

Goed:

    versie 1.0 · kenmerk 556f92b70671    Pagina 3 van 13
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    del settings
    # Only who looks at packs needs the library behind it, which is slow to load.
    from akkoord.readers.pdf.printed import margins_of

    names = {text.kind: text.document.meta for text in view.set.texts}
    for file in view.files:
        meta = names.get(file.removesuffix(".pdf"))
        if meta is None or not file.endswith(".pdf"):
            continue
        pages = margins_of(view.read(file))
        for number, words in enumerate(pages, 1):
            if number == 1 and not words:
                continue  # the title page
            wanted = {
                "de naam van het stuk": (meta.short_title or meta.title) in words or meta.title in words,
                "de versie": not meta.version or f"versie {meta.version}" in words,
                "de bladzijde en het aantal": re.search(rf"(?<!\d){number} van {len(pages)}(?!\d)", words) is not None,
            }
            missing = ", ".join(what for what, there in wanted.items() if not there)
            if missing:
                message = f"bladzijde {number} van deze PDF mist in kop en voet: {missing}"
                place = Span(f"{view.place}/{file}")
                yield Finding(message, place, f"bladzijde {number}", f"… versie … {number} van {len(pages)}")


RULE = PackRule(
    id="R179",
    severity=Severity.WARNING,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
