"""`build --explain` names the input that changed, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.project.result import BuildResult, Outcome, StepRun
from support.workspace import ROOT, build, edit

SMALL = ROOT / "tests/cases/cli/project"
CONTRACTS = Path("contracts/voorbeeld")
OUT = Path("output/voorbeeld/2023/twee")


def _explained(project: Path, **options: object) -> BuildResult:
    return build(project, explain=True, **options)


def _steps(result: BuildResult, pack: str) -> dict[str, StepRun]:
    found = next(p for p in result.packs if p.path.endswith(f"/{pack}"))
    return {step.step: step for step in (*found.steps, *(s for d in found.documents for s in d.steps))}


def _why(step: StepRun) -> set[tuple[str, str]]:
    return {(cause.kind, cause.name) for cause in step.causes}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("built") / "project"))
    first = _explained(project)
    assert all(step.ran and _why(step) == {("first", "")} for step in _steps(first, "twee").values())
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def a_value(project: Path) -> None:
    edit(project / CONTRACTS / "region.yaml", "2024-12-31", "2025-12-31")


def a_clause(project: Path) -> None:
    edit(project / "clauses/afspraken/doel/1.0.md", "samen", "goed samen")


def a_version(project: Path) -> None:
    edit(project / "clauses/editions/2023.yaml", 'duur: "1.0"', 'duur: "1.1"')


def a_spec(project: Path) -> None:
    edit(project / CONTRACTS / "documents/convenant.yaml", "chapter: Afspraken", "chapter: Onze afspraken")


def a_lost_file(project: Path) -> None:
    (project / OUT / "convenant.pdf").unlink()


def a_changed_file(project: Path) -> None:
    path = project / OUT / "convenant.html"
    path.write_text(path.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")


def a_logo(project: Path) -> None:
    (project / "templates").mkdir()
    content = bytearray((ROOT / "templates/logo.png").open("rb").read())
    (project / "templates/logo.png").write_bytes(bytes(content) + b"\0")


def the_memory(project: Path) -> None:
    shutil.rmtree(project / "output/.cache")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (a_value, ("value", "looptijd.eind")),
        (a_clause, ("clause", "doel")),
        (a_version, ("clause", "duur")),
        (a_spec, ("data", "contracts/voorbeeld/documents/convenant.yaml")),
        (a_lost_file, ("missing", "convenant.pdf")),
        (a_changed_file, ("altered", "convenant.html")),
        (a_logo, ("logo", "templates/logo.png")),
        (the_memory, ("forgotten", "")),
    ],
)
def test_what_changed_is_the_only_reason(project: Path, change: Callable[[Path], None], why: tuple[str, str]) -> None:
    change(project)
    result = _explained(project)
    steps = _steps(result, "twee")
    assert steps["write"].ran
    assert _why(steps["write"]) == {why}
    assert all(d.outcome is Outcome.WRITTEN for p in result.packs if p.path.endswith("/twee") for d in p.documents)


def test_a_value_says_what_it_was_and_where_it_stands(project: Path) -> None:
    a_value(project)
    (cause,) = _steps(_explained(project), "twee")["write"].causes
    assert (cause.was, cause.becomes) == ("2024-12-31", "2025-12-31")
    assert cause.place == "contracts/voorbeeld/region.yaml:9:5"


def test_a_step_whose_inputs_differ_and_whose_outcome_is_the_same_writes_nothing(project: Path) -> None:
    edit(project / CONTRACTS / "providers/twee.yaml", "seat: ", "seat: Oud-")
    steps = _steps(_explained(project), "twee")
    assert steps["assemble"].ran
    assert _why(steps["assemble"]) == {("data", "contracts/voorbeeld/providers/twee.yaml")}
    assert not steps["write"].ran
    assert _why(steps["write"]) == {("same_text", "")}


def test_what_nothing_rests_on_is_no_reason(project: Path) -> None:
    path = project / CONTRACTS / "region.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# Een opmerking.\n", encoding="utf-8")
    steps = _steps(_explained(project), "twee")
    assert not any(step.ran for step in steps.values())
    assert all(_why(step) == {("same", "")} for step in steps.values())


def test_another_providers_pack_does_not_run(project: Path) -> None:
    edit(project / CONTRACTS / "providers/twee.yaml", "legal_name: Stichting", "legal_name: Vereniging")
    result = _explained(project)
    assert not any(step.ran for step in _steps(result, "regio").values())
    assert _steps(result, "twee")["write"].ran


def test_force_is_a_reason_of_its_own(project: Path) -> None:
    steps = _steps(_explained(project, force=True), "twee")
    assert steps["assemble"].ran
    assert steps["write"].ran
    assert {*_why(steps["assemble"]), *_why(steps["write"])} == {("forced", "")}
    assert not steps["manifest"].ran


def test_another_library_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from akkoord.project.shipped import library_versions

    versions = {**library_versions(), "typst": "0.0"}
    for place in ("shipped", "causes", "manifests"):
        monkeypatch.setattr(f"akkoord.project.{place}.library_versions", lambda: versions)
    steps = _steps(_explained(project), "twee")
    assert _why(steps["write"]) == {("program", "typst")}


def _of_edition(result: BuildResult, place: str = "voorbeeld/2023") -> dict[str, StepRun]:
    return {step.step: step for edition in result.editions if edition.path == place for step in edition.steps}


def test_the_files_of_an_edition_name_the_pack_that_changed(project: Path) -> None:
    a_clause(project)
    steps = _of_edition(_explained(project))
    packs = {("pack", f"voorbeeld/2023/{name}") for name in ("twee", "regio")}
    assert (steps["overview"].ran, _why(steps["overview"])) == (False, {("same_text", "")})
    assert steps["register"].ran
    assert _why(steps["register"]) == packs
    assert (steps["calendar"].ran, _why(steps["calendar"])) == (False, {("same", "")})


def test_the_files_of_an_edition_name_the_source_that_changed(project: Path) -> None:
    edit(project / CONTRACTS / "providers/een.yaml", "legal_name: Stichting", "legal_name: Vereniging")
    steps = _of_edition(_explained(project))
    source = ("data", "contracts/voorbeeld/providers/een.yaml")
    assert steps["register"].ran
    assert steps["calendar"].ran
    assert source in _why(steps["register"])
    assert _why(steps["calendar"]) == {source}
    assert not _of_edition(_explained(project, force=True))["calendar"].ran


def test_a_note_in_a_source_leaves_the_files_of_an_edition(project: Path) -> None:
    path = project / CONTRACTS / "region.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# Een opmerking.\n", encoding="utf-8")
    result = _explained(project)
    assert {(s.ran, *_why(s)) for s in _of_edition(result).values()} == {(False, ("same", ""))}
    again = _explained(project)
    assert _of_edition(again) == _of_edition(result)


def test_a_file_of_an_edition_that_somebody_changed_or_took_away_is_the_only_reason(project: Path) -> None:
    place = project / "output/voorbeeld/2023"
    (place / "contractregister.xlsx").unlink()
    (place / "index.html").write_text("niets", encoding="utf-8")
    steps = _of_edition(_explained(project, force=True))
    assert _why(steps["register"]) == {("missing", "contractregister.xlsx")}
    assert _why(steps["overview"]) == {("altered", "index.html")}
    assert not steps["calendar"].ran


def test_a_finding_more_is_the_reason_of_an_overview(project: Path) -> None:
    edit(project / "clauses/afspraken/doel/1.0.md", "samen", "{{ bestaat.niet }}")
    steps = _of_edition(_explained(project))
    assert ("findings", "voorbeeld/2023/twee") in _why(steps["overview"])
    assert not any(kind == "findings" for kind, _ in _why(steps["register"]))


def test_the_page_of_all_editions_has_a_step_of_its_own(project: Path) -> None:
    shutil.copy(project / CONTRACTS / "providers/twee.yaml", project / CONTRACTS / "providers/vier.yaml")
    edit(project / CONTRACTS / "providers/vier.yaml", "id: twee", "id: vier")
    index = _of_edition(_explained(project), "")["index"]
    assert index.ran
    assert _why(index) == {("packs", "voorbeeld/2023")}


def test_nobody_who_did_not_ask_gets_reasons(project: Path) -> None:
    a_clause(project)
    assert not any(d.steps for p in build(project).packs for d in p.documents)


def test_a_build_that_is_remembered_keeps_no_reasons(project: Path) -> None:
    a_clause(project)
    assert any(step.ran for step in _steps(_explained(project), "twee").values())
    again = _steps(_explained(project), "twee")
    assert not any(step.ran for step in again.values())
