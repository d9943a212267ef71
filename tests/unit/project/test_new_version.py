"""A next version on disk: whole or not at all, and never over what is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from akkoord.library import Step
from akkoord.project.new_version import NewVersionError, make_version
from akkoord.project.opening import open_project
from akkoord.project.staging import write_new

PROJECT = Path(__file__).parents[2] / "cases/cli/project"
EDITION = "clauses/editions/2023.yaml"
DOEL = "clauses/afspraken/doel"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "project"))


def silent(_: str) -> None:
    raise AssertionError("nobody else is at work")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def code_of(project: Path, clause: str = "doel", edition: str = "2023") -> str:
    before = {p: p.read_bytes() for p in (project / "clauses").rglob("*") if p.is_file()}
    with pytest.raises(NewVersionError) as caught:
        make_version(project, clause, Step.MINOR, edition, None, silent)
    assert {p: p.read_bytes() for p in (project / "clauses").rglob("*") if p.is_file()} == before
    return caught.value.diagnostics[0].code


def test_the_new_version_is_the_old_text_as_a_concept_and_the_old_one_stays(project: Path) -> None:
    edit(project / EDITION, "status: vastgesteld", "status: concept")
    old = (project / DOEL / "1.0.md").read_bytes()
    made = make_version(project, "doel", Step.MINOR, "2023", None, silent)
    assert (made.file, made.pointed) == (f"{DOEL}/1.1.md", True)
    assert (project / DOEL / "1.0.md").read_bytes() == old
    assert sorted(p.name for p in (project / DOEL).iterdir()) == ["1.0.md", "1.1.md"]
    library = open_project(project).library
    new = library.versions["doel", "1.1"]
    assert new.blocks == library.versions["doel", "1.0"].blocks
    assert (new.status.value, new.approved_by, new.approved_on, new.decision) == ("concept", "", None, "")
    assert library.editions["2023"].clauses["doel"].version == "1.1"


def test_a_fixed_edition_stays_as_it_is(project: Path) -> None:
    before = (project / EDITION).read_bytes()
    assert not make_version(project, "doel", Step.MINOR, "2023", None, silent).pointed
    assert (project / EDITION).read_bytes() == before


def test_what_cannot_be_made_leaves_everything_as_it_was(project: Path) -> None:
    assert code_of(project, clause="doe") == "NEW001"
    assert code_of(project, edition="2032") == "NEW001"
    assert code_of(project, clause="duur") == "NEW003"
    assert code_of(project, edition="") == "NEW005"
    edit(project / DOEL / "1.0.md", "status: vastgesteld", "status: concept")
    assert code_of(project) == "NEW002"


def test_front_matter_in_another_notation_is_refused(project: Path) -> None:
    (project / DOEL / "1.0.md").write_text(
        '---\n{id: doel, version: "1.0", title: Doel, status: vervallen, valid_from: 2023-01-01, source: x}\n'
        "---\nTekst.\n",
        encoding="utf-8",
    )
    assert code_of(project) == "NEW004"


def test_an_edition_whose_line_cannot_be_rewritten_is_refused(project: Path) -> None:
    edit(project / EDITION, "status: vastgesteld", "status: concept")
    edit(project / EDITION, 'doel: "1.0"', 'doel: "1\\x2E0"')
    assert code_of(project) == "NEW006"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map" / "1.0.md"
    write_new(path, b"een")
    with pytest.raises(FileExistsError):
        write_new(path, b"twee")

    def refused(*_: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    write_new(path.with_name("1.1.md"), b"drie")
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == {"1.0.md": b"een", "1.1.md": b"drie"}
