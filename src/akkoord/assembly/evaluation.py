"""The worth of an expression: typed and total, every mistake a diagnostic with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias, cast

from msgspec import Struct
from msgspec.structs import replace

from akkoord.assembly.filters import FILTERS, FilterRule, RefusedError
from akkoord.assembly.findings import Findings
from akkoord.assembly.scope import Scope
from akkoord.assembly.values import Item, Sort, Thing, Value, sort_of
from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.tree import Blank
from akkoord.tree.expression import Expression, Filter, ListOf, Literal, Name, Not, Operation

MAX_DEPTH = 64
MAX_TEXT = 10_000
MAX_ITEMS = 1_000
MAX_NUMBER = 10**15
MAX_DECIMALS = 9

Truth: TypeAlias = bool | Blank
"""Whether something is so, or what is not known of it yet."""

_ALWAYS_REPORTED = frozenset(("EVA001", "EVA003", "EVA004"))
"""Names and filters that do not exist are found also where a condition does not look any further."""

_HINTS = {
    Sort.DATE: "reken met datums met een filter, zoals `| plus_jaren(1)`",
    Sort.LIST: "zet er `| aantal` achter voor het aantal",
}


def evaluate(expression: Expression, scope: Scope, place: Span, findings: Findings) -> Value | None:
    """The value of `expression`, None when it has none; why not is then in `findings`.

    `place` is used for parts that carry no place of their own.
    """
    aside = Findings()
    value = _Evaluation(scope, place, aside).value(expression, 0)
    findings.take(aside, scope.whose(expression))
    return value


def holds(expression: Expression, scope: Scope, place: Span, findings: Findings) -> Truth | None:
    """Whether a condition holds: a truth value, or a list that is not empty.

    A `Blank` when it depends on what is not known yet, None when it is faulty.
    """
    aside = Findings()
    evaluation = _Evaluation(scope, place, aside)
    value = evaluation.value(expression, 0)
    truth = None if value is None else evaluation.truth(value, place, expression)
    findings.take(aside, scope.whose(expression))
    return truth


class _Evaluation(Struct):
    scope: Scope
    place: Span
    findings: Findings

    def fail(self, code: str, message: str, span: Span | None, *hints: str, about: Expression | None = None) -> None:
        """A finding; `about` is the expression of which the value is wrong, where that is to be seen."""
        found = error(code, message, span or self.place, *hints)
        self.findings.add(found if about is None else replace(found, related=self.scope.where(about)))

    def value(self, expression: Expression, depth: int) -> Value | None:
        if depth > MAX_DEPTH:
            return self.fail("EVA008", f"een uitdrukking van meer dan {MAX_DEPTH} niveaus diep", self.place)
        match expression:
            case Literal(value):
                return self.bounded(value, self.place)
            case Name():
                return self.name(expression)
            case ListOf(items):
                return self.list_of(items, depth)
            case Filter():
                return self.filtered(expression, depth)
            case Not(inner):
                value = self.value(inner, depth + 1)
                truth = None if value is None else self.truth(value, self.place, inner)
                return not truth if isinstance(truth, bool) else truth
            case Operation(operator) if operator in ("and", "or"):
                return self.joined(expression, depth)
            case Operation():
                return self.operation(expression, depth)

    def bounded(self, value: Value, span: Span | None) -> Value | None:
        """`value`, or None when it is larger than any contract needs."""
        match value:
            case bool() | Thing() | date() | Blank():
                return value
            case int():
                fits, limit = abs(value) < MAX_NUMBER, f"getallen van minder dan {len(str(MAX_NUMBER))} cijfers"
            case Decimal():
                exponent = value.as_tuple().exponent
                fits = isinstance(exponent, int) and exponent >= -MAX_DECIMALS and abs(value) < MAX_NUMBER
                limit = f"getallen onder de {MAX_NUMBER} met hoogstens {MAX_DECIMALS} decimalen"
            case str():
                fits, limit = len(value) <= MAX_TEXT, f"hoogstens {MAX_TEXT} tekens"
            case tuple():
                fits, limit = len(value) <= MAX_ITEMS, f"hoogstens {MAX_ITEMS} dingen in een lijst"
        if fits:
            return value
        return self.fail("EVA008", f"een te grote waarde; verwacht: {limit}", span)

    def name(self, name: Name) -> Value | None:
        dotted = ".".join(name.path)
        value = self.scope.values.get(dotted)
        if value is not None:
            self.findings.names.add(dotted)
            self.findings.names |= self.scope.origins.get(dotted, frozenset())
            return self.bounded(value, name.span)
        if dotted in self.scope.absent:
            reason = self.scope.absent[dotted]
            if isinstance(reason, Diagnostic):
                self.findings.add(reason)
                return None
            return self.fail("EVA002", f"`{dotted}` heeft hier geen waarde: {reason}", name.span)
        if below := self.scope.under(dotted):
            hint = "kies er een: " + ", ".join(f"`{n}`" for n in below[:8])
            return self.fail(
                "EVA003", f"`{dotted}` is een groep namen; verwacht: een naam met een waarde", name.span, hint
            )
        hint = did_you_mean(dotted, (*self.scope.values, *self.scope.absent))
        return self.fail("EVA001", f"de naam `{dotted}` bestaat niet", name.span, hint)

    def list_of(self, items: tuple[Expression, ...], depth: int) -> Value | None:
        values = tuple(self.value(i, depth + 1) for i in items)
        if any(isinstance(v, tuple) for v in values):
            return self.fail("EVA005", "een lijst in een lijst; verwacht: teksten, getallen of datums", self.place)
        if None in values:
            return None
        if unknown := _unknown(values):
            return unknown
        return self.bounded(cast("tuple[Item, ...]", values), self.place)

    def truth(self, value: Value, span: Span | None, about: Expression) -> Truth | None:
        if isinstance(value, bool):
            return value
        if isinstance(value, tuple):
            return bool(value)
        if isinstance(value, Blank):
            return value
        message = f"{sort_of(value)} als voorwaarde; verwacht: {Sort.TRUTH}, of een lijst"
        self.fail("EVA009", message, span, 'vergelijk met een waarde, bijvoorbeeld `naam == "…"`', about=about)
        return None

    def joined(self, operation: Operation, depth: int) -> Value | None:
        """`and` and `or`; the right side is not asked when the left side decides, only read."""
        left = self.condition(operation.left, operation.span, depth)
        decides = left is (operation.operator == "or")
        if not decides:
            right = self.condition(operation.right, operation.span, depth)
            if isinstance(left, Blank) and isinstance(right, bool):
                return right if right is (operation.operator == "or") else left
            return None if left is None or right is None else right
        aside = Findings()
        _Evaluation(self.scope, self.place, aside).condition(operation.right, operation.span, depth)
        self.findings.add(*(d for d in aside.diagnostics if d.code in _ALWAYS_REPORTED))
        self.findings.names |= aside.names
        return left

    def condition(self, expression: Expression, span: Span | None, depth: int) -> Truth | None:
        value = self.value(expression, depth + 1)
        return None if value is None else self.truth(value, span, expression)

    def operation(self, operation: Operation, depth: int) -> Value | None:
        left = self.value(operation.left, depth + 1)
        right = self.value(operation.right, depth + 1)
        if left is None or right is None:
            return None
        if unknown := _unknown((left, right)):
            return unknown
        try:
            return self.bounded(_OPERATORS[operation.operator](left, right), operation.span)
        except RefusedError as refused:
            message = f"`{_shown(operation.operator)}` kan hier niet: {refused}"
            return self.fail("EVA005", message, operation.span, about=operation)

    def filtered(self, node: Filter, depth: int) -> Value | None:
        value = self.value(node.value, depth + 1)
        arguments = tuple(self.value(a, depth + 1) for a in node.arguments)
        rule = FILTERS.get(node.name)
        if rule is None:
            hint = did_you_mean(node.name, FILTERS)
            return self.fail("EVA004", f"het filter `{node.name}` bestaat niet", node.span, hint)
        if value is None or None in arguments:
            return None
        if unknown := _unknown((value, *arguments)):
            return unknown
        if not self.accepts(node, rule, value, cast("tuple[Value, ...]", arguments)):
            return None
        try:
            return self.bounded(rule.apply(value, *arguments), node.span)
        except RefusedError as refused:
            return self.fail("EVA007", f"`{node.name}` kan dit niet: {refused}", node.span, about=node)

    def accepts(self, node: Filter, rule: FilterRule, value: Value, arguments: tuple[Value, ...]) -> bool:
        if sort_of(value) not in rule.takes:
            wanted = " of ".join(rule.takes)
            hint = _HINTS.get(sort_of(value), "") if Sort.NUMBER in rule.takes else ""
            message = f"`{node.name}` achter {sort_of(value)}; verwacht: {wanted}"
            self.fail("EVA006", message, node.span, hint, about=node.value)
            return False
        if len(arguments) != rule.arguments:
            wanted = "niets tussen haakjes" if not rule.arguments else f"{rule.arguments} geheel getal tussen haakjes"
            hint = f"schrijf `{node.name}(1)`" if rule.arguments else f"schrijf `| {node.name}`"
            self.fail("EVA006", f"`{node.name}` met {len(arguments)} waarden; verwacht: {wanted}", node.span, hint)
            return False
        if any(isinstance(a, bool) or not isinstance(a, int) for a in arguments):
            self.fail(
                "EVA006", f"`{node.name}` met iets anders dan een geheel getal tussen haakjes", node.span, about=node
            )
            return False
        return True


def _unknown(values: tuple[Value | None, ...]) -> Blank | None:
    """The first of `values` that is not known yet: what is reckoned with it is not either."""
    return next((value for value in values if isinstance(value, Blank)), None)


def _shown(operator: str) -> str:
    return operator.replace("-", " ") if operator == "not-in" else operator


def _same(left: Value, right: Value) -> bool:
    """Equality without Python's `1 == True`."""
    return sort_of(left) is sort_of(right) and left == right


