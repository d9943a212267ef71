"""R163: Ook in de gegevens staat niets meer in te vullen: geen "n.t.b.", geen `[vestigingsplaats]`.

Wat in de gegevens open bleef, staat in elk stuk dat ze drukt, ook op de ondertekeningspagina en het titelblad. Het
wordt één keer gemeld, waar het te herstellen is: bij de gegevens, en niet ook in iedere tekst. De regel zoekt in de
gegevens van elke aanbieder, van de gemeenten, de organisaties, de percelen en de initiatieven, en in de feiten van het
profiel die op de datum van de editie gelden, naar wat R150 in een tekst zoekt. De woorden en uitzonderingen zijn die
van R150; ook elke naam tussen vierkante haken telt.

Fout:

    seat: "[vestigingsplaats]"

Goed:

    seat: Voorbeeldstad
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from msgspec import Struct

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.rules import r150_placeholders as r150
from akkoord.checks.settings import Settings, settings_of
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity, Span

_NOT_PRINTED = frozenset(("id", "span", "places", "email", "short_name"))


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    del settings
    of_texts = settings_of(r150.RULE, view.region, view.edition.date)
    for provider in view.region_view.providers:
        for path, value in _with_open_places(provider, of_texts):
            yield from _at(value, provider.place(path), of_texts, provider.id)
    for initiative in view.region_view.initiatives:
        for path, value in _with_open_places(initiative, of_texts):
            yield from _at(value, initiative.place(path), of_texts, "")
    for place in (*view.region.municipalities, *view.region.organisations, *view.region.lots):
        for _, value in _with_open_places(place, of_texts):
            yield from _at(value, place.span, of_texts, "")
    for name, value in _open_of(tuple(_of_profile(view)), of_texts):
        yield from _at(value, view.fact_place(name), of_texts, "")


def _with_open_places(data: Struct, settings: Settings) -> Iterator[tuple[str, str]]:
    """The values of `data`, each with its dotted path, when some of them holds something to fill in."""
    return _open_of(tuple(_texts(data, "")), settings)


def _of_profile(view: SetView) -> Iterator[tuple[str, str]]:
    """The texts among the facts of the profile on the date of the edition, each with the name of its fact."""
    return ((name, value) for name, fact in view.facts.items() for _, value in _texts(fact, ""))


def _open_of(values: tuple[tuple[str, str], ...], settings: Settings) -> Iterator[tuple[str, str]]:
    """`values` when one holds something to fill in; nearly always there is none, which is seen in one go."""
    if any(True for _ in r150.open_places("\n".join(value for _, value in values), settings)):
        yield from values


def _at(value: str, place: Span, settings: Settings, provider: str) -> Iterator[Finding]:
    for found in r150.open_places(value, settings):
        message = "in deze gegevens is nog iets in te vullen"
        hint = "vul in wat bekend is; is dat er nog niet, dan blijft het pakket een concept"
        yield Finding(message, place, found, hints=(hint,), provider=provider)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text in `value` with its dotted path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, one in enumerate(cast("tuple[Any, ...]", value)):
            yield from _texts(one, f"{path}.{index}")
    elif isinstance(value, Struct) and not isinstance(value, Span):
        for name in value.__struct_fields__:
            if name not in _NOT_PRINTED:
                yield from _texts(getattr(value, name), f"{path}.{name}" if path else name)


RULE = SetRule(
    id="R163",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
