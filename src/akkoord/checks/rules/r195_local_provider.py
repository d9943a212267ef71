"""R195: Een aanbieder die niet voor alle gemeenten werkt, heeft daarvoor een vastgelegde reden.

Fout:

    serves: ["0193"]

Goed:

    serves: ["0193"]
    serves_reason: Kleine aanbieder met één locatie; besluit van 4 november 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView
from akkoord.diagnostics import Severity


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    provider = view.provider
    if not provider.serves:
        return
    if not provider.serves_reason:
        found = ", ".join(provider.serves)
        yield Finding(
            f"{provider.legal_name} werkt niet voor alle gemeenten, en een reden ontbreekt",
            provider.place("serves"),
            found,
            "de reden bij `serves_reason`",
        )
    known = {m.code for m in view.set.region.municipalities}
    for index, code in enumerate(provider.serves):
        if code not in known:
            message = f"de gemeente `{code}` staat niet in het profiel"
            yield Finding(message, provider.place(f"serves.{index}"), code, "een code van een gemeente van de regio")


RULE = ProviderRule(
    id="R195",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
