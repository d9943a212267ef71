"""What counts as a difference between two packages, and what does not."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from akkoord.compare.canonical import Level, differences
from support.tracked import package

FILE = Path(__file__).parents[2] / "cases/compare/canonical.yaml"
CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))  # plain data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_two_packages_differ_as_expected(case: dict[str, Any]) -> None:
    left, right = package(case["left"]), package(case["right"])
    found = differences(left, right)
    assert [f"{d.level.name} {d.aspect}" for d in found.found] == case.get("differences", [])
    back = differences(right, left)
    assert sorted((d.level, d.aspect) for d in back.found) == sorted((d.level, d.aspect) for d in found.found)
    for side in (left, right):
        assert not differences(side, side).found


def test_every_part_is_equal_different_or_not_compared() -> None:
    left = package("<w:p/>\n=== word/people.xml\n<w:people {W}/>\n=== word/vreemd.xml\n<a/>")
    right = package("<w:p/>\n=== word/people.xml\n<w:people {W} w:a='1'/>\n=== word/vreemd.xml\n<b/>")
    found = differences(left, right)
    assert found.equal == ("word/document.xml",)
    assert [d.part for d in found.found] == ["word/vreemd.xml"]
    assert [n.part for n in found.not_compared] == ["word/people.xml"]


def test_a_difference_says_where_it_stands() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    left, right = (package(f"<w:p/>{table.format(text)}<w:p/>") for text in ("oud", "nieuw"))
    (found,) = differences(left, right).of(Level.TEXT)
    assert (found.left, found.right) == ((1, 0, 1, 1), (1, 0, 1, 1))
    assert (found.old, found.new) == ("oud", "nieuw")
    assert found.label == "hoofdtekst, tabel 2 «oud», rij 1, cel 2, blok 2 «oud»"
