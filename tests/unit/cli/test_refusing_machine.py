"""A machine that refuses every write, as Windows does with a file that is open elsewhere: no verb calls it a bug."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from akkoord.cli import main
from akkoord.project import staging
from support.workspace import tree_of

SEALING = ("replace", "rename", "hardlink_to")
"""What gives a written file or folder its name."""
VERBS = (
    "build",
    "build --force",
    "plan --out plan.html",
    "new-version oost-duur --edition oost-2027",
    "lock oost-onderwerp",
    "new-provider nieuw",
    "new-region west --start 2027-01-01",
    "export-register register.xlsx --force",
    "import-register register.xlsx",
    "check",
    "where oost-onderwerp",
    "status",
)
ONLY_READ = ("check", "where oost-onderwerp", "status")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "project"
    folder.mkdir()
    assert main(["--project", str(folder), "new-region", "oost", "--start", "2027-01-01"]) == 0
    assert main(["--project", str(folder), "--quiet", "build", "--jobs", "1"]) == 0
    clause = next(folder.glob("clauses/oost/oost-onderwerp/0.1.md"))
    decided = "approved_by: A\napproved_on: 2026-12-01\ndecision: B\nstatus: vastgesteld"
    clause.write_text(clause.read_text(encoding="utf-8").replace("status: concept #", f"{decided} #"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC])
def test_a_refusal_is_told_and_nothing_is_lost(
    started: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    number: int,
) -> None:
    project = tmp_path / "project"
    shutil.copytree(started, project, copy_function=shutil.copy2)
    monkeypatch.chdir(project)
    if verb.startswith("import"):
        assert main(["export-register", "register.xlsx"]) == 0
        next(project.glob("contracts/oost/providers/*.yaml")).unlink()
    before = {name: digest for name, digest in tree_of(project).items() if not name.startswith("output/.")}

    def refuse(self: Path, target: Any, *_: Any, **__: Any) -> Any:
        raise PermissionError(number, os.strerror(number), str(self), None, str(target))

    with monkeypatch.context() as patch:
        for name in SEALING:
            patch.setattr(Path, name, refuse)
        patch.setattr(staging, "exchange", lambda one, other: False)
        code = main(verb.split())
    err = capsys.readouterr().err
    assert "Akkoord zelf" not in err
    assert code == (0 if verb in ONLY_READ else 1 if verb.startswith("build") else 2)
    assert (code == 0) == ("fout" not in err), err
    after = {name: digest for name, digest in tree_of(project).items() if not name.startswith("output/.")}
    assert {name: after.get(name) for name in before} == before
    assert not list(project.glob("verslag*"))


def test_a_recovery_that_is_refused_is_told_and_done_the_next_time(
    started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(started, tmp_path / "project", copy_function=shutil.copy2)
    monkeypatch.chdir(tmp_path / "project")
    pack = next(Path("output").glob("oost/oost-2027/oost-*"))
    former = Path("output/.staging/oud")
    former.parent.mkdir()
    pack.rename(former)
    names = [str(pack.relative_to("output").as_posix()), ".staging/nieuw", ".staging/oud"]
    (former.parent / "journal.json").write_text(json.dumps(names), encoding="utf-8")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "", str(self), None, str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        assert main(["build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("fout[FIL005]: `")
    assert f"{pack.name}` kan niet worden gebruikt: u hebt er geen rechten voor" in said
    assert (former / "manifest.json").is_file()
    assert main(["build", "--jobs", "1"]) == 0
    assert (pack / "manifest.json").is_file()
