"""R171: Wie aan een convenant of overeenkomst gebonden is, tekent of is vertegenwoordigd.

Een convenant dat "alle partijen" bindt en alleen door een bestuur wordt getekend, bindt dat bestuur. Een convenant
heeft een pagina voor iedere aanbieder, voor de gemeenten, en voor de organisatie die het uitvoert; een overeenkomst
voor de aanbieder en de gemeenten.

Fout:

    signature_pages: {title: Ondertekening, provider: tekenen}

Goed:

    signature_pages:
      title: Ondertekening
      provider: tekenen
      municipality: tekenen
      organisation: tekenen-organisatie
      organisation_role: uitvoeringsorganisatie
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort not in (TextSort.COVENANT, TextSort.AGREEMENT):
        return
    pages = text.spec.signature_pages
    if pages is None:
        hint = ("voeg `signature_pages` toe aan het document",)
        yield Finding("niemand tekent dit document", text.spec.span, text.kind, "een pagina voor iedere partij", hint)
        return
    wanted = [("de aanbieder", pages.provider), ("de gemeenten", pages.municipality)]
    if text.sort is TextSort.COVENANT:
        wanted.append(("de uitvoeringsorganisatie", pages.organisation))
    missing = [who for who, use in wanted if use is None]
    if missing:
        message = f"{' en '.join(missing)} tekenen niet" if len(missing) > 1 else f"{missing[0]} tekent niet"
        yield Finding(message, pages.span, text.kind, f"een pagina voor {' en '.join(missing)}")


RULE = TextRule(
    id="R171",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
