"""Which edition an addendum amends, and what is refused."""

from pathlib import Path

import pytest

from akkoord.project.opening import open_project
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection, SelectionError

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def content():
    return open_project(ROOT)


def planned(content, edition, base=""):
    return make_plan(content, Selection(documents=("addendum",), editions=(edition,)), base=base)


def test_the_region_says_which_edition_was_signed(content):
    assert [planner.edition.id for planner in planned(content, "2024").signed] == ["2023"]


def test_an_edition_that_is_named_comes_before_that_of_the_region(content):
    assert [planner.edition.id for planner in planned(content, "2024", "2023").signed] == ["2023"]


@pytest.mark.parametrize(
    ("edition", "base", "code", "words"),
    [
        ("2024", "2022-concept", "ADD021", "is een concept"),
        ("2024", "2024", "ADD021", "gaat niet in vóór editie `2024`"),
        ("2024", "2032", "ADD021", "bestaat niet"),
        ("2023", "", "ADD020", "niet bekend is welke editie is ondertekend"),
    ],
)
def test_what_cannot_have_been_signed_is_refused(content, edition, base, code, words):
    with pytest.raises(SelectionError) as refused:
        planned(content, edition, base)
    (found,) = refused.value.diagnostics
    assert found.code == code
    assert words in found.message


def test_without_addenda_no_base_is_needed(content):
    assert make_plan(content, Selection(documents=("convenant",))).signed == []
