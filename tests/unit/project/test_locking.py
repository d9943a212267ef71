"""Approved texts on disk: what is frozen, and where the approved text comes from when one was changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from akkoord.library import text_digest
from akkoord.project.former_text import former_text
from akkoord.project.locking import check_locked, lock_clauses
from akkoord.project.opening import open_project

PROJECT = Path(__file__).parents[2] / "cases/cli/project"
DUUR = "clauses/afspraken/duur/1.0.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "het project"))


def silent(_: str) -> None:
    raise AssertionError("nobody else is at work")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@voorbeeld.nl", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def change(project: Path, old: str, new: str) -> None:
    path = project / DUUR
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_difference_comes_from_git_also_when_the_change_was_committed(project: Path) -> None:
    git(project, "init", "-q")
    lock_clauses(project, ("duur@1.0",), silent)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "vastgesteld")
    change(project, "looptijd.start", "looptijd.eind")
    for _ in range(2):
        (finding,) = (d for d in check_locked(project).diagnostics if d.code == "LCK003")
        was, becomes, _ = finding.related
        assert (was.span.file, was.span.line) == (DUUR, becomes.span.line)
        assert "looptijd.start" in was.message
        assert "looptijd.eind" in becomes.message
        git(project, "commit", "-q", "--allow-empty", "-am", "veranderd")


def test_the_difference_is_known_when_the_text_was_only_added(project: Path) -> None:
    git(project, "init", "-q")
    lock_clauses(project, (), silent)
    git(project, "add", "-A")
    change(project, "looptijd.start", "looptijd.eind")
    (finding,) = check_locked(project).diagnostics
    assert "controlesom" not in finding.message


def test_without_git_the_difference_is_known_from_what_was_kept_when_it_was_frozen(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_clauses(project, (), silent)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    change(project, "looptijd.start", "looptijd.eind")
    (finding,) = (d for d in check_locked(project).diagnostics if d.code == "LCK003")
    was, becomes, _ = finding.related
    assert "looptijd.start" in was.message
    assert "looptijd.eind" in becomes.message


def test_a_kept_text_that_is_not_whole_is_not_believed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock_clauses(project, (), silent)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for kept in (project / "output/.cache/approved").glob("*.md"):
        kept.write_text(kept.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    change(project, "looptijd.start", "looptijd.eind")
    (finding,) = (d for d in check_locked(project).diagnostics if d.code == "LCK003")
    assert all("looptijd" not in related.message for related in finding.related)


def test_without_git_only_the_digest_is_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = text_digest((project / DUUR).read_text(encoding="utf-8"))
    assert former_text(project, DUUR, digest) is None
    monkeypatch.setenv("PATH", "")
    assert former_text(project, DUUR, digest) is None


def test_a_locked_file_that_cannot_be_read_is_not_called_gone(project: Path) -> None:
    lock_clauses(project, (), silent)
    (project / DUUR).write_bytes(b"\xff")
    found = open_project(project).diagnostics
    assert "SRC005" in {d.code for d in found}
    assert not [d for d in found if d.code.startswith("LCK")]
    (project / DUUR).unlink()
    assert "LCK004" in {d.code for d in open_project(project).diagnostics}


def test_a_locked_file_without_a_readable_head_is_still_compared(project: Path) -> None:
    lock_clauses(project, (), silent)
    change(project, "status: vastgesteld", "status: wie weet")
    assert {"LCK003", "SCH004"} <= {d.code for d in open_project(project).diagnostics}


def test_nothing_is_frozen_when_something_cannot_be(project: Path) -> None:
    change(project, "status: vastgesteld", "status: concept")
    locked = lock_clauses(project, ("doel", "duur@1.0"), silent)
    assert locked.exit_code == 1
    assert [d.code for d in locked.diagnostics] == ["LCK006"]
    assert not (project / "clauses/clauses.lock").exists()
    assert lock_clauses(project, ("doel",), silent).versions == (("doel", "1.0"),)
