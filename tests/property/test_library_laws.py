"""Laws of the library: a clause version survives its stored form, places included."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.diagnostics import Span
from akkoord.library import ClauseStatus, ClauseVersion
from akkoord.project.packed_values import packed, unpacked
from akkoord.project.read_cache import CLASSES
from akkoord.readers.markdown import read_blocks

DAY = st.dates(date(1990, 1, 1), date(2100, 1, 1))
WORDS = st.text(max_size=20)
BODY = st.lists(
    st.sampled_from(
        ["Tekst {{ a | datum }}.\n\n", "1. lid\n   1. deel\n", "::: als a & b\nx\n:::\n", "| a |\n|---|\n| b |\n\n"]
    )
).map("".join)


@st.composite
def clauses(draw: st.DrawFn) -> ClauseVersion:
    file = "clauses/a/b/1.0.md"
    return ClauseVersion(
        id=draw(WORDS),
        version="1.0",
        title=draw(WORDS),
        status=draw(st.sampled_from(ClauseStatus)),
        valid_from=draw(DAY),
        source=draw(WORDS),
        blocks=read_blocks(draw(BODY), file, 9)[0],
        digest="ab" * 32,
        span=Span(file),
        valid_until=draw(st.none() | DAY),
        approved_by=draw(WORDS),
        approved_on=draw(st.none() | DAY),
        decision=draw(WORDS),
        change=draw(WORDS),
        term=draw(WORDS),
        term_forms=tuple(draw(st.lists(WORDS, max_size=3))),
    )


@given(clauses())
@settings(max_examples=100, deadline=None)
def test_a_clause_survives_its_stored_form(clause: ClauseVersion) -> None:
    back = unpacked(packed(clause), CLASSES)
    assert back == clause
    assert repr(back) == repr(clause)  # places as well, which do not count in what is equal
