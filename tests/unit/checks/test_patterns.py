"""Patterns remember where they do not stand, and say the same when they have forgotten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from akkoord.checks import patterns
from akkoord.checks.patterns import Pattern, forget_absent


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
    pattern = Pattern("wanted")
    pattern.search("something else")
    assert "something else" in pattern._absent
    forget_absent()
    assert not pattern._absent
    assert not patterns._remembered
    pattern.search("something else")
    assert pattern._absent in patterns._remembered
    forget_absent()
