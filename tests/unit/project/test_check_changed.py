"""`check --changed` tells what a change may be to blame for: what touches it, and errors wherever they are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from akkoord.project.check import CheckRequest, check_project

PROJECT = Path(__file__).parents[2] / "cases" / "cli" / "project"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with everything committed, and a warning in the data of a provider."""
    shutil.copytree(PROJECT, tmp_path / "project")
    project = tmp_path / "project"
    (provider,) = (project / "contracts").rglob("twee.yaml")
    lots = next(line for line in provider.read_text("utf-8").splitlines() if line.startswith("lots:"))
    provider.write_text(provider.read_text("utf-8").replace(lots, "lots: [2, 1]"), "utf-8")
    (project / ".gitignore").write_text("output/\n")
    _git(project, "init", "-q")
    _commit(project)
    return project


def _git(project: Path, *arguments: str) -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=project, check=True, capture_output=True)


def _commit(project: Path) -> None:
    _git(project, "add", "-A")
    _git(project, "commit", "-q", "-m", "x")


def told(project: Path, *, changed: bool = True) -> set[tuple[str, str]]:
    """The code and the file of what is told."""
    found = check_project(CheckRequest(project, changed=changed)).diagnostics
    return {(d.code, d.span.file if d.span is not None else "") for d in found}


def test_nothing_is_told_when_nothing_changed_or_something_else_did(project: Path):
    assert told(project, changed=False)
    assert told(project) == set()
    (project / "LEESMIJ.md").write_text("x")
    assert told(project) == set()


def test_what_touches_a_changed_file_is_told(project: Path):
    (clause,) = (project / "clauses").rglob("doel/1.0.md")
    clause.write_text(clause.read_text("utf-8") + "\nDit gebeurt zo spoedig mogelijk.\n", "utf-8")
    found = told(project)
    assert ("R153", "clauses/afspraken/doel/1.0.md") in found
    assert found < told(project, changed=False)
    _commit(project)
    assert told(project) == set()


def test_a_file_that_is_gone_is_missed_elsewhere(project: Path):
    (clause,) = (project / "clauses").rglob("doel/1.0.md")
    clause.unlink()
    assert any(file.startswith("clauses/editions/") for _, file in told(project))
    assert check_project(CheckRequest(project, changed=True)).exit_code == 1
