"""Each file in tests/cases/checks is named after a rule, and shows what it finds and what it leaves alone."""

import re
from pathlib import Path

import pytest

from akkoord.checks.manual import manual
from akkoord.checks.registry import all_rules, find_rule, page_of, rule_ids
from akkoord.diagnostics import Severity
from support.checked import Case, cases_in, checked, shown
from support.expected import assert_as_expected

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "tests" / "cases" / "checks").glob("R*.case"))
CASES = [(path.stem, case) for path in FILES for case in cases_in(path.read_text(encoding="utf-8"))]
PLANTED = 3


@pytest.mark.parametrize(("rule_id", "case"), CASES, ids=[f"{rule}-{case.name}" for rule, case in CASES])
def test_a_rule_finds_what_is_planted_and_nothing_else(rule_id: str, case: Case):
    rule = find_rule(rule_id)
    assert rule is not None
    assert sorted(shown(found) for found in checked(case, rule)) == sorted(case.finds)


def test_an_old_extract_is_an_error_but_a_note_where_an_edition_amends_another():
    rule = find_rule("R068")
    assert rule is not None
    weights = {("amends" in case.project, f.severity) for r, case in CASES if r == "R068" for f in checked(case, rule)}
    assert weights == {(False, Severity.ERROR), (True, Severity.NOTE)}


@pytest.mark.parametrize("rule_id", rule_ids())
def test_every_rule_has_cases_that_pass_and_three_that_fail(rule_id: str):
    own = [case for rule, case in CASES if rule == rule_id]
    assert sum(bool(case.finds) for case in own) >= PLANTED
    assert any(not case.finds for case in own)


@pytest.mark.parametrize("rule_id", rule_ids())
def test_the_page_of_a_rule_shows_a_wrong_and_a_right_example(rule_id: str):
    page = page_of(rule_id)
    assert page.startswith(f"{rule_id}: ")
    assert page.partition("\n")[0].endswith(".")
    assert re.search(r"^Fout:\n\n    \S.*?^Goed:\n\n    \S", page, re.MULTILINE | re.DOTALL)


def test_rules_are_named_after_their_module_and_stand_alone():
    assert [rule.id for rule in all_rules()] == list(rule_ids())
    assert len(set(rule_ids())) == len(rule_ids())
    assert all(rule.severity is Severity.WARNING for rule in all_rules() if rule.switchable)


def test_the_page_of_all_rules_is_made_of_them():
    """`AKKOORD_RENEW_EXPECTED=1` writes it anew."""
    assert_as_expected(ROOT / "docs" / "rules.md", manual())
