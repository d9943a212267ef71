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
    path.write_text(text.rstrip() + "\n\nVanaf 01-02-2023 om 13:00 uur voor € 1000,00.\n", encoding="utf-8")
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
        ("€ 1000,00", "€ 1.000,00"),
    }
    assert not shown.done
    assert path.read_bytes() == before
    assert mend(project, Selection(), print, do=True).done
    assert path.read_text(encoding="utf-8").endswith("Vanaf 1 februari 2023 om 13.00 uur voor € 1.000,00.\n")
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


BEGRIPPEN = """
  - chapter: Begrippen
    id: begrippen
    content:
      - toegang
      - aanbieder
      - jeugdige
"""


def with_definitions(project: Path, status: str) -> Path:
    """The project with a list of definitions in the wrong order; the spec that has it."""
    clause(project, status)
    (edition,) = (project / "clauses" / "editions").glob("*.yaml")
    text = edition.read_text("utf-8")
    for term in ("toegang", "aanbieder", "jeugdige"):
        folder = project / "clauses" / "begrippen" / term
        folder.mkdir(parents=True)
        front = f"id: {term}\nversion: '1.0'\ntitle: {term.capitalize()}\nterm: {term.capitalize()}\nstatus: concept\n"
        body = f"- **{term.capitalize()}**: wat dit betekent."
        (folder / "1.0.md").write_text(f"---\n{front}valid_from: 2023-01-01\nsource: proef\n---\n{body}\n", "utf-8")
        text = text.replace("clauses:\n", f"clauses:\n  {term}: '1.0'\n")
    edition.write_text(text, "utf-8")
    (spec,) = (project / "contracts").rglob("convenant.yaml")
    spec.write_text(spec.read_text("utf-8").replace("signature_pages:", f"{BEGRIPPEN[1:]}signature_pages:"), "utf-8")
    return spec


def test_definitions_come_in_the_order_of_the_alphabet(project: Path):
    spec = with_definitions(project, "concept")
    shown = mend(project, Selection(documents=("convenant",)), print, do=False)
    moved = [(f.was, f.becomes) for f in shown.fixes if f.span.file.endswith("convenant.yaml")]
    assert moved == [("toegang", "aanbieder"), ("aanbieder", "jeugdige"), ("jeugdige", "toegang")]
    before = spec.read_text("utf-8")
    assert mend(project, Selection(), print, do=True).done
    wrong, right = ("\n      - ".join(t.split()) for t in ("toegang aanbieder jeugdige", "aanbieder jeugdige toegang"))
    assert spec.read_text("utf-8") == before.replace(wrong, right)
    assert mend(project, Selection(), print, do=True).fixes == ()


def test_clauses_with_a_remark_beside_them_are_moved_by_a_person(project: Path):
    spec = with_definitions(project, "concept")
    spec.write_text(spec.read_text("utf-8").replace("- aanbieder\n", "- aanbieder  # de partij\n"), "utf-8")
    before = spec.read_bytes()
    mend(project, Selection(), print, do=True)
    assert spec.read_bytes() == before


def test_the_order_of_a_document_of_an_approved_edition_stays(project: Path):
    spec = with_definitions(project, "vastgesteld")
    before = spec.read_bytes()
    mended = mend(project, Selection(), print, do=True)
    assert spec.read_bytes() == before
    assert mended.approved
    assert not [f for f in mended.fixes if f.span.file.endswith("convenant.yaml")]


def test_lots_come_in_the_order_of_their_numbers(project: Path):
    (provider,) = (project / "contracts").rglob("twee.yaml")
    text = provider.read_text("utf-8")
    lots = next(line for line in text.splitlines() if line.startswith("lots:"))
    provider.write_text(text.replace(lots, "lots: [2, 1]  # gegund"), "utf-8")
    assert mend(project, Selection(), print, do=True).done
    assert provider.read_text("utf-8") == text.replace(lots, "lots: [1, 2]  # gegund")
