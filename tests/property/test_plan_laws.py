"""The laws of a plan: it names exactly the files of packs whose bytes change, writes nothing, and is built as said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.ooxml import pack_archive, read_package
from akkoord.project.build import Request
from akkoord.project.change_planning import plan_changes
from akkoord.project.plan_files import StalePlanError, build_plan, write_plan
from akkoord.project.progress import Silent
from akkoord.records import FileVerdict
from support.workspace import ROOT, build, edit, tree_of

pytestmark = pytest.mark.slow

SMALL = ROOT / "tests/cases/cli/project"
REGION = Path("contracts/voorbeeld")
TEXT = Path("clauses/afspraken/doel/1.0.md")


def a_clause_word(project: Path) -> None:
    edit(project / TEXT, "samen", "nauw samen")


def a_clause_note(project: Path) -> None:
    edit(project / TEXT, "---\n", "---\n# Een opmerking.\n")


def a_region_note(project: Path) -> None:
    path = project / REGION / "region.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# Een opmerking.\n", encoding="utf-8")


def a_profile_value(project: Path) -> None:
    path = project / REGION / "region.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(eind: \{value: )(\d{4})", lambda m: f"{m[1]}{int(m[2]) + 1}", text), encoding="utf-8")


def a_data_row(project: Path) -> None:
    edit(project / REGION / "providers/twee.yaml", "seat: ", "seat: Oud-")


def a_signer(project: Path) -> None:
    edit(project / REGION / "providers/twee.yaml", "function: ", "function: algemeen ")


def the_template(project: Path) -> None:
    path = project / "templates/huisstijl.docx"
    package = read_package(path.read_bytes(), path.name)
    styles = next(name for name in package.parts if name.endswith("styles.xml"))
    changed = package.parts[styles].replace(b'w:val="24"', b'w:val="25"', 1).replace(b'w:val="22"', b'w:val="23"', 1)
    path.write_bytes(pack_archive({**package.parts, styles: changed}))


def a_provider_less(project: Path) -> None:
    (project / REGION / "providers/een.yaml").unlink(missing_ok=True)


def a_provider_more(project: Path) -> None:
    text = (project / REGION / "providers/twee.yaml").read_text(encoding="utf-8")
    more = re.sub(r"^id: .*$", "id: drie", text, flags=re.MULTILINE)
    more = re.sub(r"(?m)^(kvk|agb): .*$", r'\1: "00000033"', more)
    (project / REGION / "providers/drie.yaml").write_text(more, encoding="utf-8")


def nothing(project: Path) -> None:
    del project


EDITS: tuple[Callable[[Path], None], ...] = (
    a_clause_word, a_clause_note, a_region_note, a_profile_value, a_data_row, a_signer, the_template, a_provider_less,
    a_provider_more, nothing,
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("plan") / "project"
    shutil.copytree(SMALL, project)
    if not (project / "templates").is_dir():
        shutil.copytree(ROOT / "templates", project / "templates")
    assert build(project).exit_code == 0
    return project


def planned(project: Path) -> dict[str, FileVerdict]:
    plan = plan_changes(Request(project), Silent()).plan
    return {file.file: file.verdict for file in plan.every_file}


def held(project: Path, *edits: Callable[[Path], None]) -> set[str]:
    """The law: make the edits, plan, build, and compare every byte; the files that changed."""
    before = tree_of(project / "output")
    for one in edits:
        one(project)
    said = planned(project)
    assert tree_of(project / "output") == before
    assert build(project).exit_code == 0
    old, new = before, tree_of(project / "output")
    changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    assert {name for name, verdict in said.items() if verdict is not FileVerdict.UNCERTAIN} == changed
    assert FileVerdict.UNCERTAIN not in said.values()
    assert {n for n, v in said.items() if v is FileVerdict.NEW} == new.keys() - old.keys()
    assert {n for n, v in said.items() if v is FileVerdict.REMOVED} == old.keys() - new.keys()
    return changed


@pytest.mark.parametrize("one", EDITS, ids=lambda one: one.__name__)
def test_one_edit_changes_exactly_the_files_that_the_plan_names(
    built: Path, tmp_path: Path, one: Callable[[Path], None]
) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    assert bool(held(project, one)) is (one not in (nothing, a_region_note))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3, unique=True))
def test_any_edits_one_after_another(built: Path, tmp_path_factory: pytest.TempPathFactory, edits) -> None:
    project = shutil.copytree(built, tmp_path_factory.mktemp("edits") / "project")
    held(project, *edits)
    held(project, a_region_note)


def test_without_its_memory_a_plan_says_what_it_cannot_tell(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    shutil.rmtree(project / "output/.cache")
    a_clause_word(project)
    plan = plan_changes(Request(project), Silent()).plan
    assert plan.unknown
    assert {file.file.rpartition("/")[2] for file in plan.every_file} >= {"convenant.docx", "convenant.html"}
    (change,) = [c for c in plan.changes if not c.follows]
    assert (change.document, change.clause) == ("convenant", "doel")


def test_a_plan_is_built_as_it_was_said_and_refused_when_anything_moved(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    a_data_row(project)
    made = plan_changes(Request(project), Silent())
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    a_profile_value(project)
    before = tree_of(project / "output")
    with pytest.raises(StalePlanError) as refused:
        build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent())
    assert "contracts/voorbeeld/region.yaml" in refused.value.diagnostics[0].message
    assert tree_of(project / "output") == before
    made = plan_changes(Request(project), Silent())
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    assert build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent()).exit_code == 0
