"""The ledger of a pack: whatever is recorded, its chain holds; whatever is changed in its file, it is found."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.records import Entry, Ledger, LedgerState, SentDocument, appended, ledger_text, read_ledger

PACK = "regio/2023/een"
FILE = "contracts/regio/ledger/2023/een.jsonl"
TEXT = (SentDocument("overeenkomst", "Overeenkomst", "1.0", "a" * 64, "b" * 64),)
STEPS = st.lists(
    st.tuples(st.sampled_from(LedgerState), st.integers(0, 3), st.integers(-1, 9), st.sampled_from("ab")), max_size=30
)
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)


def recorded(steps: list[tuple[LedgerState, int, int, str]], by: str = "A. Voorbeeld") -> tuple[Ledger, int]:
    """All of `steps` tried one after another, and how many were refused."""
    ledger, day, refused = Ledger(PACK), date(2023, 1, 1), 0
    for state, further, days, manifest in steps:
        number = max(1, ledger.current + (further == 0))
        entry = Entry(PACK, number, state, day + timedelta(days), by, manifest * 64, documents=TEXT)
        after, found = appended(ledger, entry)
        assert (after is None) == bool(found)
        refused += after is None
        if after is not None:
            ledger, day = after, entry.date
    return ledger, refused


@given(steps=STEPS, by=WORDS)
@settings(max_examples=60)
def test_any_sequence_of_records_keeps_the_chain(steps: list[tuple[LedgerState, int, int, str]], by: str) -> None:
    ledger, refused = recorded(steps, by)
    assert len(ledger.entries) + refused == len(steps)
    assert read_ledger(ledger_text(ledger), PACK, FILE) == (ledger, ())


LIFE = (
    (LedgerState.READY, 1, 0, "a"),
    (LedgerState.SENT, 1, 1, "a"),
    (LedgerState.RETURNED, 1, 1, "a"),
    (LedgerState.VERIFIED, 1, 0, "a"),
)
TOLD = ledger_text(recorded(list(LIFE))[0])


@given(at=st.integers(0, len(TOLD.encode()) - 1), value=st.integers(0, 255))
@settings(max_examples=300)
def test_any_byte_that_is_changed_is_found(at: int, value: int) -> None:
    before = TOLD.encode()
    after = (before[:at] + bytes([value]) + before[at + 1 :]).decode("utf-8", "replace")
    ledger, found = read_ledger(after, PACK, FILE)
    assert (ledger is None, bool(found)) == ((False, False) if after == TOLD else (True, True))


@given(cut=st.tuples(st.integers(0, len(TOLD)), st.integers(1, 40)))
@settings(max_examples=100)
def test_any_stretch_that_is_cut_out_is_found_unless_it_is_whole_lines_at_the_end(cut: tuple[int, int]) -> None:
    start, length = cut
    after = TOLD[:start] + TOLD[start + length :]
    ledger, found = read_ledger(after, PACK, FILE)
    whole = after == TOLD or (TOLD.startswith(after) and (not after or after.endswith("\n")))
    assert (ledger is not None, not found) == (whole, whole)


def test_every_line_that_is_left_out_is_found_but_the_last() -> None:
    lines = TOLD.splitlines(keepends=True)
    for number in range(len(lines)):
        ledger, _ = read_ledger("".join(lines[:number] + lines[number + 1 :]), PACK, FILE)
        assert (ledger is None) == (number < len(lines) - 1)


@given(text=st.text(max_size=60) | st.text('{}[]":,0a\n', max_size=60))
@settings(max_examples=200)
def test_any_text_is_read_or_refused(text: str) -> None:
    ledger, found = read_ledger(text, PACK, FILE)
    assert (ledger is None) == bool(found)
