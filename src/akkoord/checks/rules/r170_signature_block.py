"""R170: Ieder blok voor een handtekening vraagt naam, functie, hoedanigheid, plaats, datum en handtekening.

Zonder hoedanigheid is niet te zien namens wie iemand tekent, zonder datum niet wanneer de overeenkomst gesloten is.
De regel kijkt naar de ondertekeningspagina's, zoals zij voor iedere partij zijn samengesteld.

Fout:

    {{ partij.naam }} tekent.          # een pagina zonder blok

Goed:

    {{ partij.naam }} tekent.

    ::: handtekening
    :::
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Related, Severity
from akkoord.tree import Clause, SignatureBlock, all_blocks, plain_text


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    for page in text.document.signature_pages:
        blocks = [block for block in all_blocks((page,)) if isinstance(block, SignatureBlock)]
        if not blocks:
            message = "op deze ondertekeningspagina is geen plaats om te tekenen"
            hint = ("voeg aan de clausule een regel `::: handtekening` toe",)
            clauses = [block for block in all_blocks((page,)) if isinstance(block, Clause) and block.span is not None]
            related = tuple(Related(clause.span, "de clausule van deze pagina") for clause in clauses if clause.span)
            yield Finding(message, page.span or text.spec.span, plain_text(page.title), hints=hint, related=related)
        for block in blocks:
            there = {row.label for row in block.rows}
            missing = [label for label in settings.texts("rows") if label not in there]
            if missing:
                message = f"het blok van {block.heading} vraagt niet alles"
                yield Finding(message, block.span or text.spec.span, block.heading, ", ".join(missing))


RULE = TextRule(
    id="R170",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "rows",
            ("Naam", "Functie", "Hoedanigheid", "Plaats", "Datum", "Handtekening"),
            "wat ieder blok vraagt.",
        ),
    ),
    check=_check,
)
