"""The rates against the region, against themselves, and against the rates of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, did_you_mean, error
from akkoord.spec.consistency.names import check_unique
from akkoord.spec.rates import Index, Rate, Rates, RateSet
from akkoord.spec.region import Lot, Region


def check_rates(rates: Rates, region: Region | None) -> Iterator[Diagnostic]:
    """Every finding on `rates`; `region` None leaves out what would be held against it."""
    yield from check_unique("SPC002", "de datum", ((str(s.valid_from), s.span) for s in rates.sets))
    for rate_set in rates.sets:
        yield from _set(rate_set, region)
    for before, after in pairwise(sorted(rates.sets, key=lambda s: s.valid_from)):
        yield from _continued(before, after)


def _set(rate_set: RateSet, region: Region | None) -> Iterator[Diagnostic]:
    if rate_set.index.year != rate_set.valid_from.year:
        message = f"de index is die van {rate_set.index.year}, maar de tarieven gelden vanaf {rate_set.valid_from}"
        yield error("SPC050", f"{message}; verwacht: hetzelfde jaar", rate_set.index.span)
    yield from check_unique("SPC002", "het perceel", ((str(lot.lot), lot.span) for lot in rate_set.lots))
    for lot_rates in rate_set.lots:
        yield from check_unique("SPC002", "de tariefcode", ((r.code, r.place("code")) for r in lot_rates.rows))
        for rate in lot_rates.rows:
            yield from _amounts(rate, rate_set.index)
        if region is None:
            continue
        lot = next((lot for lot in region.lots if lot.number == lot_rates.lot), None)
        if lot is None:
            hint = did_you_mean(str(lot_rates.lot), (str(lot.number) for lot in region.lots))
            message = f"het perceel `{lot_rates.lot}` staat niet in het regioprofiel"
            yield error("SPC010", message, lot_rates.span, hint)
            continue
        for rate in lot_rates.rows:
            yield from _fits(rate, lot, region)


def _amounts(rate: Rate, index: Index) -> Iterator[Diagnostic]:
    computed = index.applied_to(rate.base)
    if rate.amount != computed:
        message = (
            f"`amount` van `{rate.code}` is `{rate.amount}`, maar {rate.base} × (1 + {index.percentage}%), "
            f"afgerond op centen, is `{computed}`"
        )
        yield _both("SPC051", message, rate.place("amount"), index.span, "de index", f"schrijf `amount: {computed}`")
    if rate.higher_amount is not None and rate.higher_amount <= rate.amount:
        message = f"`higher_amount` van `{rate.code}` is `{rate.higher_amount}`; verwacht: meer dan `{rate.amount}`"
        place = rate.place("higher_amount")
        yield _both("SPC052", message, place, rate.place("amount"), "het gewone tarief")


def _fits(rate: Rate, lot: Lot, region: Region) -> Iterator[Diagnostic]:
    """A rate is for a sort of help that its lot has, in a unit in which that sort is counted."""
    if rate.kind not in lot.kinds:
        known = ", ".join(f"`{k}`" for k in lot.kinds) or "geen"
        message = f"perceel {lot.number} heeft geen hulp van de soort `{rate.kind}`; verwacht: {known}"
        hint = did_you_mean(rate.kind, lot.kinds)
        yield _both("SPC053", message, rate.place("kind"), lot.span, f"perceel {lot.number}", hint)
        return
    kind = next((k for k in region.lot_kinds if k.kind == rate.kind), None)
    if kind is not None and rate.unit not in kind.units:
        units = " of ".join(f"`{u}`" for u in kind.units)
        message = f"de eenheid `{rate.unit}` past niet bij de soort `{rate.kind}`; verwacht: {units}"
        yield _both("SPC054", message, rate.place("unit"), kind.span, f"de soort `{rate.kind}`")


def _continued(before: RateSet, after: RateSet) -> Iterator[Diagnostic]:
    """The rates of a year are the ground of those of the next."""
    for lot in after.lots:
        earlier = {rate.code: rate for rate in before.of(lot.lot)}
        for rate in lot.rows:
            former = earlier.get(rate.code)
            if former is not None and former.amount != rate.base:
                message = (
                    f"`base` van `{rate.code}` is `{rate.base}`, maar het tarief daarvoor is `{former.amount}`; "
                    "verwacht: hetzelfde bedrag"
                )
                place = rate.place("base")
                hint = f"schrijf `base: {former.amount}`"
                yield _both("SPC055", message, place, former.place("amount"), "het tarief daarvoor", hint)


def _both(code: str, message: str, place: Span, other: Span, what: str, hint: str = "") -> Diagnostic:
    hints = (hint,) if hint else ()
    return Diagnostic(Severity.ERROR, code, message, place, hints, (Related(other, what),))
