"""The wrong example on the page of a rule is wrong, and the right one right, wherever they are whole by themselves."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from akkoord.checks.registry import find_rule, page_of, rule_ids
from akkoord.diagnostics import Diagnostic
from support.checked import cases_in, checked
from support.mini_project import RefusedError

AS = {
    "clause": (
        *("R012", "R020", "R021", "R023", "R024", "R025", "R028", "R035", "R036", "R037", "R038", "R044", "R045"),
        *("R046", "R049", "R060", "R062", "R064", "R065", "R090", "R092", "R143", "R150", "R151", "R152", "R153"),
        *("R154", "R155", "R156", "R157", "R159", "R160", "R161"),
    ),
    "region": ("R174", "R184"),
    "provider a": ("R051", "R063", "R066", "R075", "R080", "R163", "R195"),
}
"""What the examples of a rule are: a clause, or lines of a profile or of a provider. Others show a part of a whole."""
WHOLE = [(rule, sort) for sort, rules in AS.items() for rule in rules]


def examples(rule_id: str) -> tuple[str, str]:
    """The wrong and the right example of a page."""
    found = re.search(r"^Fout:\n\n(.*?)^Goed:\n\n(.*)", page_of(rule_id), re.MULTILINE | re.DOTALL)
    assert found is not None
    wrong, right = (dedent("".join(re.findall(r"^(?:    .*)?\n?", part, re.MULTILINE))) for part in found.groups())
    return wrong.strip(), right.strip()


def finds(rule_id: str, example: str, sort: str) -> int:
    """How much a rule finds in an example as a part of a small project."""
    rule = find_rule(rule_id)
    assert rule is not None
    text = "" if sort == "clause" else "@@ clause a\nTekst.\n"
    (case,) = cases_in(f"=== x\n@@ {sort}{' a' if sort == 'clause' else ''}\n{example}\n{text}")
    linked = "](#" in example  # the clause that an example refers to is not shown
    return sum(not (linked and isinstance(one, Diagnostic)) for one in checked(case, rule))


@pytest.mark.parametrize(("rule", "sort"), WHOLE, ids=[rule for rule, _ in WHOLE])
def test_an_example_is_what_the_page_says(rule: str, sort: str):
    wrong, right = examples(rule)
    assert finds(rule, wrong, sort)
    assert not finds(rule, right, sort)


def test_every_example_that_is_whole_is_tried():
    def shows(rule: str, sort: str) -> bool:
        try:
            return all(
                bool(finds(rule, text, sort)) is wanted
                for text, wanted in zip(examples(rule), (True, False), strict=True)
            )
        except (RefusedError, AssertionError):
            return False

    known = {rule for rule, _ in WHOLE}
    assert [
        rule
        for rule in rule_ids()
        if rule not in known and "…" not in page_of(rule) and any(shows(rule, sort) for sort in AS)
    ] == []