def _equal(left: Value, right: Value) -> bool:
    if sort_of(left) is not sort_of(right):
        raise RefusedError(f"{sort_of(left)} en {sort_of(right)}; verwacht: twee waarden van één soort")
    if sort_of(left) in (Sort.LIST, Sort.THING):
        raise RefusedError(f"{sort_of(left)}; verwacht: tekst, getallen of datums; lijsten hebben `in` en `&`")
    return left == right


def _ordered(compare: Callable[[date | int | Decimal, date | int | Decimal], bool]) -> Callable[[Value, Value], bool]:
    def ordered(left: Value, right: Value) -> bool:
        for sort in (Sort.NUMBER, Sort.DATE):
            if sort_of(left) is sort and sort_of(right) is sort:
                return compare(cast("int", left), cast("int", right))
        raise RefusedError(f"{sort_of(left)} en {sort_of(right)}; verwacht: twee getallen of twee datums")

    return ordered


def _list(value: Value) -> tuple[Item, ...]:
    if isinstance(value, tuple):
        return value
    raise RefusedError(f"{sort_of(value)}; verwacht: {Sort.LIST}")


def _inside(left: Value, right: Value) -> bool:
    items = _list(right)
    if items and all(sort_of(i) is not sort_of(left) for i in items):
        raise RefusedError(f"{sort_of(left)} in een lijst van iets anders ({sort_of(items[0])})")
    return any(_same(left, i) for i in items)


