"""R082: Het convenant zit in de set van wie een convenantperceel heeft of is toegelaten, en van niemand anders.

Wie een perceel van het convenant heeft en het niet tekent, is aan niets gebonden; wie het tekent zonder perceel of
toelating, is aan iets gebonden waar hij geen partij bij is. De regel werkt dit uit de gegevens zelf uit, los van de
voorwaarde in het documentbestand: de percelen van het profiel, de toelating en de uitstap.

Fout:

    when: percelen & [2, 4]      # perceel 5 hoort ook bij het convenant

Goed:

    when: (percelen & convenant_percelen or toelating) and not uitgestapt
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.lots import has_left, lots_on
from akkoord.checks.rule import Basis, Needs, ProviderRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Related, Severity


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("lots")
    value = view.set.fact(name)
    main = next((text for text in view.set.of(TextSort.COVENANT)), None)
    if not isinstance(value, tuple) or main is None:
        return
    provider, day = view.provider, view.set.edition.date
    if provider.admission is not None and provider.admission.date > day:
        return  # joins in the time of this edition or later: by an accession, which is not this document
    bound = sorted(lots_on(provider, day) & {lot for lot in value if isinstance(lot, int)})
    passed = any(main.kind in before.agreements for before in view.set.passed.get(provider.id, ()))
    expected = (bool(bound) or provider.admission is not None) and not has_left(provider, day) and not passed
    there = provider.id in view.set.entitled.get(main.kind, frozenset())
    if expected == there:
        return
    related = (Related(main.spec.place("when"), "de voorwaarde van het document"),)
    if expected:
        why = f"perceel {bound[0]} erbij hoort (`{name}`)" if bound else "de aanbieder is toegelaten"
        place = provider.place(f"lots.{provider.lots.index(bound[0])}") if bound else provider.place("admission")
        message = f"`{provider.id}` krijgt `{main.kind}` niet, terwijl {why}"
    else:
        left = has_left(provider, day)
        why = "uitgestapt is" if left else "geen perceel ervan heeft en niet is toegelaten"
        place = provider.place("exit") if left else provider.place("lots")
        message = f"`{provider.id}` krijgt `{main.kind}`, terwijl de aanbieder {why}"
    yield Finding(message, place, ", ".join(map(str, provider.lots)), related=related, document=main.kind)


RULE = ProviderRule(
    id="R082",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE, Basis.PRACTICE),
    settings=(Setting("lots", "convenant_percelen", "het feit met de percelen die bij het convenant horen."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
