"""Predecessors and former names: that they are what they say, and that nobody comes after itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Span, did_you_mean, error
from akkoord.spec.consistency.known import Known
from akkoord.spec.provider import Provider
from akkoord.spec.relations import Predecessor, Succession

_Key = TypeVar("_Key")


def check_successions(providers: Sequence[Provider], known: Known) -> Iterator[Diagnostic]:
    """Every finding on the predecessors of `providers`."""
    records = {p.id: p for p in providers}
    passed: dict[tuple[str, str], Span] = {}
    for provider in sorted(providers, key=lambda p: p.id):
        renamed: dict[date, Span] = {}
        for index, one in enumerate(provider.predecessors):
            path = f"predecessors.{index}"
            yield from _number(provider, one, path)
            yield from _record(provider, one, path, records, known)
            yield from _agreements(provider, one, path, known)
            if one.kind is Succession.RENAME:
                yield from _once(renamed, one.effective_on, "een naamswijziging op deze dag", provider.place(path))
            for agreement in one.agreements:
                what = f"de overgang van `{agreement}` van {one.legal_name}"
                yield from _once(passed, (one.kvk, agreement), what, provider.place(path))
    yield from _circles(records)


def _number(provider: Provider, one: Predecessor, path: str) -> Iterator[Diagnostic]:
    """A rename keeps the KvK number; who merges or takes over comes after somebody else."""
    place = provider.place(f"{path}.kvk")
    if one.kind is Succession.RENAME and one.kvk != provider.kvk:
        message = f"bij een naamswijziging blijft het KvK-nummer; hier `{one.kvk}`, nu `{provider.kvk}`"
        related = (Related(provider.place("kvk"), "het nummer van nu"),)
        hint = "is het een andere rechtspersoon, schrijf dan `kind: merger` of `kind: takeover`"
        yield replace(error("SPC075", message, place, hint), related=related)
    elif one.kind is not Succession.RENAME and one.kvk == provider.kvk:
        message = f"`{provider.id}` is zijn eigen rechtsvoorganger: het KvK-nummer is hetzelfde"
        yield error("SPC071", f"{message}; verwacht: een ander", place, "of schrijf `kind: rename`")


def _record(
    provider: Provider, one: Predecessor, path: str, records: Mapping[str, Provider], known: Known
) -> Iterator[Diagnostic]:
    place = provider.place(f"{path}.provider")
    record = records.get(one.provider)
    if not one.provider:
        if one.lots:
            message = "`lots` zegt welke percelen overgaan van een rechtsvoorganger met een eigen bestand"
            yield error("SPC080", message, provider.place(f"{path}.lots"), "noem dat bestand bij `provider`")
    elif one.provider == provider.id or one.kind is Succession.RENAME:
        message = f"`{one.provider}` kan hier niet; verwacht: de `id` van een andere aanbieder, bij fusie of overname"
        yield error("SPC071", message, place, "haal `provider` weg")
    elif one.provider not in known.providers:
        message = (
            f"de rechtsvoorganger `{one.provider}` bestaat niet; verwacht: de `id` van een bestand in `providers/`"
        )
        yield error("SPC074", message, place, did_you_mean(one.provider, known.providers))
    elif record is not None and record.kvk != one.kvk:
        message = f"het KvK-nummer van `{one.provider}` is hier `{one.kvk}` en in zijn bestand `{record.kvk}`"
        related = (Related(record.place("kvk"), "zijn bestand"),)
        found = error("SPC075", f"{message}; verwacht: hetzelfde", provider.place(f"{path}.kvk"))
        yield replace(found, related=related)
    for index, lot in enumerate(one.lots):
        if lot not in provider.lots:
            there = ", ".join(map(str, provider.lots))
            message = f"perceel `{lot}` is niet aan `{provider.id}` gegund; verwacht: een van {there}"
            yield error("SPC070", message, provider.place(f"{path}.lots.{index}"))


def _agreements(provider: Provider, one: Predecessor, path: str, known: Known) -> Iterator[Diagnostic]:
    if one.kind is not Succession.RENAME and not one.agreements:
        message = "bij een fusie of overname staat welke getekende overeenkomsten overgaan"
        yield error("SPC080", message, provider.place(path), "voeg toe: `agreements: [raamovereenkomst]`")
    for index, kind in enumerate(one.agreements):
        if kind not in known.documents:
            message = f"het document `{kind}` bestaat niet; verwacht: de naam van een bestand in `documents/`"
            place = provider.place(f"{path}.agreements.{index}")
            yield error("SPC080", message, place, did_you_mean(kind, known.documents))


def _once(first: dict[_Key, Span], key: _Key, what: str, place: Span) -> Iterator[Diagnostic]:
    if key in first:
        related = (Related(first[key], "de eerste keer"),)
        yield replace(error("SPC078", f"{what} staat twee keer; verwacht: een keer", place), related=related)
    first.setdefault(key, place)


def _circles(records: Mapping[str, Provider]) -> Iterator[Diagnostic]:
    """Providers that come after each other in a circle; each circle is said once."""
    before = {
        name: [(p.provider, index) for index, p in enumerate(record.predecessors) if p.provider in records]
        for name, record in records.items()
    }
    done: set[str] = set()
    for start in sorted(before):
        trail: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            name, turn = waiting.pop()
            if turn == 0 and name in done:
                continue
            if turn == 0:
                trail.append(name)
            if turn == len(before[name]):
                done.add(trail.pop())
                continue
            waiting.append((name, turn + 1))
            other, index = before[name][turn]
            if other in trail and other != name:
                yield _circle([*trail[trail.index(other) :], other], records[name].place(f"predecessors.{index}"))
            elif other != name:
                waiting.append((other, 0))


def _circle(names: Sequence[str], place: Span) -> Diagnostic:
    shown = " → ".join(f"`{name}`" for name in names)
    return error("SPC079", f"rechtsvoorgangers in een kring: {shown}", place, "haal een van de overgangen weg")
