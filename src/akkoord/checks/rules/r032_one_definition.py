"""R032: Een term heeft in de hele set één definitie.

Raamovereenkomst, bijlagen en convenant worden samen ondertekend. Zegt de ene dat een kleinschalige woonvorm ten
hoogste zes jeugdigen heeft en de andere acht, dan is er geen antwoord. Wie een term op twee plaatsen uitlegt, doet
dat met dezelfde clausule.

Fout:

    Convenant: **KGW**: wonen met ten hoogste zes jeugdigen.
    Bijlage bij perceel 2: **KGW**: wonen met ten hoogste acht jeugdigen.

Goed:

    Convenant: **KGW**: wonen met ten hoogste zes jeugdigen.
    Bijlage bij perceel 2: **KGW** heeft de betekenis van het Convenant.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    first: dict[str, Definition] = {}
    said: set[tuple[str, str]] = set()
    for definition in view.definitions:
        for form in definition.forms:
            known = first.setdefault(form.casefold(), definition)
            pair = (known.clause, definition.clause)
            if known.meaning != definition.meaning and known.clause != definition.clause and pair not in said:
                said.add(pair)
                if not settings.excepts(form):
                    yield _two(form, known, definition)


def _two(form: str, one: Definition, other: Definition) -> Finding:
    where = "hetzelfde document" if one.kind == other.kind else f"`{one.kind}`"
    related = (Related(one.span, f"de andere, in `{one.kind}`"),) if one.span is not None else ()
    return Finding(
        f"de term `{form}` heeft hier een andere betekenis dan in {where}; verwacht: één definitie",
        other.span,
        other.meaning,
        one.meaning,
        (f"gebruik ook hier de clausule `{one.clause}`, of kies een andere term",),
        related,
        other.article,
        other.kind,
    )


RULE = SetRule(
    id="R032",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
