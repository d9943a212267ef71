"""A document is not taken out of a pack for a fault in the data that say who gets it, whatever was asked for."""

import shutil
from pathlib import Path

import pytest

from akkoord.project.selection import Selection
from support.workspace import PACK, PROVIDER, REGION, build, make_project

RECORD = f"{REGION}/providers/{PROVIDER}.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("project"))
    assert build(project, PROVIDER).exit_code == 0
    return project


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "output" / PACK).iterdir()}


def changed(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("asked", [(), ("convenant",), ("raamovereenkomst",)])
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RECORD, "\nlots: [", "\nlots: [9]  # ["),
        (f"{REGION}/pack.yaml", "document: convenant\n", "document: convenantt\n"),
    ],
)
def test_a_pack_of_doubtful_data_stays_as_it_is(
    built: Path, tmp_path: Path, asked: tuple[str, ...], file: str, old: str, new: str
) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project)
    before = files(project)
    changed(project, file, old, new)
    result = build(project, selection=Selection(providers=(PROVIDER,), documents=asked))
    assert result.exit_code == 1
    assert files(project) == before


def test_without_a_fault_a_document_that_does_not_belong_goes(built: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project)
    changed(project, f"{REGION}/pack.yaml", "  - document: begeleidende-brief\n", "")
    assert "begeleidende-brief.pdf" in files(project)
    assert build(project, PROVIDER).exit_code == 0
    assert "begeleidende-brief.pdf" not in files(project)


def test_what_cannot_be_made_and_was_not_asked_for_leaves_no_whole_pack(built: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project)
    (project / "clauses" / "clauses.lock").unlink()
    clause = next((project / "clauses" / "raamovereenkomst" / "ro-recht").glob("1*.md"))
    clause.write_text(clause.read_text(encoding="utf-8") + "\n1. Zie {{ onbekend.ding }}.\n", encoding="utf-8")
    asked = Selection(providers=(PROVIDER,), documents=("bijlage-eigen-verklaring",))
    result = build(project, selection=asked, force=True)
    assert result.exit_code == 1
    assert [d.code for d in result.diagnostics if d.code.startswith("PAK")] == ["PAK001"]
    assert "tekenpakket.zip" not in files(project)


def test_a_provider_that_cannot_be_read_stays_in_the_register(built: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project)
    folder = project / "output" / PACK.rpartition("/")[0]
    names = ("contractregister.xlsx", "agenda.ics")
    before = [(folder / name).read_bytes() for name in names]
    changed(project, RECORD, "legal_name:", "legal_name: [")
    assert build(project, PROVIDER).exit_code == 1
    assert [(folder / name).read_bytes() for name in names] == before
    changed(project, RECORD, "legal_name: [", "legal_name:")
    changed(project, RECORD, "seat: ", "seat: Nieuw-")
    assert build(project, PROVIDER).exit_code == 0
    assert (folder / names[0]).read_bytes() != before[0]
