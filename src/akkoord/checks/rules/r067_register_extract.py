"""R067: Naam, rechtsvorm en zetel zijn die van het uittreksel uit het handelsregister.

Een contract met een naam die niet bestaat, is een contract met niemand. De regel vergelijkt de gegevens van een
aanbieder met wat er over hem in het uittreksel staat, voor zover dat is vastgelegd; anders de rechtsvorm met die in de
naam zelf.

Fout:

    legal_form: besloten vennootschap
    extract: {legal_form: stichting, …}

Goed:

    legal_form: stichting
    extract: {legal_form: stichting, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Provider

_FORMS = (
    (re.compile(r"(?<!\w)B\.?V\.?$"), "besloten vennootschap"),
    (re.compile(r"(?<!\w)N\.?V\.?$"), "naamloze vennootschap"),
    (re.compile(r"(?<!\w)U\.?A\.?$|^Coöperati"), "coöperatie"),
    (re.compile(r"^Stichting(?!\w)"), "stichting"),
    (re.compile(r"^Vereniging(?!\w)"), "vereniging"),
)
"""How a name says its legal form; what stands at its end goes before how it begins."""


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    del settings
    for provider in view.providers:
        extract = provider.extract
        if extract is None:
            yield from _name_and_form(provider)
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


def _name_and_form(provider: Provider) -> Iterator[Finding]:
    """A name that says one legal form beside another one: `Stichting …` as a private company."""
    named = next((form for pattern, form in _FORMS if pattern.search(provider.legal_name)), "")
    said = next((form for _, form in _FORMS if provider.legal_form.casefold().startswith(form)), "")
    if named and said and named != said:
        related = (Related(provider.place("legal_name"), "de naam"),)
        message = "de rechtsvorm is een andere dan die in de statutaire naam"
        place = provider.place("legal_form")
        yield Finding(message, place, provider.legal_form, named, related=related, provider=provider.id)


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
