"""Every tracked change of the standard, accepted and rejected."""

import json
from itertools import permutations, product
from pathlib import Path

import pytest

from akkoord.compare.canonical import differences
from akkoord.redline.resolution import Decision, Selection, changes_of, resolve
from support.tracked import package, plain

CASES = Path(__file__).parents[2] / "cases/redline/resolution"


def selection(case: Path) -> Selection | None:
    file = case / "selection.json"
    if not file.exists():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    authors = frozenset(data["authors"]) if "authors" in data else None
    return Selection(authors, data.get("since", ""), data.get("until", ""))


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_a_decision_gives_the_expected_parts(case: Path, decision: Decision) -> None:
    before = package((case / "before.xml").read_text(encoding="utf-8"))
    expected = package((case / f"{decision}ed.xml").read_text(encoding="utf-8"))
    only = selection(case)
    after = resolve(before, decision, only)
    assert {name: plain(xml) for name, xml in after.parts.items()} == {
        name: plain(xml) for name, xml in expected.parts.items()
    }
    if only is None:
        assert changes_of(after) == ()


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_author_by_author_in_any_order_is_all_at_once(case: Path, decision: Decision) -> None:
    before = package((case / "before.xml").read_text(encoding="utf-8"))
    authors = sorted({change.author for change in changes_of(before)})
    whole = resolve(before, decision)
    for order in permutations(authors):
        after = before
        for author in order:
            after = resolve(after, decision, Selection(frozenset((author,))))
        assert differences(whole, after).found == ()


def test_two_decisions_of_two_authors_may_come_in_either_order() -> None:
    before = package((CASES / "end-before-a-table-by-two/before.xml").read_text(encoding="utf-8"))
    one, other = (Selection(frozenset((author,))) for author in "AB")
    for first, second in product(Decision, repeat=2):
        this_way = resolve(resolve(before, first, one), second, other)
        that_way = resolve(resolve(before, second, other), first, one)
        assert differences(this_way, that_way).found == ()
