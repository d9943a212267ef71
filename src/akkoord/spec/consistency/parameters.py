"""The names of parameters, and how they depend on each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.readers.expression import parse_expression
from akkoord.spec.region import Parameter
from akkoord.tree.expression import Name, names_in

BUILT_IN_NAMES = frozenset(
    (
        "aanbieder",
        "document",
        "editie",
        "editie_datum",
        "gemeenten",
        "gemeenten_groot",
        "gemeenten_klein",
        "inhoud_digest",
        "partij",
        "perceel",
        "percelen",
        "regio",
        "rol",
        "toelating",
        "uitvoeringsorganisatie",
        "versie",
    )
)
"""Names that assembly gives to every expression (docs/formats.md); a parameter cannot have one."""


def check_parameters(parameters: Mapping[str, Parameter]) -> Iterator[Diagnostic]:
    """Whether expressions can name every parameter, and none depends on itself."""
    for parameter in parameters.values():
        yield from _name(parameter)
    yield from _circles(parameters)


def _name(parameter: Parameter) -> Iterator[Diagnostic]:
    name = ".".join(parameter.path)
    if parameter.path[0] in BUILT_IN_NAMES:
        message = f"`{parameter.path[0]}` is al een naam van het programma zelf; verwacht: een eigen naam"
        yield error("SPC032", message, parameter.span, f"kies een andere naam, zoals `{parameter.path[0]}_regio`")
    elif not isinstance(parse_expression(name, Span(""))[0], Name):
        message = f"`{name}` kan in een uitdrukking niet als naam staan; verwacht: geen woord als `and` of `in`"
        yield error("SPC032", message, parameter.span)


def _circles(parameters: Mapping[str, Parameter]) -> Iterator[Diagnostic]:
    """One finding per circle, at its member that stands first in the file."""
    seen: set[str] = set()
    for name, parameter in parameters.items():
        circle = () if name in seen else _way_back(name, parameters)
        if circle:
            seen.update(circle)
            shown = " → ".join(f"`{step}`" for step in (*circle, name))
            message = f"`{name}` wordt uit zichzelf berekend: {shown}"
            yield error("SPC033", message, parameter.span, "geef een van deze namen een eigen `value`")


def _way_back(start: str, parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    """The shortest way from `start` over what it is derived from back to itself, () when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    met = {start}
    for way in ways:
        for used in _used_by(way[-1], parameters):
            if used == start:
                return way
            if used not in met:
                met.add(used)
                ways.append((*way, used))
    return ()


def _used_by(name: str, parameters: Mapping[str, Parameter]) -> Iterator[str]:
    derived = parameters[name].derived
    if derived is not None:
        paths = (".".join(used.path) for used in names_in(derived))
        yield from (path for path in paths if path in parameters)
