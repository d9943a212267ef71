"""A project in which one thing is broken: what is said, what is stopped, and what is not."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.project.result import BuildResult, Outcome
from support.workspace import PACK, PROVIDER, REGION, WITHOUT, build, edit, make_project, tree_of

CLAUSE = "clauses/afspraken/afspraken-duur/1.0.md"
PROVIDER_FILE = f"{REGION}/providers/{PROVIDER}.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which two packs were built; tests work on a copy."""
    project = make_project(tmp_path_factory.mktemp("built"))
    (project / "clauses/clauses.lock").unlink(missing_ok=True)  # that approved text changed is no matter here
    build(project, PROVIDER, WITHOUT)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def outcome(result: BuildResult, provider: str) -> Outcome:
    pack = next(p for p in result.packs if p.path.endswith(f"/{provider}"))
    return next(d.outcome for d in pack.documents if d.kind == "convenant")


def codes(result: BuildResult) -> list[str]:
    return sorted({d.code for d in result.diagnostics})


def add(text: str) -> Callable[[Path], None]:
    """A clause with `text` after it."""

    def plant(project: Path) -> None:
        with (project / CLAUSE).open("a", encoding="utf-8") as file:
            file.write(text)

    return plant


def twice(project: Path) -> None:
    shutil.copytree((project / CLAUSE).parent, project / "clauses/acties/afspraken-duur")


def as_folder(project: Path) -> None:
    (project / CLAUSE).unlink()
    (project / CLAUSE).mkdir()


def to_itself(project: Path) -> None:
    (project / CLAUSE).unlink()
    (project / CLAUSE).symlink_to("1.0.md")


def not_utf8(project: Path) -> None:
    (project / CLAUSE).write_text("---\n", encoding="utf-16")


def lost_and_conditional(project: Path) -> None:
    """A text of which all that could be read is under a condition."""
    front = (project / CLAUSE).read_text(encoding="utf-8").partition("\n---\n")[0]
    text = '\n---\n# Kop\n\n::: als rol == "niemand"\nTekst.\n:::\n'
    (project / CLAUSE).write_text(front + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        pytest.param(add("1. lid\n" * 40_000), ["MDN001"], id="a text too long to read"),
        pytest.param(add("\n" + ">" * 5_000 + " x\n"), ["MDN002"], id="a text too deep to read"),
        pytest.param(lost_and_conditional, ["CND001", "MDN003"], id="only text under a condition is left"),
        pytest.param(twice, ["LIB005"], id="two files for one version"),
        pytest.param(as_folder, ["SRC003", "USE006"], id="a folder instead of a file"),
        pytest.param(not_utf8, ["SRC005", "USE006"], id="a text in another encoding"),
        pytest.param(to_itself, ["SRC002", "USE006"], id="a link to itself"),
    ],
)
def test_a_fault_in_a_clause_stops_what_is_made_of_it(
    project: Path, plant: Callable[[Path], None], expected: list[str]
) -> None:
    before = tree_of(project / "output" / PACK)
    plant(project)
    result = build(project, PROVIDER, WITHOUT)
    assert codes(result) == expected
    assert result.exit_code == 1
    assert outcome(result, PROVIDER) is Outcome.FAILED
    assert outcome(result, WITHOUT) is Outcome.ABSENT
    assert tree_of(project / "output" / PACK) == before


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        pytest.param(Path.mkdir, ["SRC003"], id="a folder"),
        pytest.param(lambda path: path.symlink_to("weg.yaml"), ["SRC002"], id="a link to nothing"),
        pytest.param(lambda path: path.symlink_to("/etc/hostname"), ["SRC002"], id="a link out of the project"),
        pytest.param(lambda path: path.write_bytes(b"\xff"), ["SRC005"], id="no text"),
    ],
)
def test_a_provider_who_cannot_be_read_keeps_the_pack(
    project: Path, plant: Callable[[Path], None], expected: list[str]
) -> None:
    before = tree_of(project / "output" / PACK)
    (project / PROVIDER_FILE).unlink()
    plant(project / PROVIDER_FILE)
    result = build(project, PROVIDER, WITHOUT)
    assert codes(result) == expected
    assert result.removed == ()
    assert tree_of(project / "output" / PACK) == before


def line_and_column(path: Path, text: str) -> str:
    before = path.read_text(encoding="utf-8").partition(text)[0]
    return f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


@pytest.mark.parametrize(
    ("file", "old", "new", "value", "code", "stopped"),
    [
        pytest.param(
            PROVIDER_FILE,
            "*Ster*",
            "日",
            '"Voorbeeld 日',
            "TYP001",
            ["begeleidende-brief", "raamovereenkomst", "convenant", "indexeringsbrief"],
            id="the name of a provider",
        ),
        pytest.param(
            PROVIDER_FILE,
            "M. Voorb",
            "M. 日",
            "de heer M. 日",
            "TYP001",
            ["begeleidende-brief", "raamovereenkomst", "convenant", "indexeringsbrief"],
            id="a representative",
        ),
        pytest.param(
            f"{REGION}/region.yaml", "2021-2025", "2021日", "2021日", "TYP001", ["convenant"], id="a parameter"
        ),
        pytest.param(
            f"{REGION}/region.yaml",
            "min_init_systeempartij: {value: 2",
            "min_init_systeempartij: {value: twee",
            "min_init_systeempartij: {value: twee",
            "EVA006",
            ["convenant"],
            id="a type",
        ),
    ],
)
def test_a_fault_in_a_value_is_found_where_it_was_typed(
    project: Path, file: str, old: str, new: str, value: str, code: str, stopped: list[str]
) -> None:
    edit(project / file, old, new)
    result = build(project, PROVIDER)
    assert codes(result) == [code]
    for found in result.diagnostics:
        place = found.span if code == "TYP001" else found.related[0].span
        assert str(place) == f"{file}:{line_and_column(project / file, value)}"
    (pack,) = result.packs
    failed = [d.kind for d in pack.documents if d.outcome is Outcome.FAILED]
    assert {d.document for d in result.diagnostics} == set(failed)
    assert len(result.diagnostics) == len(failed)
    assert [kind for kind in failed if not kind.startswith("bijlage-")] == stopped


