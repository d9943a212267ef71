"""`check --fix` shows what has one answer, does it only when asked, and leaves approved texts alone."""

import shutil
from pathlib import Path

import pytest

from akkoord.checks.finding import Fix
from akkoord.diagnostics import Span
from akkoord.project.mending import mend, mended_texts
from akkoord.project.selection import Selection

PROJECT = Path(__file__).parents[2] / "cases" / "cli" / "project"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT, tmp_path / "project")
    return tmp_path / "project"


def clause(project: Path, status: str) -> Path:
    """A clause of the project with mistakes in its text."""
    path = next(p for p in sorted((project / "clauses").rglob("*.md")) if "status: vastgesteld" in p.read_text("utf-8"))
    text = path.read_text(encoding="utf-8").replace("status: vastgesteld", f"status: {status}")
    path.write_text(text.rstrip() + "\n\nVanaf 01-02-2023 om 13:00 uur.\n", encoding="utf-8")
    (project / "clauses" / "clauses.lock").unlink(missing_ok=True)
    for edition in (project / "clauses" / "editions").glob("*.yaml"):
        edition.write_text(edition.read_text("utf-8").replace("status: vastgesteld", f"status: {status}"), "utf-8")
    return path


def test_a_concept_is_mended_only_when_asked(project: Path):
    path = clause(project, "concept")
    before = path.read_bytes()
    shown = mend(project, Selection(), print, do=False)
    assert {(fix.was, fix.becomes) for fix in shown.fixes} >= {
        ("01-02-2023", "1 februari 2023"),
        ("13:00", "13.00"),
    }
    assert not shown.done
    assert path.read_bytes() == before
    assert mend(project, Selection(), print, do=True).done
    assert path.read_text(encoding="utf-8").endswith("Vanaf 1 februari 2023 om 13.00 uur.\n")
    assert mend(project, Selection(), print, do=True).fixes == ()


def test_an_approved_text_never_changes(project: Path):
    path = clause(project, "vastgesteld")
    before = path.read_bytes()
    mended = mend(project, Selection(), print, do=True)
    assert path.read_bytes() == before
    assert mended.approved >= 2
    assert not mended.done


def test_fixes_on_one_line_do_not_shift_each_other_and_line_ends_stay():
    fixes = (
        Fix(Span("a.md", 2, 1), "aa", "bbbb"),
        Fix(Span("a.md", 2, 4), "cc", "d"),
        Fix(Span("a.md", 3, 1), "x", "y"),
    )
    assert mended_texts(fixes, {"a.md": "een\r\naa cc\r\nz\n"}) == {"a.md": "een\r\nbbbb d\r\nz\n"}
