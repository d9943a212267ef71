"""What can happen to a file on its way: each real change is found and located, each harmless one is no change."""

from __future__ import annotations

import pytest

from support.signed import cases
from support.signed.cases import Case

PDF = cases.read_cases("pdf.yaml")


@pytest.mark.parametrize("case", PDF, ids=lambda case: case.name)
def test_a_pdf_that_came_back(case: Case):
    verdict = cases.judged(cases.made(case))
    text, data = verdict.text, case.data
    told = "\n".join(map(str, (*text.changes, *text.unread, *text.notes)))
    assert text.answer.value == data["text"], told
    assert cases.signatures_in_words(verdict) == data["signatures"], verdict.signatures
    places = {change.place for change in text.changes}
    assert set(data.get("places", ())) <= places, told
    if text.answer.value in ("changed", "missing", "added"):
        assert all(change.place for change in text.changes)
    else:
        assert data["text"] != "identical" or not text.changes, told
    for key in ("was", "becomes"):
        if key in data:
            assert any(data[key] in getattr(change, key) for change in text.changes), told
    if "kind" in data:
        assert data["kind"] in {change.kind.value for change in text.changes}, told
    problems = [problem for one in verdict.signatures.signatures for problem in one.problems]
    if "problem" in data:
        assert any(data["problem"] in problem for problem in problems), problems
    if "trust" in data:
        assert data["trust"] in {one.trust.value for one in verdict.signatures.signatures}
    assert list(verdict.signatures.open_fields) == data.get("open", list(verdict.signatures.open_fields))
    if data["text"] == "unreadable":
        assert text.unread
