"""A region with other lots, another term and another style of reference runs under the same rules."""

from dataclasses import replace
from pathlib import Path

import pytest

from akkoord.diagnostics import Severity
from support.checked import cases_in, checked

CASES = Path(__file__).parents[2] / "cases" / "checks" / "tweede-regio.case"
(REGION,) = cases_in(CASES.read_text(encoding="utf-8"))


def test_a_clean_set_of_another_region_has_no_errors():
    found = [f for f in checked(REGION) if f.severity is Severity.ERROR]
    assert [(f.rule, f.finding.message, str(f.finding.span)) for f in found] == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("R191", "uiterste_eind: {value: 2028-12-31", "uiterste_eind: {value: 2029-12-31"),
        ("R150", "De Aanbieder verleent hulp", "De Aanbieder verleent xx hulp"),
        ("R030", "Partijen overleggen over", "Partijen overleggen in een Streektafel over"),
        ("R020", "volgens [](#bekostiging)", "volgens artikel 9, tweede lid"),
        ("R023", "volgens [](#bekostiging)", "volgens artikel 2 lid 1"),
        ("R152", "De Aanbieder verleent", "De Aanbieder moet een plan maken en verleent"),
    ],
)
def test_what_is_planted_in_it_is_found(rule: str, old: str, new: str):
    assert old in REGION.project
    planted = replace(REGION, project=REGION.project.replace(old, new))
    assert rule in {f.rule for f in checked(planted)}
    assert rule not in {f.rule for f in checked(REGION)}
