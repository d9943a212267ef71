"""R093: Het aantal budgetten en functiegroepen in de tekst is het aantal in de tabel.

De overeenkomst noemt hoeveel er zijn; de tabel van elk perceel laat ze zien. Het profiel zegt bij `lists` welk feit bij
welke soort hulp hoort: `overeenkomst.functiegroepen: ambulant`. Elk perceel met die soort heeft er precies zoveel.

Fout:

    overeenkomst: {functiegroepen: {value: 7, source: nota}}      # de tabel heeft zes rijen

Goed:

    overeenkomst: {functiegroepen: {value: 6, source: nota}}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    rates = view.region_view.rates
    current = rates.on(view.edition.date) if rates is not None else None
    if current is None:
        return
    for line in filter(None, settings.texts("lists")):
        name, _, kind = (part.strip() for part in line.partition(":"))
        wanted = view.fact(name)
        for lot in current.lots if isinstance(wanted, int) else ():
            rows = [rate for rate in lot.rows if rate.kind == kind]
            if rows and len(rows) != wanted:
                message = f"perceel {lot.lot} heeft {len(rows)} rijen van de soort `{kind}`, en `{name}` is {wanted}"
                related = (Related(view.fact_place(name), f"hier staat `{name}`"),)
                yield Finding(message, rows[-1].span, str(len(rows)), str(wanted), related=related, context=message)


RULE = SetRule(
    id="R093",
    severity=Severity.WARNING,
    scope=(Scope.ANNEX,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "lists",
            ("overeenkomst.functiegroepen: ambulant", "overeenkomst.keuzebudgetten: keuzebudget"),
            "welk feit hoeveel rijen van welke soort hulp telt, als `feit: soort`.",
        ),
    ),
    check=_check,
)
