"""The files of an edition are made again when something that they tell differs, and when they do not stand as made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.project import contract_register, overview
from akkoord.project.build import Request
from akkoord.project.change_planning import plan_changes
from akkoord.project.made_files import OTHER, MadeFile, inputs_of
from akkoord.project.pack_files import sha256_of
from akkoord.project.progress import Silent
from akkoord.project.state import Assembling, PackState
from support.workspace import PROVIDER, REGION, build, edit, make_project, tree_of

EDITION = "output/ijsselland/2023"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("built"))
    build(project, PROVIDER)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made, as it is made."""
    seen: list[str] = []

    def noted(name: str, make: Callable[..., bytes]) -> Callable[..., bytes]:
        def making(*parts: object) -> bytes:
            seen.append(name)
            return make(*parts)

        return making

    monkeypatch.setattr(contract_register, "write_workbook", noted("register", contract_register.write_workbook))
    monkeypatch.setattr(overview, "page_of", noted("overview", overview.page_of))
    return seen


def another_file(project: Path) -> None:
    (project / EDITION / "index.html").write_text("<p>anders</p>", encoding="utf-8")


def a_file_less(project: Path) -> None:
    (project / EDITION / "contractregister.xlsx").unlink()


def a_note(project: Path) -> None:
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "\n", "\n# een opmerking\n")


def another_name(project: Path) -> None:
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "legal_name: ", "legal_name: Nieuwe ")


@pytest.mark.parametrize(
    ("change", "expected", "same"),
    [
        (a_note, [], True),
        (another_file, ["overview"], True),
        (a_file_less, ["register"], True),
        (another_name, ["overview", "register"], False),
    ],
)
def test_a_file_of_an_edition_is_made_when_it_tells_something_else_or_does_not_stand(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    expected: list[str],
    same: bool,
) -> None:
    before, seen = tree_of(project / EDITION), made(monkeypatch)
    change(project)
    build(project, PROVIDER)
    assert sorted(name for name in seen) == expected
    assert (tree_of(project / EDITION) == before) is same


def test_a_plan_makes_no_register_to_know_that_it_changes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another_name(project)
    seen = made(monkeypatch)
    plan = plan_changes(Request(project), Silent()).plan
    assert f"{EDITION.removeprefix('output/')}/contractregister.xlsx" in {file.file for file in plan.files}
    assert "register" not in seen
    (project / EDITION / "contractregister.xlsx").write_bytes(b"anders")  # somebody may have put in it what it becomes
    plan_changes(Request(project), Silent())
    assert "register" in seen


@pytest.mark.parametrize(
    ("program", "tells", "standing", "made_anew"),
    [("p", True, b"was", False), ("q", True, b"was", True), ("p", False, b"was", True), ("p", True, b"anders", True)],
)
def test_only_a_file_that_prints_all_that_goes_in_is_known_to_differ_without_making_it(
    program: str, tells: bool, standing: bytes, made_anew: bool
) -> None:
    former = PackState({}, {}, {"a": Assembling(inputs_of("p", [b"1"]), sha256_of(b"was"))})
    file = MadeFile(inputs_of(program, [b"2"]), lambda: [b"wo", b"rdt"], tells)
    assert file.digest("a", former, sha256_of(standing)) == (sha256_of(b"wordt") if made_anew else OTHER)
    same = MadeFile(inputs_of("p", [b"1"]), lambda: [b"wordt"], tells)
    assert same.digest("a", former, sha256_of(standing)) == sha256_of(b"was")
