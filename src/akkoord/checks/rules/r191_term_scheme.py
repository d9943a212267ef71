"""R191: De looptijd klopt als som: start, eerste termijn en verlengingen leiden naar het uiterste einde.

Wie de start, het eerste einde, de verlengingen en het uiterste einde los van elkaar opschrijft, kan er een vergeten
aan te passen. Een einde telt als laatste dag; een verlenging van een jaar schuift die dag een jaar op, en 29
februari wordt 28. De regel kijkt naar de feiten van het profiel, op de datum van de editie.

Fout:

    looptijd:
      start: {value: 2022-01-01, source: nota}
      basis_jaren: {value: 3, source: nota}
      verlenging_max_jaren: {value: [2, 2], source: nota}
      uiterste_eind: {value: 2029-12-31, source: nota}

Goed:

    looptijd:
      start: {value: 2022-01-01, source: nota}
      basis_jaren: {value: 3, source: nota}
      verlenging_max_jaren: {value: [2, 2], source: nota}
      uiterste_eind: {value: 2028-12-31, source: nota}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import Fact, SetView
from akkoord.diagnostics import Related, Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec.days import days_later, years_later


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    start, first_years = (view.fact(settings.text(name)) for name in ("start", "first_years"))
    end, ultimate = (view.fact(settings.text(name)) for name in ("end", "ultimate"))
    if isinstance(start, date) and isinstance(first_years, int):
        wanted = years_later(days_later(start, -1), first_years)
        if isinstance(end, date) and end != wanted:
            yield _differs(view, settings.text("end"), end, wanted, settings.text("start"))
        end = end if isinstance(end, date) else wanted
    years = _sum(view.fact(settings.text("extension_years")))
    if isinstance(end, date) and isinstance(ultimate, date) and years is not None:
        wanted = years_later(end, years)
        if ultimate != wanted:
            yield _differs(view, settings.text("ultimate"), ultimate, wanted, settings.text("extension_years"))
    if isinstance(start, date) and isinstance(end, date) and end < start:
        message = f"de looptijd eindigt vóór zij begint, op {long_date(start)}"
        yield Finding(message, view.fact_place(settings.text("end")), long_date(end))


def _sum(years: Fact | None) -> int | None:
    """How many years an extension, or a list of them, takes; None for what is no whole number of years."""
    every = years if isinstance(years, tuple) else (years,)
    whole = [one for one in every if isinstance(one, int)]
    return sum(whole) if len(whole) == len(every) else None


def _differs(view: SetView, name: str, there: date, wanted: date, other: str) -> Finding:
    return Finding(
        f"`{name}` is niet wat de andere feiten van de looptijd samen geven",
        view.fact_place(name),
        long_date(there),
        long_date(wanted),
        (f"schrijf `{wanted.isoformat()}`, of herstel `{other}`",),
        (Related(view.fact_place(other), f"hier staat `{other}`"),),
    )


RULE = SetRule(
    id="R191",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("start", "looptijd.start", "het feit met de eerste dag."),
        Setting("first_years", "looptijd.basis_jaren", "het feit met de lengte van de eerste termijn, in jaren."),
        Setting("end", "looptijd.eind", "het feit met de laatste dag van de eerste termijn."),
        Setting(
            "extension_years",
            "looptijd.verlenging_max_jaren",
            "het feit met de verlengingen in jaren: een getal, of een lijst.",
        ),
        Setting("ultimate", "looptijd.uiterste_eind", "het feit met de laatste dag na alle verlengingen."),
    ),
    check=_check,
)
