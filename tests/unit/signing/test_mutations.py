"""What can happen to a file on its way: each real change is found and located, each harmless one is no change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from akkoord.signing.comparison.verdict import Answer, TextVerdict
from support.signed import cases, word
from support.signed.cases import Case

PDF = cases.read_cases("pdf.yaml")
WORD = cases.read_cases("docx.yaml")


def holds(text: TextVerdict, data) -> None:
    """What a case says of the answer on the text."""
    told = "\n".join(map(str, (*text.changes, *text.unread, *text.notes)))
    assert text.answer.value == data["text"], told
    assert set(data.get("places", ())) <= {change.place for change in text.changes}, told
    if text.answer in (Answer.CHANGED, Answer.MISSING, Answer.ADDED):
        assert all(change.place for change in text.changes)
        assert text.changes
    if text.answer is Answer.IDENTICAL:
        assert not text.changes, told
    for key in ("was", "becomes"):
        if key in data:
            assert any(data[key] in getattr(change, key) for change in text.changes), told
    if "kind" in data:
        assert data["kind"] in {change.kind.value for change in text.changes}, told
    if "note" in data:
        assert any(data["note"] in note for note in text.notes), told
    assert data.get("unread", "") in "\n".join(text.unread)
    assert bool(text.unread) or text.answer is not Answer.UNREADABLE


@pytest.mark.parametrize("case", PDF, ids=lambda case: case.name)
def test_a_pdf_that_came_back(case: Case):
    verdict = cases.outcome(case)
    holds(verdict.text, case.data)
    found = verdict.signatures
    assert cases.signatures_in_words(verdict) == case.data["signatures"], found
    problems = "\n".join(problem for one in found.signatures for problem in one.problems)
    assert case.data.get("problem", "") in problems
    if "trust" in case.data:
        assert case.data["trust"] in {one.trust.value for one in found.signatures}
    if "open" in case.data:
        assert list(found.open_fields) == case.data["open"]


@pytest.mark.parametrize("case", WORD, ids=lambda case: case.name)
def test_a_word_file_that_came_back(case: Case):
    holds(cases.judged_word(cases.made_word(case)), case.data)


def test_there_are_forty_kinds_or_more():
    assert len({case.name for case in (*PDF, *WORD)}) >= 40
    assert len(PDF) + len(WORD) >= 80


def test_the_page_shows_every_kind():
    """`docs/verification.md` holds the table that the cases give; the test shows what it should be."""
    page = (Path(__file__).parents[3] / "docs" / "verification.md").read_text(encoding="utf-8")
    start, end = "<!-- kinds -->\n", "<!-- /kinds -->"
    shown = page.partition(start)[2].partition(end)[0]
    assert shown == cases.table(PDF, WORD), cases.table(PDF, WORD)


@pytest.mark.slow
def test_a_word_file_saved_by_libreoffice_says_the_same(libreoffice, tmp_path):
    kept, changed = (tmp_path / "kept.docx", tmp_path / "changed.docx")
    kept.write_bytes(word.sent())
    changed.write_bytes(word.replaced(word.sent(), "€ 54,25", "€ 45,25"))
    command = [libreoffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    more = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "out", kept, changed]
    subprocess.run(  # LibreOffice on files of this test
        [*command, *more], check=True, capture_output=True, timeout=240
    )
    same = cases.judged_word((tmp_path / "out" / "kept.docx").read_bytes())
    other = cases.judged_word((tmp_path / "out" / "changed.docx").read_bytes())
    assert same.answer is Answer.LAYOUT, same.changes
    assert [change.place for change in other.changes] == ["bijlage I C, tabel 3, rij 5"]
