"""R067: Naam, rechtsvorm en zetel zijn die van het uittreksel uit het handelsregister.

Een contract met een naam die niet bestaat, is een contract met niemand. De regel vergelijkt de gegevens van een
aanbieder met wat er over hem in het uittreksel staat, voor zover dat is vastgelegd.

Fout:

    legal_form: besloten vennootschap
    extract: {legal_form: stichting, …}

Goed:

    legal_form: stichting
    extract: {legal_form: stichting, …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Related, Severity


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    del settings
    for provider in view.providers:
        extract = provider.extract
        if extract is None:
            continue
        pairs = (
            ("legal_name", "de statutaire naam", provider.legal_name, extract.legal_name),
            ("legal_form", "de rechtsvorm", provider.legal_form, extract.legal_form),
            ("seat", "de zetel", provider.seat, extract.seat),
        )
        for key, what, own, registered in pairs:
            if own != registered:
                related = (Related(provider.place(f"extract.{key}"), "het uittreksel"),)
                message = f"{what} is een andere dan in het uittreksel"
                yield Finding(message, provider.place(key), own, registered, related=related, provider=provider.id)


RULE = RegionRule(
    id="R067",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH002", "`extract`"),
        Held("SCH005", "`extract`"),
        Held("SCH006", "`extract`"),
    ),
    check=_check,
)
