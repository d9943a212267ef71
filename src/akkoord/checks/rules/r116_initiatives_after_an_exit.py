"""R116: Na een uitstap staat de vertrokken partij in geen lopend initiatief meer.

Wie vertrekt, laat een plaats open: de aantallen van R100 tot en met R103 worden daarna zonder hem geteld, en een
tekort verschijnt daar. Deze regel noemt de initiatieven waarin hij nog staat.

Fout:

    exit: {notified_on: 2023-10-02, date: 2023-12-31, …}
    # en in een initiatief dat tot 2024-12-31 loopt `providers: [voorbeeld-zoe, …]`

Goed:

    # de vertrokken partij staat in geen initiatief dat na haar laatste dag loopt
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import covenant_kinds, running
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    left = {p.id: p.exit for p in view.region_view.providers if p.exit and p.exit.date < view.edition.date}
    if not covenant_kinds(view):
        return
    for initiative in running(view):
        for index, name in enumerate(initiative.providers):
            if (gone := left.get(name)) is not None:
                yield Finding(
                    f"`{name}` stapte op {long_date(gone.date)} uit het convenant, en staat nog in `{initiative.id}`",
                    initiative.place(f"providers.{index}"),
                    name,
                    "een initiatief met partijen die er nog zijn",
                    context=f"{name} {initiative.id}",
                    related=(Related(gone.span, "hier staat de uitstap"),),
                )


RULE = SetRule(
    id="R116",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    check=_check,
)
