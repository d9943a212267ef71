"""Patterns remember where they do not stand, and say the same when they have forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.checks.patterns import Pattern, absent_to_data, forget_absent, is_absent, take_absent


@given(st.lists(st.text("ab ", max_size=6), max_size=8), st.integers(0, 8))
def test_what_a_pattern_finds_does_not_rest_on_what_it_remembers(texts: list[str], forgotten: int) -> None:
    pattern = Pattern("a+b")
    for place, text in enumerate((*texts, *texts)):
        if place == forgotten:
            forget_absent()
        found = pattern.search(text)
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in Pattern("a+b").finditer(text)]
        assert (found is None) == ("ab" not in text)


def test_nothing_is_kept_of_what_was_forgotten() -> None:
    forget_absent()
    Pattern("wanted").search("something else")
    assert absent_to_data(earlier=True)["texts"]
    forget_absent()
    assert absent_to_data(earlier=True)["texts"] == ""


@given(st.lists(st.text("abc ", max_size=4), max_size=6), st.permutations(("a", "b", "c", "ab")), st.integers(0, 4))
def test_what_was_remembered_elsewhere_is_known_by_the_same_names(
    texts: list[str], names: list[str], asked_here: int
) -> None:
    forget_absent()
    for name in ("a", "b", "c", "ab"):
        for text in texts:
            Pattern(name).search(text)
    there = absent_to_data(earlier=True)
    forget_absent()
    for name in names[:asked_here]:
        for text in (*texts, "x"):
            Pattern(name).search(text)
    take_absent(there)
    for name in names:
        for text in texts:
            assert is_absent(f"0 {name}", text) == (name not in text)
    forget_absent()


@pytest.mark.parametrize("data", [{"names": [], "texts": "een"}, {"names": "een", "texts": ""}, {"names": []}])
def test_what_is_no_memory_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        take_absent(data)
