"""R163: Ook in de gegevens van een partij staat niets meer in te vullen: geen "n.t.b.", geen `[vestigingsplaats]`.

Wat in de gegevens open bleef, staat in elk stuk van die aanbieder, ook op de ondertekeningspagina en het titelblad. De
regel zoekt in alle gegevens van elke aanbieder, van de gemeenten en van de organisaties naar wat R150 in een tekst
zoekt, met de woorden en uitzonderingen die het profiel bij R150 geeft, en naar elke naam tussen vierkante haken.

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
    for place in (*view.region.municipalities, *view.region.organisations):
        for _, value in _with_open_places(place, of_texts):
            yield from _at(value, place.span, of_texts, "")


def _with_open_places(data: Struct, settings: Settings) -> Iterator[tuple[str, str]]:
    """The values of `data` that hold something to fill in; nearly always there are none, which is seen in one go."""
    values = tuple(_texts(data, ""))
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
