"""R074: De verklaringen die een perceel vraagt, zijn er, en gelden op de dag waarop de editie ingaat.

Een polis die verlopen is, dekt niets. Welke verklaringen een perceel vraagt, staat in het profiel bij het perceel
(`statements`). De regel neemt van elke soort de verklaring die het langst geldt. Een verklaring die niemand vraagt en
die er wel is, geldt ten minste op de dag waarop de aanbieder de overeenkomst aangaat.

Fout:

    lots: [{number: 2, statements: [verzekering], …}]
    statements: [{kind: verzekering, issued_on: 2021-12-20, valid_until: 2022-12-31, …}]     # editie van 1 januari 2023

Goed:

    statements: [{kind: verzekering, issued_on: 2022-12-20, valid_until: 2023-12-31, …}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.lots import lots_on
from akkoord.checks.rule import Basis, Held, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Provider, Statement


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    del settings
    if not view.has(TextSort.AGREEMENT):
        return
    provider, day = view.provider, view.set.edition.date
    held = lots_on(provider, day)
    needed = {kind: lot for lot in view.set.region.lots if lot.number in held for kind in lot.statements}
    for kind, lot in needed.items():
        own = [(index, s) for index, s in enumerate(provider.statements) if s.kind == kind]
        related = (Related(lot.span, f"perceel {lot.number} vraagt haar"),)
        if not own:
            message = f"de verklaring `{kind}` voor perceel {lot.number} ontbreekt"
            yield Finding(message, provider.place("lots"), kind, "", ("voeg haar toe bij `statements`",), related)
            continue
        yield from _expired(provider, own, day, related)
    if view.set.edition.id not in view.set.region.amends:
        for kind in dict.fromkeys(s.kind for s in provider.statements if s.kind not in needed):
            own = [(index, s) for index, s in enumerate(provider.statements) if s.kind == kind]
            yield from _expired(provider, own, day, ())


def _expired(
    provider: Provider, own: list[tuple[int, Statement]], day: date, related: tuple[Related, ...]
) -> Iterator[Finding]:
    index, last = max(own, key=lambda one: one[1].valid_until or date.max)
    until = last.valid_until
    if until is not None and last.issued_on <= until < day:
        message = f"de verklaring `{last.kind}` geldt niet meer op {long_date(day)}"
        place = provider.place(f"statements.{index}.valid_until")
        yield Finding(message, place, until.isoformat(), f"{day.isoformat()} of later", (), related)


RULE = ProviderRule(
    id="R074",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    codes=(
        Held("SCH002", "`statements`"),
        Held("SCH005", "`statements`"),
        Held("SCH006", "`statements`"),
    ),
    check=_check,
)
