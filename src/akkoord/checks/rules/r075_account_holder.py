"""R075: De rekening staat op naam van de aanbieder, of er staat bij waarom niet.

Een rekening op een andere naam is vaak een moederbedrijf, en soms fraude. Wie haar toch gebruikt, legt de reden vast.

Fout:

    account: {iban: NL93 VRBD 0000 0000 02, holder: Voorbeeld Holding B.V.}

Goed:

    account: {iban: NL93 VRBD 0000 0000 02, holder: Voorbeeld Holding B.V., reason: betaalafspraak van 1 november 2022}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.definitions import normal
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Related, Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    del settings
    for provider in view.providers:
        account = provider.account
        if account is not None and normal(account.holder) != normal(provider.legal_name) and not account.reason:
            message = "de rekening staat op een andere naam dan die van de aanbieder"
            place = provider.place("account.holder")
            related = (Related(provider.place("legal_name"), "de aanbieder"),)
            hint = "voeg `reason` toe als dit is afgesproken"
            yield Finding(message, place, account.holder, provider.legal_name, (hint,), related, provider=provider.id)


RULE = RegionRule(
    id="R075",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
