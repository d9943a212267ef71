"""Any text in place of a contract file is read or refused, never a crash, and no finding is without a place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from support.contracts import ROOT, read_contracts, texts_under

SOUND = texts_under(ROOT / "tests" / "cases" / "spec" / "region", "contracts/region")

scraps = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["[]", "{}", "- ", ": ", "&a ", "*a", "{{", '"', "null", "true", "2023-02-30", "1e9", "\n", "  ", "!!x "]
    ),
)


@st.composite
def broken_regions(draw):
    """The sound region with a stretch of one file replaced by a scrap."""
    file = draw(st.sampled_from(sorted(SOUND)))
    text = SOUND[file]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    return SOUND | {file: text[:start] + draw(scraps) + text[end:]}


@settings(max_examples=100, deadline=None)
@given(broken_regions())
def test_a_broken_file_gives_findings_with_a_place(texts):
    for finding in read_contracts(texts).findings:
        assert finding.span is not None
        assert finding.span.file in texts
        lines = texts[finding.span.file].split("\n")
        assert 1 <= finding.span.line <= len(lines) + 1
        assert finding.span.column >= 1


@settings(max_examples=40, deadline=None)
@given(broken_regions())
def test_the_order_of_files_changes_no_finding(texts):
    assert read_contracts(texts).findings == read_contracts(dict(reversed(texts.items()))).findings
