"""R136: De addenda volgen op elkaar: ieder wijzigt de laatste vastgestelde editie daarvóór, en geen twee dezelfde.

Een addendum dat een editie overslaat, verliest de wijzigingen van die editie; twee addenda op één grondslag kunnen
elkaar tegenspreken.

Fout:

    editions: ["2023", "2024", "2025"]
    amends: {"2025": "2023"}

Goed:

    amends: {"2024": "2023", "2025": "2024"}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.library import ClauseStatus


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    known = {e.id: e for e in view.editions}
    taken: dict[str, str] = {}
    for name, base in sorted(view.region.amends.items()):
        place = view.region.place(f"amends.{name}")
        if name not in known or base not in known:
            continue
        first, last = known[base].date, known[name].date
        between = [e.id for e in known.values() if first < e.date < last and e.status is ClauseStatus.VASTGESTELD]
        if between:
            message = f"het addendum van editie {name} slaat {', '.join(sorted(between))} over"
            yield Finding(message, place, base, max(between, key=lambda e: known[e].date))
        elif base in taken:
            message = f"de editie {base} wordt al gewijzigd door het addendum van {taken[base]}"
            yield Finding(message, place, base, "een grondslag voor één addendum")
        taken.setdefault(base, name)


RULE = RegionRule(
    id="R136",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
