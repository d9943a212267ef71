"""The facts of a region on an edition's date: given, computed from others, or checked against what is live."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly.evaluation import evaluate
from akkoord.assembly.filters import RefusedError, text_of
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope
from akkoord.assembly.values import Item, Value
from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error
from akkoord.library import Edition
from akkoord.readers.expression import parse_expression
from akkoord.spec import Parameter, Region
from akkoord.tree import Blank
from akkoord.tree.expression import Expression, names_in


class _Rule(Struct, frozen=True):
    """How a parameter gets its value: from `expression`, or as given when that is None."""

    parameter: Parameter
    expression: Expression | None
    needs: frozenset[str]


def with_parameters(region: Region, edition: Edition, scope: Scope, findings: Findings) -> Scope:
    """`scope` with the parameters of `region` that have a value in `edition`.

    An assertion on another document's numbers (`document#clause`) is left for `asserted`:
    those numbers are counted with these values.
    """
    current = {name: region.parameter(name, edition.date) for name in region.parameters}
    rules = {name: _rule(p, current, findings) for name, p in current.items() if p is not None}
    order, circular = _in_order_of_need(rules, findings)
    scope = scope.without(circular, "de berekening ervan loopt in een kring")
    scope = replace(
        scope, places={name: parameter.span for name, parameter in current.items() if parameter is not None}
    )
    for name, parameter in current.items():
        if parameter is None:
            scope = scope.without((name,), _no_value(region.parameters[name], edition))
    for name in order:
        if name not in rules:  # without a value on this date, and with one at another
            continue
        unknown = sorted(rules[name].needs - scope.values.keys() - set(circular))
        if unknown:
            scope = scope.without((name,), f"de berekening ervan rust op `{unknown[0]}`, die geen waarde heeft")
        else:
            scope = _given(name, rules[name], scope, findings)
    return scope


def _no_value(values: tuple[Parameter, ...], edition: Edition) -> str:
    """Why a parameter that has values has none on the date of the edition."""
    firsts = [v.period.first for v in values if v.period.first is not None and v.period.first > edition.date]
    lasts = [v.period.last for v in values if v.period.last is not None and v.period.last < edition.date]
    known = [f"de waarde gold tot en met {max(lasts)}"] if lasts else []
    known += [f"{'een volgende' if lasts else 'de waarde'} geldt vanaf {min(firsts)}"] if firsts else []
    return f"{', '.join(known)}; editie `{edition.id}` is van {edition.date}"


def asserted(name: str, live: Value, place: Span | None, parameter: Parameter, findings: Findings) -> Value:
    """The live value of an asserted parameter; a difference with what was declared is an error.

    `place` is where the live value comes from, None when it is computed.
    """
    declared = parameter.value
    if declared is None or _printed(declared) == _printed(live):
        return live
    message = f"`{name}` is `{_printed(declared)}`, maar `{parameter.asserts}` geeft `{_printed(live)}`"
    related = (Related(place, "hier komt de werkelijke waarde vandaan"),) if place is not None else ()
    hint = f"schrijf `value: {_printed(live)}`, of herstel wat er veranderd is"
    findings.add(Diagnostic(Severity.ERROR, "PRM002", message, parameter.span, (hint,), related))
    return live


def _rule(parameter: Parameter, parameters: Mapping[str, Parameter | None], findings: Findings) -> _Rule:
    expression = parameter.derived
    if parameter.asserts and "#" not in parameter.asserts:
        expression, found = parse_expression(parameter.asserts, parameter.span)
        findings.add(*(replace(d, span=parameter.span) for d in found))
    used = (".".join(n.path) for n in names_in(expression)) if expression is not None else ()
    return _Rule(parameter, expression, frozenset(n for n in used if n in parameters))


def _in_order_of_need(rules: Mapping[str, _Rule], findings: Findings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every parameter after those it is computed from, and those in a circle, which are reported."""
    graph = {name: sorted(rule.needs) for name, rule in sorted(rules.items())}
    circular: list[str] = []
    while True:
        try:
            order = tuple(TopologicalSorter(graph).static_order())
            return tuple(n for n in order if n not in circular), tuple(circular)
        except CycleError as cycle:
            circle = cast("list[str]", cycle.args[1])[::-1]
            shown = " → ".join(f"`{n}`" for n in circle)
            span = min(rules[n].parameter.span for n in circle)
            message = f"deze parameters worden uit elkaar berekend: {shown}"
            findings.add(error("PRM001", message, span, "geef een van deze namen een eigen `value`"))
            circular.extend(dict.fromkeys(circle))
            graph = {n: [] if n in circle else needs for n, needs in graph.items()}


def _given(name: str, rule: _Rule, scope: Scope, findings: Findings) -> Scope:
    if rule.expression is None:
        return scope if rule.parameter.value is None else scope.with_values({name: rule.parameter.value})
    aside = Findings()
    live = evaluate(rule.expression, scope, rule.parameter.span, aside)
    findings.add(*(replace(d, span=d.span or rule.parameter.span) for d in aside.diagnostics))
    if live is None:
        return scope.without((name,), "de berekening ervan mislukt, zie het regioprofiel")
    if rule.parameter.asserts:
        live = asserted(name, live, None, rule.parameter, findings)
    scope = scope.with_values({name: live})
    return replace(scope, origins={**scope.origins, name: frozenset(aside.names)})


def _printed(value: Value) -> str:
    items: tuple[Item | Blank, ...] = value if isinstance(value, tuple) else (value,)
    try:
        return ", ".join(text_of(i) for i in items)
    except RefusedError:
        return str(value).lower() if isinstance(value, bool) else "…"
