"""Every expression in tests/cases/readers/expression.yaml gives its tree or its finding."""

from pathlib import Path

import pytest

from akkoord.diagnostics import Span
from akkoord.readers.expression import MAX_LENGTH, parse_expression
from akkoord.readers.yaml import read_yaml
from akkoord.tree.expression import Filter, names_in
from support.outline import expression

FILE = Path(__file__).parents[2] / "cases" / "readers" / "expression.yaml"
CASES = read_yaml(FILE.read_text(encoding="utf-8"), FILE.name)[0].data


@pytest.mark.parametrize(("source", "tree"), CASES["trees"].items())
def test_expression_gives_tree(source: str, tree: str) -> None:
    parsed, findings = parse_expression(source, Span("a.md", 3, 10))
    assert findings == ()
    assert expression(parsed) == tree


@pytest.mark.parametrize(("source", "expected"), CASES["findings"].items())
def test_wrong_expression_gives_finding_at_its_column(source: str, expected: str) -> None:
    parsed, findings = parse_expression(source, Span("a.md", 1, 1))
    assert parsed is None
    assert len(findings) == 1
    assert f"{findings[0].code} {findings[0].span.line}:{findings[0].span.column}" == expected


def test_names_and_filters_know_their_place() -> None:
    parsed, _ = parse_expression("a.b | f(c)", Span("a.md", 3, 10))
    assert isinstance(parsed, Filter)
    assert parsed.span == Span("a.md", 3, 16)
    assert [n.span.column for n in names_in(parsed)] == [10, 18]


@pytest.mark.parametrize(
    "source", ["a" * (MAX_LENGTH + 1), "(" * 31 + "a" + ")" * 31, "[" * 31 + "]" * 31, " or ".join("ab" * 16)]
)
def test_long_and_deep_expressions_are_refused(source: str) -> None:
    parsed, findings = parse_expression(source, Span("a.md"))
    assert parsed is None
    assert [d.code for d in findings] == ["EXP001"]
