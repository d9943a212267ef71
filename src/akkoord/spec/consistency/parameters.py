"""The names of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error
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


def check_parameters(parameters: Mapping[str, tuple[Parameter, ...]]) -> Iterator[Diagnostic]:
    """Whether expressions can name every parameter, and whether it has one value at a time."""
    for values in parameters.values():
        yield from _name(values[0])
        yield from _one_at_a_time(values)


def _one_at_a_time(values: tuple[Parameter, ...]) -> Iterator[Diagnostic]:
    name = ".".join(values[0].path)
    for index, value in enumerate(values):
        first, last = value.period.first, value.period.last
        if first is not None and last is not None and last < first:
            yield error("SPC071", f"`{name}` geldt tot en met {last}, voor de eerste dag {first}", value.span)
            continue
        other = next((v for v in values[:index] if v.period.overlaps(value.period)), None)
        if other is not None:
            message = f"`{name}` heeft op een dag twee waarden; verwacht: waarden die elkaar opvolgen"
            related = (Related(other.span, "de andere waarde"),)
            hint = "zet bij de oudste waarde `valid_until`, de dag voor `valid_from` van de volgende"
            yield Diagnostic(Severity.ERROR, "SPC071", message, value.span, (hint,), related)


def _name(parameter: Parameter) -> Iterator[Diagnostic]:
    name = ".".join(parameter.path)
    if parameter.path[0] in BUILT_IN_NAMES:
        message = f"`{parameter.path[0]}` is al een naam van het programma zelf; verwacht: een eigen naam"
        yield error("SPC032", message, parameter.span, f"kies een andere naam, zoals `{parameter.path[0]}_regio`")
    elif not isinstance(parse_expression(name, Span(""))[0], Name):
        message = f"`{name}` kan in een uitdrukking niet als naam staan; verwacht: geen woord als `and` of `in`"
        yield error("SPC032", message, parameter.span)