def test_a_character_in_a_clause_stays_a_fault_of_the_clause(project: Path) -> None:
    edit(project / PROVIDER_FILE, "M. Voorb", "M. 日")
    edit(project / "clauses/visie/visie-thuis/1.0.md", "veilig", "vei日ig")
    (project / "clauses/clauses.lock").unlink(missing_ok=True)
    files = {found.span.file for found in build(project, PROVIDER).diagnostics if found.code == "TYP001" and found.span}
    assert files == {PROVIDER_FILE, "clauses/visie/visie-thuis/1.0.md"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"vals\xff.yaml", "vals\\udcff.yaml"),
        ("om\u202egekeerd.yaml".encode(), "om\\u202egekeerd.yaml"),
        (b"twee\nregels.yaml", "twee\\nregels.yaml"),
    ],
)
def test_a_name_that_cannot_be_shown_is_a_finding_and_written_out(project: Path, name: bytes, shown: str) -> None:
    folder = os.fsencode(project / REGION / "providers")
    Path(os.fsdecode(os.path.join(folder, name))).write_text("id: x\n", encoding="utf-8")  # noqa: PTH118  bytes
    result = build(project, PROVIDER)
    assert codes(result) == ["SRC009"]
    assert f"{REGION}/providers/{shown}" in result.diagnostics[0].message
    assert outcome(result, PROVIDER) is Outcome.UNCHANGED


def test_a_finding_about_a_name_is_said_again_when_nothing_else_changed(project: Path) -> None:
    build(project, PROVIDER)
    (project / "clauses/afspraken/lus").symlink_to("..")
    assert codes(build(project, PROVIDER)) == ["SRC002"]
    assert codes(build(project, PROVIDER)) == ["SRC002"]


def test_what_is_not_ours_in_a_pack_stays_when_the_pack_changes(project: Path) -> None:
    folder = project / "output" / PACK
    (folder / "brieven/oud").mkdir(parents=True)
    (folder / "brieven/oud/brief.txt").write_text("van mij", encoding="utf-8")
    (folder / "koppeling").symlink_to("brieven")
    edit(project / PROVIDER_FILE, "function: ", "function: plaatsvervangend ")
    result = build(project, PROVIDER)
    assert outcome(result, PROVIDER) is Outcome.WRITTEN
    assert codes(result) == ["OUT007"]
    assert len(result.diagnostics) == 2
    assert (folder / "brieven/oud/brief.txt").read_text(encoding="utf-8") == "van mij"
    assert (folder / "koppeling").readlink() == Path("brieven")


def test_a_pack_that_left_the_project_stays_as_long_as_something_else_is_in_it(project: Path) -> None:
    folder = project / "output/ijsselland/2023" / WITHOUT
    (folder / "brief.txt").write_text("van mij", encoding="utf-8")
    (project / REGION / "providers" / f"{WITHOUT}.yaml").unlink()
    result = build(project, PROVIDER)
    assert (codes(result), result.removed) == (["OUT007"], ())
    assert "`brief.txt`" in result.diagnostics[0].message
    (folder / "brief.txt").unlink()
    assert build(project, PROVIDER, force=True).removed == (f"ijsselland/2023/{WITHOUT}",)
    assert not folder.exists()


def test_a_file_where_a_pack_has_to_come_is_left_there(project: Path) -> None:
    place = project / "output" / PACK
    shutil.rmtree(place)
    place.write_text("van mij", encoding="utf-8")
    result = build(project, PROVIDER)
    assert (codes(result), result.exit_code) == (["OUT006"], 1)
    assert place.read_text(encoding="utf-8") == "van mij"


@pytest.mark.parametrize("full", ["finished.jsonl", "state.json.new", "manifest.json.new"])
def test_a_disk_that_is_full_at_the_end_costs_no_pack(
    project: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    real = Path.open

    def refuse(self: Path, mode: str = "r", *arguments: object, **options: object):
        if self.name == full and mode[0] in "wa":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    edit(project / PROVIDER_FILE, "function: ", "function: plaatsvervangend ")
    result = build(project, PROVIDER)
    assert outcome(result, PROVIDER) is Outcome.WRITTEN
    assert codes(result) == (["OUT006"] if full.startswith("manifest") else [])
    monkeypatch.undo()
    after = tree_of(project / "output" / PACK)
    assert build(project, PROVIDER).exit_code == 0
    assert tree_of(project / "output" / PACK) == after
    record = json.loads((project / "output/manifest.json").read_text(encoding="utf-8"))
    assert PACK in {pack["path"] for pack in record["packs"]}
