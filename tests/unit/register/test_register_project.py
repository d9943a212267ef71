"""A register and a project on disk: all or nothing, and what is refused at once (REG011, REG020 to REG024)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.project import file_set
from akkoord.project.file_set import FileSetError, recover_file_sets, replace_files
from akkoord.project.register import export_register, import_register
from support.workspace import REGION, edit, make_project, run

STER = f"{REGION}/providers/voorbeeld-ster.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def yaml_files(project: Path) -> dict[str, bytes]:
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in sorted((project / REGION).rglob("*.yaml"))}


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_what_was_exported_changes_nothing(project: Path, tmp_path: Path, name: str) -> None:
    before = yaml_files(project)
    written = export_register(project, tmp_path / name, "", force=False)
    for file in written:
        done = import_register(project, file, "", dry_run=False)
        assert (done.files, done.diagnostics, done.written) == ((), (), True)
    assert yaml_files(project) == before


@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_the_same_register_is_made_of_nothing_but_the_register(project: Path, tmp_path: Path, name: str) -> None:
    """Without the providers, the register brings them all back, with the same values."""
    written = export_register(project, tmp_path / name, "", force=False)
    for path in (project / REGION / "providers").glob("*.yaml"):
        path.unlink()
    done = import_register(project, written[0], "", dry_run=False)
    assert done.diagnostics == ()
    assert {f.change.value for f in done.files} == {"new"}
    again = export_register(project, tmp_path / f"2{name}", "", force=False)
    assert [p.read_bytes() for p in again] == [p.read_bytes() for p in written]


def test_comments_stay_and_a_dry_run_writes_nothing(project: Path, tmp_path: Path) -> None:
    (register,) = export_register(project, tmp_path / "r.xlsx", "", force=False)
    edit(project / STER, "legal_name:", "# over de naam\nlegal_name:")
    edit(project / STER, "seat:", "seat: Elders  # zetel\n#")
    before = yaml_files(project)
    planned = import_register(project, register, "", dry_run=True)
    assert yaml_files(project) == before
    assert [f.path for f in planned.files] == [STER]
    done = import_register(project, register, "", dry_run=False)
    assert done.files == planned.files
    text = (project / STER).read_text(encoding="utf-8")
    assert "# over de naam\nlegal_name:" in text
    assert "# zetel\n" in text
    assert "Elders" not in text


def test_a_comment_that_goes_with_its_line_is_told(project: Path, tmp_path: Path) -> None:
    (register,) = export_register(project, tmp_path / "r.xlsx", "", force=False)
    path = project / STER
    path.write_text(
        path.read_text(encoding="utf-8") + "admission: {initiative: a, date: 2023-01-01, decision: b} # weg\n"
    )
    done = import_register(project, register, "", dry_run=False)
    assert [d.code for d in done.diagnostics] == ["REG011"]


def test_one_fault_stops_everything(project: Path, tmp_path: Path) -> None:
    register, *_ = export_register(project, tmp_path / "r.csv", "", force=False)
    text = register.read_text(encoding="utf-8-sig").replace("Zwolle", "Deventer").replace('"00000014"', '"14"', 1)
    register.write_text(text, encoding="utf-8")
    before = yaml_files(project)
    done = import_register(project, register, "", dry_run=False)
    assert (done.exit_code, done.written, done.files) == (1, False, ())
    assert yaml_files(project) == before


def test_line_ends_of_a_file_stay(project: Path, tmp_path: Path) -> None:
    (register,) = export_register(project, tmp_path / "r.xlsx", "", force=False)
    path = project / STER
    path.write_bytes(path.read_bytes().replace(b"seat: ", b"seat: Nieuw ").replace(b"\n", b"\r\n"))
    import_register(project, register, "", dry_run=False)
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") > 10


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.xlsx", None, "REG021"),
        ("r.xlsx", b"niets", "REG022"),
        ("r.ods", b"niets", "REG022"),
        ("r.csv", b"x" * (8 * 2**20 + 1), "REG021"),
    ],
)
def test_what_is_no_register_is_refused(
    project: Path, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(AkkoordError) as refused:
        import_register(project, tmp_path / name, "", dry_run=True)
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_a_region_must_be_known_and_a_file_is_not_overwritten(project: Path, tmp_path: Path) -> None:
    with pytest.raises(AkkoordError, match="bekend: `ijsselland`"):
        export_register(project, tmp_path / "r.xlsx", "ijselland", force=False)  # REG023
    export_register(project, tmp_path / "r.xlsx", "", force=False)
    with pytest.raises(AkkoordError, match="bestaat al"):
        export_register(project, tmp_path / "r.xlsx", "", force=False)  # REG020
    export_register(project, tmp_path / "r.xlsx", "ijsselland", force=True)


def test_a_killed_import_is_completed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class KilledError(BaseException):
        pass

    def killed(_folder: Path) -> None:
        raise KilledError

    folder = project / REGION
    monkeypatch.setattr(file_set, "_complete", killed)
    with pytest.raises(KilledError):
        replace_files(folder, {"providers/a.yaml": b"a", "initiatives.yaml": b"b"})
    monkeypatch.undo()
    assert not (folder / "providers/a.yaml").exists()
    recover_file_sets(project)
    assert (folder / "providers/a.yaml").read_bytes() == b"a"
    assert (folder / "initiatives.yaml").read_bytes() == b"b"
    assert not (folder / ".import").exists()


def test_an_undecided_import_leaves_nothing(project: Path) -> None:
    before = yaml_files(project)
    (project / REGION / ".import").mkdir()
    (project / REGION / ".import" / "0").write_bytes(b"a")
    recover_file_sets(project)
    assert yaml_files(project) == before
    assert not (project / REGION / ".import").exists()


def test_a_list_that_points_outside_the_region_moves_nothing(project: Path) -> None:
    staged = project / REGION / ".import"
    staged.mkdir()
    (staged / "0").write_bytes(b"a")
    (staged / "files.json").write_text(json.dumps({"0": "../../buiten.yaml"}))
    recover_file_sets(project)
    assert not (project / "buiten.yaml").exists()


def test_a_folder_that_cannot_be_written_changes_nothing(project: Path) -> None:
    (project / REGION / "providers" / "map").write_bytes(b"")
    before = yaml_files(project)
    with pytest.raises(FileSetError):  # REG024
        replace_files(project / REGION, {"initiatives.yaml": b"b", "providers/map/a.yaml": b"a"})
    assert yaml_files(project) == before


def test_the_verbs_speak(project: Path, tmp_path: Path) -> None:
    register = tmp_path / "r.xlsx"
    assert run(project, "export-register", str(register)).stdout == f"geschreven: {register}\n"
    edit(project / STER, "seat:", "seat: Elders #")
    shown = run(project, "import-register", str(register), "--dry-run")
    assert (shown.returncode, f"--- {STER}" in shown.stdout, "niets geschreven" in shown.stdout) == (0, True, True)
    data = json.loads(run(project, "import-register", str(register), "--json").stdout)
    assert [(f["path"], f["change"]) for f in data["files"]] == [(STER, "changed")]
    assert "0 nieuw, 0 gewijzigd" in run(project, "import-register", str(register)).stdout
