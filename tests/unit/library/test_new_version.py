"""The next version of a clause as text: what stays, what is to be filled in."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.diagnostics import Span
from akkoord.library import Pin, Step, bumped, new_version_text, with_pin

OLD = """---
# eigen opmerking
id: duur
version: '1.0'
title: >-
  Duur en
  einde
status: vastgesteld  # zo besloten
approved_by: Overleg
approved_on: 2022-12-15
decision: "besluit
  in twee regels"
valid_from: 2023-01-01
valid_until: 2023-12-31
source: voorbeeld
term_forms:
- duren
---
status: dit is tekst
---
version: ook
"""
NEW = """---
# eigen opmerking
id: duur
version: "1.1"
title: >-
  Duur en
  einde
status: concept
# approved_by:
# approved_on:
# decision:
valid_from: 2024-01-01
source: voorbeeld
term_forms:
- duren
change: ""  # waarom verandert de tekst?
---
status: dit is tekst
---
version: ook
"""


def test_only_what_belongs_to_the_old_version_changes() -> None:
    assert new_version_text(OLD, "1.1", date(2024, 1, 1)) == NEW
    again = NEW.replace('""  # waarom verandert de tekst?', "een grond")
    assert new_version_text(again, "1.1", date(2024, 1, 1)) == NEW


@pytest.mark.parametrize(
    ("version", "step", "after"),
    [
        ("1.0", Step.MAJOR, "2.0"),
        ("1.0", Step.MINOR, "1.1"),
        ("1.0", Step.PATCH, "1.0.1"),
        ("1.9.3", Step.MAJOR, "2.0"),
        ("1.9.3", Step.MINOR, "1.10"),
        ("1.9.3", Step.PATCH, "1.9.4"),
        ("0.1", Step.MAJOR, "1.0"),
    ],
)
def test_versions_go_on_by_their_meaning(version: str, step: Step, after: str) -> None:
    assert bumped(version, step) == after


@pytest.mark.parametrize(
    ("line", "column", "after"),
    [
        ('  duur: "1.0"  # vast', 9, '  duur: "1.1"  # vast'),
        ("  duur: '1.0'", 9, '  duur: "1.1"'),
        ('clauses: {a: "1.0", duur: "1.0"}', 27, 'clauses: {a: "1.0", duur: "1.1"}'),
        ("  duur: &v 1.0", 9, "  duur: &v 1.0"),
    ],
)
def test_an_edition_names_the_new_version_in_the_place_of_the_old(line: str, column: int, after: str) -> None:
    assert with_pin(f"a\n{line}\nb", Pin("1.0", Span("x", 2, column)), "1.1") == f"a\n{after}\nb"
    assert with_pin("a", Pin("1.0", Span("x", 2, 1)), "1.1") == "a"
