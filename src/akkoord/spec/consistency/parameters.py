"""The names of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.readers.expression import parse_expression
from akkoord.spec.region import Parameter
from akkoord.tree.expression import Name

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
        "percelen_met_naam",
        "percelen_van_soort",
        "regio",
        "rol",
        "toelating",
        "uitvoeringsorganisatie",
        "versie",
    )
)
"""Names that assembly gives to every expression (docs/formats.md); a parameter cannot have one."""


def check_parameters(parameters: Mapping[str, Parameter]) -> Iterator[Diagnostic]:
    """Whether expressions can name every parameter."""
    for parameter in parameters.values():
        yield from _name(parameter)


def _name(parameter: Parameter) -> Iterator[Diagnostic]:
    name = ".".join(parameter.path)
    if parameter.path[0] in BUILT_IN_NAMES:
        message = f"`{parameter.path[0]}` is al een naam van het programma zelf; verwacht: een eigen naam"
        yield error("SPC032", message, parameter.span, f"kies een andere naam, zoals `{parameter.path[0]}_regio`")
    elif not isinstance(parse_expression(name, Span(""))[0], Name):
        message = f"`{name}` kan in een uitdrukking niet als naam staan; verwacht: geen woord als `and` of `in`"
        yield error("SPC032", message, parameter.span)
