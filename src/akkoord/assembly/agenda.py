"""From when until when the contract of a provider runs, and the days on which something must be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from akkoord.assembly.context import Sources, region_scope
from akkoord.assembly.filters import FILTERS, RefusedError
from akkoord.assembly.findings import Findings
from akkoord.assembly.lots import rates_on, with_lots
from akkoord.assembly.parameters import with_parameters
from akkoord.assembly.period import period_of
from akkoord.assembly.values import Value
from akkoord.library import Edition
from akkoord.spec import Extension, Period, Provider

TERM_START, TERM_END, TERM_LIMIT = "looptijd.start", "looptijd.eind", "looptijd.uiterste_eind"
NOTICE_MONTHS = "overeenkomst.verlenging_vooraf_maanden"
ANNOUNCEMENT_WEEKS = "overeenkomst.index.mededeling_weken"
"""The parameters of the region that say so (docs/formats.md). What rests on one that is not there is not known."""


class Occasion(Struct, frozen=True):
    """A day on which something begins, ends or must be done. `kind` is short and stable, unique for a provider."""

    kind: str
    day: date
    what: str


class ContractDates(Struct, frozen=True):
    """The dates of one contract in one edition; None where the region does not say."""

    start: date | None
    end: date | None
    limit: date | None
    notice: date | None
    indexation: date | None
    occasions: tuple[Occasion, ...]


class Agenda(Struct, frozen=True):
    """The dates of all contracts of a region in one edition."""

    values: dict[str, Value]
    period: Period
    edition: Edition
    sources: Sources

    def of(self, provider: Provider) -> ContractDates:
        """The dates of the contract of `provider`."""
        extension = self._extension(provider)
        end = extension.until if extension is not None else self._day(TERM_END)
        notice = _moved(end, "plus_maanden", self._count(NOTICE_MONTHS)) if end is not None else None
        indexation = self._indexation(end)
        start, limit = self._day(TERM_START), self._day(TERM_LIMIT)
        notice = notice if limit is None or end is None or end < limit else None
        occasions = (*self._own(provider), *self._due(end, notice, indexation))
        return ContractDates(
            start, end, limit, notice, indexation, tuple(sorted(occasions, key=lambda o: (o.day, o.kind)))
        )

    def _extension(self, provider: Provider) -> Extension | None:
        """The last extension that was told before the next edition."""
        last = self.period.last
        told = [e for e in provider.extensions if last is None or e.notified_on <= last]
        return told[-1] if told else None

    def _indexation(self, end: date | None) -> date | None:
        """The next first of January, as long as the contract then runs."""
        this = self.edition.date.year
        following = date(this + 1, 1, 1) if this < date.max.year else None
        return following if following is not None and (end is None or following <= end) else None

    def _due(self, end: date | None, notice: date | None, indexation: date | None) -> Iterator[Occasion]:
        if end is not None:
            yield Occasion("einde", end, "Laatste dag van de raamovereenkomst")
        if notice is not None:
            yield Occasion("verlengen", notice, "Uiterste dag om een verlenging mee te delen")
        if indexation is not None:
            yield Occasion(f"indexering-{indexation.year}", indexation, "Nieuwe tarieven gaan in")
            weeks = self._count(ANNOUNCEMENT_WEEKS)
            told = _moved(indexation, "plus_dagen", weeks * 7) if weeks is not None else None
            if told is not None:
                yield Occasion(
                    f"indexering-mededelen-{indexation.year}", told, "Uiterste dag om nieuwe tarieven mee te delen"
                )

    def _own(self, provider: Provider) -> Iterator[Occasion]:
        if provider.admission is not None:
            yield Occasion("toetreding", provider.admission.date, "Eerste dag van deelname aan het convenant")
        if provider.exit is not None:
            yield Occasion("uitstap", provider.exit.date, "Laatste dag van deelname aan het convenant")
        for number, statement in enumerate(provider.statements, 1):
            if statement.valid_until is not None:
                what = f"Laatste dag van: {statement.description}"
                yield Occasion(f"verklaring-{statement.kind}-{number}", statement.valid_until, what)

    def _day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def _count(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None


def agenda_of(sources: Sources, edition: Edition) -> Agenda:
    """What the dates of every contract rest on, worked out once; what is wrong with it is said by `prepare`."""
    period = period_of(edition, sources.region, sources.library.days)
    rates = rates_on(edition.date, sources.rates, sources.region)
    scope = with_lots(region_scope(sources.region, edition, period), sources.region, rates)
    values = with_parameters(sources.region, edition, scope, Findings()).values
    return Agenda(dict(values), period, edition, sources)


def _moved(day: date, how: str, count: int | None) -> date | None:
    """`count` months or days before `day`; None without a count, or outside the calendar."""
    if count is None:
        return None
    try:
        moved = FILTERS[how].apply(day, -count)
    except RefusedError:
        return None
    return moved if isinstance(moved, date) else None
