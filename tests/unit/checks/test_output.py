"""What `check` writes for other programs fits what they expect: SARIF that of OASIS, JSON our own schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from akkoord.checks.found import Found
from akkoord.checks.registry import rule_ids
from akkoord.checks.sarif import sarif
from akkoord.diagnostics import Diagnostic, Related, Severity, Span, as_json, in_order
from akkoord.project.result import diagnostic_of
from support.checked import checked
from support.mini_project import RefusedError
from support.schemas import validator
from support.seeded import cases_of

SCHEMA = Path(__file__).parents[2] / "support" / "sarif" / "sarif-schema-2.1.0.json"
OFFICIAL = Draft4Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER
)

_words = st.text(max_size=12)
_spans = st.builds(Span, st.text(min_size=1, max_size=12), st.integers(1, 999), st.integers(1, 999))
_names = st.lists(st.text(min_size=1, max_size=5), max_size=4, unique=True).map(tuple)
_found = st.builds(
    Diagnostic,
    st.sampled_from(Severity),
    st.sampled_from((*rule_ids()[:5], "CHK001", "YAM003")),
    st.text(min_size=1, max_size=30),
    st.none() | _spans,
    st.lists(_words, max_size=2).map(tuple),
    st.lists(st.builds(Related, _spans, st.text(min_size=1, max_size=9)), max_size=2).map(tuple),
    *(_words for _ in range(6)),
    _names.map(lambda names: names if len(names) > 1 else ()),
)


def _sound(diagnostics: tuple[Diagnostic, ...]) -> None:
    log = json.loads(json.dumps(sarif(diagnostics, "1.0.0")))
    assert [error.message for error in OFFICIAL.iter_errors(log)] == []
    assert [error.message for error in validator("sarif").iter_errors(log)] == []
    data = json.loads(json.dumps({"diagnostics": [as_json(d) for d in diagnostics]}))
    assert [error.message for error in validator("diagnostics").iter_errors(data)] == []
    assert tuple(map(diagnostic_of, data["diagnostics"])) == diagnostics


@given(st.lists(_found, max_size=4).map(tuple))
def test_any_findings_are_written_as_the_schemas_want(diagnostics: tuple[Diagnostic, ...]):
    _sound(diagnostics)


@pytest.mark.slow
def test_what_every_rule_finds_is_written_as_the_schemas_want():
    found = [one for rule in rule_ids() for case in cases_of(rule) if case.finds for one in _of(case)]
    assert {d.code for d in found if d.code.startswith("R")} >= {"R030", "R048", "R100", "R190"}
    _sound(in_order(found))


def _of(case) -> list[Diagnostic]:
    try:
        return [one.diagnostic if isinstance(one, Found) else one for one in checked(case)]
    except RefusedError as refused:
        return list(refused.findings)


def test_a_place_with_signs_that_an_address_may_not_have_is_escaped():
    log = sarif((Diagnostic(Severity.ERROR, "R150", "x", Span("clauses/a b/é#1.md", 3, 4)),), "1.0.0")
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "clauses/a%20b/%C3%A9%231.md"
    assert place["region"] == {"startLine": 3, "startColumn": 4}


def test_all_who_have_a_finding_are_named():
    found = Diagnostic(Severity.WARNING, "R153", "x", providers=("a", "b", "c", "d", "e"))
    assert as_json(found)["providers"] == ["a", "b", "c", "d", "e"]
    assert as_json(found)["provider"] is None
    (result,) = sarif((found,), "1.0.0")["runs"][0]["results"]
    assert result["properties"] == {"providers": ["a", "b", "c", "d", "e"]}
