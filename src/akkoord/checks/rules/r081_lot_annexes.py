"""R081: Elk gegund perceel heeft zijn bijlage, en er is geen bijlage van een ander perceel.

De tarieven en eisen van een perceel staan in de bijlage ervan: zonder die bijlage is er voor dat perceel niets
afgesproken. De regel kijkt per aanbieder welke bijlagen er van elk perceel worden gemaakt, ingebonden of apart.

Fout:

    kind: bijlage-perceel
    for_each: percelen
    when: percelen & [2]        # wie perceel 4 heeft, krijgt er geen bijlage van

Goed:

    kind: bijlage-perceel
    for_each: percelen
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.lots import lots_on, shared_lots
from akkoord.checks.rule import Basis, Needs, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Severity
from akkoord.spec import DocumentSpec, kind_of_lot


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    del settings
    annexes = [spec for spec in view.set.region_view.documents.values() if spec.for_each_lot]
    if not annexes or not view.has(TextSort.AGREEMENT):
        return
    day = view.set.edition.date
    held = lots_on(view.provider, day) - shared_lots(view.provider, view.set.leads, day)
    for spec in annexes:
        there = {lot.number for lot in view.set.region.lots if _made(view, spec, lot.number)}
        if not there and not _in_edition(view, spec):
            continue
        for lot in sorted(held - there):
            message = f"de bijlage `{spec.kind}` van perceel {lot} ontbreekt"
            hint = "haal uit het document de voorwaarde weg die haar tegenhoudt, en zet haar in `pack.yaml`"
            yield Finding(message, spec.span, str(lot), f"perceel {lot}", (hint,))
        for lot in sorted(there - held):
            message = f"de bijlage `{spec.kind}` van perceel {lot} is er, en dat perceel is niet gegund"
            yield Finding(message, spec.span, str(lot))


def _made(view: ProviderView, spec: DocumentSpec, lot: int) -> bool:
    """Whether the provider gets this annex of a lot, apart or in its agreement, with some text."""
    kind = kind_of_lot(spec.kind, lot)
    return kind in view.received.made


def _in_edition(view: ProviderView, spec: DocumentSpec) -> bool:
    """Whether anybody gets this annex in the edition, or it should be there by its own dates."""
    return spec.period.holds(view.set.edition.date) and any(
        annex.kind == spec.kind for listed in view.set.annexes.values() for annex in listed.annexes
    )


RULE = ProviderRule(
    id="R081",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