def _both(left: Value, right: Value) -> Value:
    ours, theirs = _list(left), _list(right)
    if ours and theirs and {sort_of(i) for i in ours}.isdisjoint(sort_of(i) for i in theirs):
        raise RefusedError(f"lijsten met {sort_of(ours[0])} en met {sort_of(theirs[0])}")
    return tuple(i for i in ours if any(_same(i, j) for j in theirs))


def _reckoned(sign: int) -> Callable[[Value, Value], Value]:
    def reckoned(left: Value, right: Value) -> Value:
        for value in (left, right):
            if sort_of(value) is not Sort.NUMBER:
                hint = _HINTS.get(sort_of(value), "")
                raise RefusedError(f"{sort_of(value)}; verwacht: {Sort.NUMBER}" + (f" ({hint})" if hint else ""))
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            return Decimal(cast("int", left)) + sign * Decimal(cast("int", right))
        return cast("int", left) + sign * cast("int", right)

    return reckoned


_OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _ordered(lambda a, b: cast("int", a) < cast("int", b)),
    "<=": _ordered(lambda a, b: cast("int", a) <= cast("int", b)),
    ">": _ordered(lambda a, b: cast("int", a) > cast("int", b)),
    ">=": _ordered(lambda a, b: cast("int", a) >= cast("int", b)),
    "in": _inside,
    "not-in": lambda left, right: not _inside(left, right),
    "&": _both,
    "+": _reckoned(1),
    "-": _reckoned(-1),
}
