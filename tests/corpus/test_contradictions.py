"""What sat unnoticed in published documents: each contradiction is found, or it is said why no program decides it."""

import re
from pathlib import Path

import pytest

from akkoord.checks.registry import find_rule
from support.checked import cases_in, checked, shown

FILES = sorted((Path(__file__).parent / "contradictions").glob("*.case"))
_OWN = re.compile(r"^@@ (found|undecidable)\n((?:(?!@@ ).*\n?)*)", re.MULTILINE)


def parts_of(path: Path) -> tuple[str, list[str], str]:
    """The project, the findings, and why it cannot be decided."""
    _, _, text = path.read_text(encoding="utf-8").partition("\n")
    own = dict(_OWN.findall(text))
    return _OWN.sub("", text), own.get("found", "").splitlines(), own.get("undecidable", "").strip()


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_contradiction_is_found_or_it_is_said_why_not(path: Path):
    project, found, reason = parts_of(path)
    assert bool(found) != bool(reason)
    (case,) = cases_in(f"=== {path.stem}\n{project}")
    for rule_id in {line.split()[0] for line in found}:
        rule = find_rule(rule_id)
        assert rule is not None, rule_id
        expected = [line.partition(" ")[2] for line in found if line.startswith(f"{rule_id} ")]
        assert sorted(map(shown, checked(case, rule))) == sorted(expected)


def test_all_are_there():
    assert [path.stem[:2] for path in FILES] == [f"{number:02}" for number in range(1, 32)]
