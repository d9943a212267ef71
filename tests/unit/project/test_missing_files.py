"""A file that is not there is named once, with the way to mend it, and not by all that follows."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.cli import main
from akkoord.project.check import CheckRequest, check_project
from akkoord.project.selection import Selection
from support.workspace import ROOT

CONTENT = ("clauses", "contracts", "templates")
REGION = "contracts/ijsselland"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content of this repository."""
    project = tmp_path_factory.mktemp("project")
    for folder in CONTENT:
        shutil.copytree(ROOT / folder, project / folder)
    return project


def errors_without(whole: Path, tmp_path: Path, path: str) -> list[tuple[str, str]]:
    """Code and place of every error when `path` is gone."""
    project = tmp_path / "project"
    shutil.copytree(whole, project, ignore=shutil.ignore_patterns("output"))
    gone = project / path
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    found = check_project(CheckRequest(project, Selection(), packs=False, changed=False)).diagnostics
    return sorted({(d.code, d.span.file if d.span else "") for d in found if d.severity.value == "error"})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"{REGION}/pack.yaml", [("SRC007", f"{REGION}/pack.yaml")]),
        (f"{REGION}/region.yaml", [("SRC007", f"{REGION}/region.yaml")]),
        # Text on a condition on the rates refers to text that its own condition left out.
        (f"{REGION}/rates.yaml", [("RTT002", f"{REGION}/rates.yaml")]),
        (f"{REGION}/initiatives.yaml", [("SRC007", f"{REGION}/initiatives.yaml")]),
        (f"{REGION}/documents", [("REF006", f"{REGION}/region.yaml"), ("SRC007", "")]),
        (f"{REGION}/accepted.yaml", []),
    ],
)
def test_a_missing_file_is_one_finding(whole: Path, tmp_path: Path, path: str, expected: list[tuple[str, str]]) -> None:
    assert errors_without(whole, tmp_path, path) == expected


def test_an_edition_that_a_region_builds_and_is_not_there_is_an_error_of_check(whole: Path, tmp_path: Path) -> None:
    assert errors_without(whole, tmp_path, "clauses/editions/2023.yaml") == [("PLN001", f"{REGION}/region.yaml")]


def test_what_is_asked_for_and_unknown_names_the_missing_file(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(whole, project)
    (project / REGION / "region.yaml").unlink()
    assert main(["build", "--project", str(project), "--edition", "2023"]) == 2
    said = capsys.readouterr().err
    assert "fout[SEL001]" in said
    assert "fout[SRC007]: in `contracts/ijsselland/` ontbreekt `region.yaml`" in said


@pytest.mark.parametrize(
    ("spoil", "asked", "expected"),
    [
        (lambda p: p.write_text(p.read_text().replace("references: lid", "references: lidd")), "2023", "fout[SCH004]"),
        (lambda p: p.write_bytes(p.read_bytes().decode().encode("utf-16")), "2023", "fout[SRC005]"),
        (lambda p: p.rename(p.with_suffix(".yml")), "2023", "waarschuwing[SRC006]"),
    ],
    ids=["fault", "coding", "name"],
)
def test_what_is_asked_for_and_unknown_names_the_fault_that_hides_it(
    whole: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    asked: str,
    expected: str,
) -> None:
    project = tmp_path / "project"
    shutil.copytree(whole, project)
    spoil(project / REGION / "region.yaml")
    assert main(["build", "--project", str(project), "--edition", asked]) == 2
    said = capsys.readouterr().err
    assert "fout[SEL001]" in said
    assert expected in said
