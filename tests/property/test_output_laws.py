"""Every pack of the real project, judged by programs of other makers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.verapdf import VeraPdf
from support.workspace import build, make_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("project"))
    result = build(project, jobs=None)
    assert result.exit_code == 0, result.diagnostics
    return project / "output"


@pytest.fixture
def referee() -> str:
    """A program that judges Word files: `DOCX_VALIDATOR` names it, no file of ours."""
    program = os.environ.get("DOCX_VALIDATOR", "")
    if not program:
        pytest.skip("`DOCX_VALIDATOR` noemt geen programma: oordeel van buiten over DOCX niet uitgevoerd")
    return program


def one_of_each(files: Sequence[Path]) -> list[Path]:
    """The files without those whose bytes stand in an earlier one: what is for everybody is in every pack."""
    return list({hashlib.sha256(path.read_bytes()).digest(): path for path in reversed(files)}.values())


AGREEMENTS = ("convenant.docx", "raamovereenkomst.docx")


@pytest.mark.parametrize("agreements", [True, False], ids=["agreements", "others"])
def test_every_word_file_is_valid_by_an_outside_judge(output: Path, referee: str, agreements: bool) -> None:
    """The agreements by what a long legal text needs (contents, references), the others by what any text needs."""
    files = sorted(path for path in output.rglob("*.docx") if (path.name in AGREEMENTS) is agreements)
    demands = ("--legal" if agreements else "--a11y", "--deterministic")
    command = [sys.executable, referee, *demands, *map(str, one_of_each(files))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # named by us
    assert files
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": 0 errors, 0 warnings") == len(one_of_each(files))


def test_every_pdf_is_archival_and_accessible(output: Path, verapdf: VeraPdf, tmp_path: Path) -> None:
    paths = one_of_each(sorted(output.rglob("*.pdf")))
    files = [tmp_path / "-".join(path.relative_to(output).parts) for path in paths]
    for file, path in zip(files, paths, strict=True):
        shutil.copy(path, file)  # a verdict goes by the name of its file
    verdicts = verapdf.check(files)
    assert len(verdicts) == 2 * len(files) > 0
    assert {place: dict(v.failed) for place, v in verdicts.items() if v.failed} == {}
