"""R084: De overeenkomst noemt het plan van de aanbieder dat de regio van hem vraagt.

Het plan om te normaliseren staat buiten het convenant en bindt alleen als de overeenkomst het noemt of erbij voegt. Aan
welke woorden zo'n bepaling te kennen is, zegt het profiel bij `words`: alle woorden staan in één alinea.

Fout:

    words: [normaliseren, plan]      # geen alinea van de overeenkomst noemt een plan om te normaliseren

Goed:

    Opdrachtnemer voert zijn plan van aanpak voor Normaliseren uit.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity
from akkoord.library import ClauseStatus


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    words = [word.lower() for word in settings.texts("words") if word]
    final = text.edition.status is not ClauseStatus.CONCEPT
    if text.sort is not TextSort.AGREEMENT or not words or not final:
        return
    if not any(all(word in passage.text.lower() for word in words) for passage in text.passages):
        message = "de overeenkomst noemt het plan niet dat de regio van de aanbieder vraagt"
        expected = f"een bepaling met {' en '.join(words)}"
        yield Finding(message, text.spec.span, text.document.meta.short_title, expected)


RULE = TextRule(
    id="R084",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("words", ("",), "woorden die samen in de alinea over het plan staan."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
