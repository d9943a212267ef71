"""Subcontractors, combinations and predecessors against the providers, and against time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Span, did_you_mean, error, warning
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.succession import check_successions
from akkoord.spec.period import Period
from akkoord.spec.provider import Provider
from akkoord.spec.relations import Combination, CombinationSigning, Member, Subcontractor


def check_relations(providers: Sequence[Provider], known: Known) -> Iterator[Diagnostic]:
    """Every finding on who stands beside the providers."""
    checking = _Checking({p.id: p for p in providers}, known)
    for provider in providers:
        yield from checking.subcontractors(provider)
        if provider.combination is not None:
            yield from checking.combination(provider, provider.combination)
    yield from checking.in_two_combinations()
    yield from check_successions(providers, known)


class _Seat(Struct):
    """A member of a combination from day to day, with its place."""

    member: Member
    whole: Combination
    place: Span

    @property
    def period(self) -> Period:
        """From the first to the last day on which it is there."""
        ends = [day for day in (self.whole.valid_until, self.member.valid_until) if day is not None]
        begin = max(self.whole.valid_from, self.member.valid_from or self.whole.valid_from)
        return Period(begin, min(ends, default=None))


class _Checking(Struct):
    records: Mapping[str, Provider]
    known: Known
    seats: dict[str, list[_Seat]] = field(default_factory=dict[str, list[_Seat]])
    """Of each member all its places, in every combination."""

    def subcontractors(self, provider: Provider) -> Iterator[Diagnostic]:
        for index, one in enumerate(provider.subcontractors):
            path = f"subcontractors.{index}"
            yield from _period(one.valid_from, one.valid_until, provider.place(f"{path}.valid_until"))
            yield from _awarded(one.lots, provider, path)
            if one.kvk == provider.kvk:
                message = f"`{provider.id}` is onderaannemer van zichzelf: het KvK-nummer is hetzelfde"
                yield error("SPC071", f"{message}; verwacht: een ander", provider.place(f"{path}.kvk"))
            yield from _approval(one, provider.place(path))
        for (first, one), (second, other) in combinations(enumerate(provider.subcontractors), 2):
            both = one.kvk == other.kvk and set(one.lots) & set(other.lots)
            if both and Period(one.valid_from, one.valid_until).overlaps(Period(other.valid_from, other.valid_until)):
                message = (
                    f"de onderaannemer `{other.legal_name}` staat twee keer in dezelfde tijd bij perceel {min(both)}"
                )
                yield _twice(
                    message, provider.place(f"subcontractors.{second}"), provider.place(f"subcontractors.{first}")
                )

    def combination(self, provider: Provider, whole: Combination) -> Iterator[Diagnostic]:
        yield from _period(whole.valid_from, whole.valid_until, provider.place("combination.valid_until"))
        yield from self._lead(provider, whole)
        if whole.signing is CombinationSigning.LEAD and not whole.power_of_attorney:
            message = "de penvoerder tekent voor de leden (`signing: lead`), maar er is geen volmacht"
            hint = "noem haar bij `power_of_attorney`, of schrijf `signing: members`"
            yield error("SPC076", message, provider.place("combination.signing"), hint)
        for index, member in enumerate(whole.members):
            path = f"combination.members.{index}"
            yield from self._member(provider, member, path)
            yield from _inside(whole, member, provider, path)
            self.seats.setdefault(member.provider, []).append(_Seat(member, whole, provider.place(path)))

    def _lead(self, provider: Provider, whole: Combination) -> Iterator[Diagnostic]:
        place = provider.place("combination.lead")
        if whole.lead not in self.known.providers:
            message = f"de penvoerder `{whole.lead}` bestaat niet; verwacht: de `id` van een bestand in `providers/`"
            yield error("SPC074", message, place, did_you_mean(whole.lead, self.known.providers))
        elif whole.lead != provider.id:
            message = f"`{whole.lead}` is penvoerder, maar de combinatie staat bij `{provider.id}`"
            hint = f"zet `combination` in `providers/{whole.lead}.yaml`, of schrijf `lead: {provider.id}`"
            yield error("SPC076", f"{message}; verwacht: bij de penvoerder", place, hint)
        elif all(member.provider != whole.lead for member in whole.members):
            message = f"de penvoerder `{whole.lead}` staat niet bij de leden; verwacht: ook de penvoerder is lid"
            yield error("SPC076", message, provider.place("combination.members"))

    def _member(self, provider: Provider, member: Member, path: str) -> Iterator[Diagnostic]:
        yield from _awarded(member.lots, provider, path)
        record = self.records.get(member.provider)
        if member.provider not in self.known.providers:
            message = f"het lid `{member.provider}` heeft geen eigen bestand in `providers/`"
            hint = did_you_mean(member.provider, self.known.providers)
            hint = hint or f"voeg `providers/{member.provider}.yaml` toe, met wie ervoor tekenen"
            yield error("SPC074", message, provider.place(f"{path}.provider"), hint)
        elif record is not None and record.kvk != member.kvk:
            message = f"het KvK-nummer van `{member.provider}` is hier `{member.kvk}` en in zijn bestand `{record.kvk}`"
            related = (Related(record.place("kvk"), "zijn bestand"),)
            place = provider.place(f"{path}.kvk")
            yield replace(error("SPC075", f"{message}; verwacht: hetzelfde", place), related=related)

    def in_two_combinations(self) -> Iterator[Diagnostic]:
        """A provider holds a lot once: not in two combinations, nor twice in one."""
        for name, seats in sorted(self.seats.items()):
            for one, other in combinations(seats, 2):
                both = set(one.member.lots) & set(other.member.lots)
                if both and one.period.overlaps(other.period):
                    message = f"`{name}` is in dezelfde tijd twee keer lid in perceel {min(both)}"
                    yield _twice(message, other.place, one.place)


def _approval(one: Subcontractor, place: Span) -> Iterator[Diagnostic]:
    approved = one.approved_on
    if approved is None:
        message = f"voor de onderaannemer `{one.legal_name}` is er geen toestemming; hij komt in geen overeenkomst"
        yield warning("SPC073", message, place, "vul `approved_on` in als Opdrachtgever heeft ingestemd")
    elif approved < one.notified_on:
        message = f"`approved_on` ({approved}) ligt voor `notified_on` ({one.notified_on})"
        yield error("SPC073", f"{message}; verwacht: op of na die dag", place)
    elif one.valid_from < approved:
        message = f"`{one.legal_name}` werkt vanaf {one.valid_from}, maar de toestemming is van {approved}"
        yield warning("SPC073", f"{message}; verwacht: toestemming vooraf", place)


def _awarded(lots: Sequence[int], provider: Provider, path: str) -> Iterator[Diagnostic]:
    """Nobody works in a lot that the provider was not awarded."""
    there = ", ".join(map(str, provider.lots))
    for index, lot in enumerate(lots):
        if lot not in provider.lots:
            message = f"perceel `{lot}` is niet aan `{provider.id}` gegund; verwacht: een van {there}"
            yield error("SPC070", message, provider.place(f"{path}.lots.{index}"))


def _inside(whole: Combination, member: Member, provider: Provider, path: str) -> Iterator[Diagnostic]:
    """A member is one within the time of its combination."""
    end = member.valid_until
    yield from _period(member.valid_from or whole.valid_from, end, provider.place(f"{path}.valid_until"))
    late = whole.valid_until is not None and end is not None and end > whole.valid_until
    if late or (member.valid_from is not None and member.valid_from < whole.valid_from):
        message = f"`{member.provider}` is lid buiten de tijd van de combinatie `{whole.name}`"
        until = f" tot en met {whole.valid_until}" if whole.valid_until else ""
        yield error("SPC077", f"{message}; verwacht: vanaf {whole.valid_from}{until}", provider.place(path))


def _period(begin: date, end: date | None, place: Span) -> Iterator[Diagnostic]:
    if end is not None and end < begin:
        message = f"`valid_until` ({end}) ligt voor `valid_from` ({begin}); verwacht: op of na die dag"
        yield error("SPC022", message, place)


def _twice(message: str, place: Span, first: Span) -> Diagnostic:
    related = (Related(first, "de eerste keer"),)
    return replace(error("SPC078", f"{message}; verwacht: een keer", place), related=related)
