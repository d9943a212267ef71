"""R173: De laatste handtekening sluit het bestand: daarna verandert er niets meer zonder dat het te zien is.

Wie als laatste tekent, en de enige is met die volgorde, vergrendelt het bestand; een eerdere handtekening doet dat
niet, anders kan de volgende niet meer tekenen. Delen twee partijen de laatste plaats, dan vergrendelt geen van beide.
Of er na het tekenen iets is veranderd, zegt `verify` van wat terugkwam.

Fout:

    # de gemeenten tekenen als laatste, en hun veld vergrendelt niet

Goed:

    # het veld van de gemeenten vergrendelt het bestand, dat van de aanbieder niet
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, PackRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView
from akkoord.diagnostics import Severity, Span


def _check(view: PackView, settings: Settings) -> Iterator[Finding]:
    for document in view.manifest.documents:
        signers = [signer for signer in document.signers if signer.page]
        if not signers:
            continue
        place = Span(f"{view.place}/{document.kind}.pdf")
        last = max(signer.rank for signer in signers)
        at_the_end = [signer for signer in signers if signer.rank == last]
        for signer in signers:
            wanted = len(at_the_end) == 1 and signer.rank == last
            if signer.locks is not wanted:
                message = "dit veld vergrendelt het bestand " + ("niet" if wanted else "te vroeg")
                yield Finding(message, place, f"{signer.party}: {signer.field}", "alleen de laatste vergrendelt")


RULE = PackRule(
    id="R173",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.LAW,),
    check=_check,
)
