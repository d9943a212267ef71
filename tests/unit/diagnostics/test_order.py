"""The order of findings is theirs alone: not that of sets, nor that in which they were found."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, in_order

SPANS = st.builds(Span, st.sampled_from(["", "a.md"]), st.integers(0, 1), st.integers(0, 1))
TEXT = st.sampled_from(["", "x"])
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
FINDINGS = st.builds(
    Diagnostic,
    st.sampled_from(Severity),
    TEXT,
    TEXT,
    st.none() | SPANS,
    TEXTS,
    st.lists(st.builds(Related, SPANS, TEXT), max_size=2).map(tuple),
    *(TEXT for _ in range(6)),
    TEXTS,
)


@given(FINDINGS, FINDINGS)
def test_two_findings_that_differ_have_each_a_place_of_their_own(one: Diagnostic, other: Diagnostic) -> None:
    assert (one.sort_key() == other.sort_key()) == (one == other)


def test_findings_that_differ_in_their_second_place_alone_keep_their_order() -> None:
    found = [
        Diagnostic(Severity.NOTE, "R150", "open", Span("r.yaml", 3), related=(Related(Span("a.md", 9, n), "daar"),))
        for n in range(4)
    ]
    assert {in_order(order) for order in permutations(found)} == {tuple(found)}
