"""Laws of verification: whatever came back, there is an answer, and no other text is ever called the same."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.signing.comparison.verdict import Answer
from support.signed import cases, files, mutations, word

_LEDEN = " ".join(line for line in files.SOURCE.splitlines() if line.startswith(("#lid", "#onderdeel")))
WORDS = tuple(sorted({w for w in _LEDEN.split() if w.isalpha() and len(w) > 4 and files.SOURCE.count(w) == 1}))
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@cache
def _sent_word() -> bytes:
    return word.sent()


@SLOW
@given(st.floats(0, 1), st.integers(1, 255), st.integers(1, 400))
def test_a_damaged_pdf_gives_an_answer_and_never_another_text_as_the_same(where, mask, length):
    whole = files.signed_twice()
    at = int(where * (len(whole) - 1))
    spoiled = whole[:at] + bytes(b ^ mask for b in whole[at : at + length]) + whole[at + length :]
    verdict = cases.judged(spoiled)
    assert verdict.text.answer in Answer
    if verdict.text.answer is Answer.UNREADABLE:
        assert verdict.text.unread


@SLOW
@given(st.sampled_from(WORDS), st.sampled_from(("niet", "geen", "12", "Voorbeeld")))
def test_another_word_is_found_where_it_stands(one, other):
    data = mutations.rebuilt(b"", {f" {one} ": f" {other} "})
    text = cases.judged(data).text
    assert text.answer is Answer.CHANGED
    (change,) = [c for c in text.changes if one in c.was.split()]
    assert other in change.becomes.split()
    assert change.place


@SLOW
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_answer(data):
    assert cases.judged(data).text.answer is Answer.UNREADABLE
    assert cases.judged_word(data).answer is Answer.UNREADABLE


@SLOW
@given(st.floats(0, 1), st.integers(1, 255))
def test_a_damaged_word_file_gives_an_answer(where, mask):
    whole = _sent_word()
    at = int(where * (len(whole) - 1))
    spoiled = whole[:at] + bytes([whole[at] ^ mask]) + whole[at + 1 :]
    assert cases.judged_word(spoiled).answer in Answer
