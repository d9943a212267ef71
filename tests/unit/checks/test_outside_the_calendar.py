"""Days and numbers of years that lead out of the calendar, or are none: every rule goes on, and none breaks off."""

import pytest

from akkoord.checks.registry import find_rule
from support.checked import Case, cases_in, checked, shown

FACTS = {"start": "2022-01-01", "basis_jaren": "3", "eind": "2024-12-31", "verlenging_max_jaren": "4"}
FACTS |= {"uiterste_eind": "2028-12-31"}
DAYS = ("9999-12-31", "0001-01-01", "nooit", "5")
YEARS = ("9999", "-9999", "99999999999", "2.5", "nooit", "[een, twee]", "[1, 2]", "true", "2022-01-01")
VALUES = {"start": DAYS, "eind": DAYS, "uiterste_eind": DAYS, "basis_jaren": YEARS, "verlenging_max_jaren": YEARS}


def project(facts: dict[str, str], rest: str) -> Case:
    lines = "".join(f"    {name}: {{value: {value}, source: nota}}\n" for name, value in facts.items())
    (case,) = cases_in(f"=== een\n@@ region\nparameters:\n  looptijd:\n{lines}{rest}")
    return case


@pytest.mark.parametrize(("fact", "value"), [(fact, value) for fact in VALUES for value in VALUES[fact]])
def test_a_term_of_the_profile_may_be_anything(fact: str, value: str):
    text = "@@ clause a\nDe overeenkomst geldt van 1 januari 2022 tot en met 31 december 2024.\n"
    assert checked(project(FACTS | {fact: value}, text))  # there is always something to say of so small a project


@pytest.mark.parametrize(
    "words",
    [
        "tot 31 december 9999",
        "tot 1 januari 0001",
        "van 1 januari 2022 tot 1 januari 0001",
        "van 1 januari 9998 tot en met 31 december 9999, een periode van twee jaar",
        "van 1 januari 9998 tot en met 31 december 9999, een periode van drie jaar",
    ],
)
def test_a_text_may_name_any_day(words: str):
    assert checked(project(FACTS, f"@@ clause a\nDe overeenkomst geldt {words}.\n"))


def test_an_organisation_may_last_until_the_last_day_that_there_is():
    body = "id: rsj, role: uitvoeringsorganisatie, name: Regionaal Team, short_name: RST, valid_from: 2014-01-01"
    person = '{name: "", function: voorzitter, capacity: namens het bestuur, ground: regeling}'
    organisation = f"organisations: [{{{body}, valid_until: 9999-12-31, representatives: [{person}]}}]\n"
    rule = find_rule("R071")
    assert rule is not None
    assert [shown(found) for found in checked(project(FACTS, organisation), rule)] == ["region.yaml:8:17 rsj"]
