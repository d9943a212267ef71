"""Every tracked change of the standard, accepted and rejected."""

import json
from pathlib import Path

import pytest

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
