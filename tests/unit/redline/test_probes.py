"""One feature at a time: what is marked, with what, how much at most, and that both directions are exact."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from support.word.engine import redline
from support.word.laws import faults_of_files
from support.word.marks import marks
from support.word.notation import document
from support.word.writing import docx

PROBES = sorted((Path(__file__).parents[2] / "cases/redline/probes").glob("*.yaml"))
NOISE = 7  # the new file comes from another save: other ids, other runs


@pytest.mark.parametrize("probe", PROBES, ids=lambda path: path.stem)
def test_a_feature_is_marked_as_it_should_be(probe: Path) -> None:
    """`must` and `never` name kinds of mark, `marked` the most characters, `others` the marks of someone else that
    stay; `equal` asks for nothing at all, `reported` for a change that is at least told of.
    """
    case: dict[str, Any] = YAML(typ="safe", pure=True).load(probe.read_text(encoding="utf-8"))  # plain data
    old, new = docx(document(case["old"])), docx(document(case["new"]), NOISE)
    made = redline(old, new)
    found = marks(made)
    assert set(case.get("must", ())) <= found.kinds
    assert not set(case.get("never", ())) & found.kinds
    assert found.marked <= case.get("marked", found.marked)
    assert set(case.get("others", ())) <= found.others
    assert not (case.get("equal") and found.kinds)
    assert faults_of_files(old, new, earlier="others" in case) == []
