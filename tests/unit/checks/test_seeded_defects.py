"""Planted faults do not hide each other, and a fault of one rule makes no other rule speak without a reason."""

import pytest

from akkoord.checks.registry import rule_ids
from support.seeded import also_found, reasons, seeded

pytestmark = pytest.mark.slow


def _excused(part: str, rule: str) -> set[str]:
    return set(reasons()[part].get(rule, {}))


@pytest.mark.parametrize("rule", rule_ids())
def test_a_planted_fault_makes_no_other_rule_speak(rule: str):
    unexplained = [(case, other) for case, other in also_found(rule) if other not in _excused("also", rule)]
    assert unexplained == []


@pytest.mark.parametrize("rule", rule_ids())
def test_what_is_planted_is_found_beside_other_faults_and_hides_none(rule: str):
    excused = _excused("company", rule)
    for one in seeded(rule):
        lost = [place for place in one.lost if place[0] not in excused]
        gained = [place for place in one.gained if place[0] not in excused]
        assert (lost, gained) == ([], []), one.case.name


def test_every_reason_is_still_needed():
    for rule, others in reasons()["also"].items():
        assert {other for _, other in also_found(rule)} == set(others), rule
    for rule, others in reasons()["company"].items():
        assert {place[0] for one in seeded(rule) for place in (*one.lost, *one.gained)} == set(others), rule
