"""R083: Een toelating noemt het initiatief, de datum en het besluit, en ligt binnen de looptijd van het convenant.

Wie van buiten de convenantpercelen komt, is partij door een besluit met een initiatief. Zonder die twee is er niets om
op te toetsen; een toelating voor het begin of na het einde laat toe tot niets. Het initiatief wordt bij het lezen
gezien.

Fout:

    admission: {date: 2031-02-01, decision: besluit, initiative: voorbeeld-samen}   # het convenant eindigt in 2030

Goed:

    admission: {date: 2023-06-01, decision: besluit, initiative: voorbeeld-samen}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    first, last = view.fact(settings.text("start")), view.fact(settings.text("end"))
    for provider in view.region_view.providers:
        admission = provider.admission
        if admission is None:
            continue
        early = isinstance(first, date) and admission.date < first
        if early or (isinstance(last, date) and admission.date > last):
            name, limit = (settings.text("start"), first) if early else (settings.text("end"), last)
            assert isinstance(limit, date)  # noqa: S101  a bug of ours: one of the two is the reason to be here
            message = f"de toelating ligt {'voor het begin' if early else 'na het einde'} van het convenant"
            related = (Related(view.fact_place(name), f"hier staat `{name}`"),)
            expected = f"{'vanaf' if early else 'tot en met'} {long_date(limit)}"
            place = provider.place("admission.date")
            yield Finding(message, place, long_date(admission.date), expected, related=related, provider=provider.id)


RULE = SetRule(
    id="R083",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("start", "looptijd.start", "het feit met de eerste dag."),
        Setting("end", "looptijd.uiterste_eind", "het feit met de laatste dag."),
    ),
    codes=(
        Held("SPC011"),
        Held("SPC012"),
        Held("SPC013"),
        Held("SCH002", "`admission`"),
        Held("SCH005", "`admission`"),
    ),
    check=_check,
)
