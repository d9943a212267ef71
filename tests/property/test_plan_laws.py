"""The laws of a plan: it names exactly the files of packs whose bytes change, writes nothing, and is built as said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.project.build import Request
from akkoord.project.change_planning import plan_changes
from akkoord.project.plan_files import StalePlanError, build_plan, write_plan
from akkoord.project.progress import Silent
from akkoord.project.selection import Selection
from akkoord.records import FileVerdict
from support.plan_project import REGION, clause_text, make_plan_project, send, the_template, write
from support.workspace import build, edit, tree_of

pytestmark = pytest.mark.slow

TEXTS = "clauses/afspraken"
OUT = "output/voorbeeld/2023"
ACCEPTED = """accepted:
  - {rule: R086, place: contracts/voorbeeld/rates.yaml, mark: MARK, reason: afgesproken, by: A, on: 2022-12-01}
"""

Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    """Words of a source that become other words; nothing where another edit took the source away."""

    def replace(project: Path) -> None:
        if (project / path).exists():
            edit(project / path, old, new)

    return replace


def noted(path: str) -> Edit:
    """A note at the end of a source."""

    def note(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        (project / path).write_text(f"{text}# Een opmerking.\n", encoding="utf-8")

    return note


def taken_away(path: str) -> Edit:
    """A file that is there no more."""
    return lambda project: (project / path).unlink(missing_ok=True)


def written(path: str, text: str) -> Edit:
    """A file with other bytes."""
    return lambda project: write(project, path, text)


def a_provider_more(project: Path) -> None:
    text = (project / REGION / "providers/twee.yaml").read_text(encoding="utf-8")
    more = re.sub(r"^id: .*$", "id: drie", text, flags=re.MULTILINE)
    more = re.sub(r"(?m)^(kvk|agb): .*$", r'\1: "00000033"', more)
    write(project, f"{REGION}/providers/drie.yaml", more)


def a_new_version(project: Path) -> None:
    text = clause_text("melding", "1. Partijen melden een wijziging schriftelijk.", "1.1", change="korter")
    write(project, f"{TEXTS}/melding/1.1.md", text)
    edit(project / "clauses/editions/2024.yaml", 'melding: "1.0"', 'melding: "1.1"')


def a_sent_pack(project: Path) -> None:
    if not (project / REGION / "ledger").exists():
        send(project)


def nothing(project: Path) -> None:
    del project


GROUND = "afzonderlijk, one_sided: [{clause: doel, ground: voorbeeld}]}"
RULE = "checks: {R154: {settings: {words_max: 3}}}\naddressees: []"
PROVIDER, OTHER = f"{REGION}/providers/twee.yaml", f"{REGION}/providers/een.yaml"
PROFILE = f"{REGION}/region.yaml"
STATEMENT = "statements:\n  - {kind: keurmerk, description: Voorbeeld, issued_on: 2022-01-01}\nlots: [2]"
EDITS: dict[str, Edit] = {
    "a word of a clause": replaced(f"{TEXTS}/doel/1.0.md", "samen", "nauw samen"),
    "a lid more": replaced(f"{TEXTS}/opzegging/1.0.md", "1. Opzeggen", "1. Eerst overleg.\n1. Opzeggen"),
    "a note in a clause": replaced(f"{TEXTS}/doel/1.0.md", "---\n", "---\n# Een opmerking.\n"),
    "a title": replaced(f"{TEXTS}/melding/1.0.md", "title: Melding", "title: Melden"),
    "a source of a clause": replaced(f"{TEXTS}/melding/1.0.md", "source: voorbeeld", "source: elders"),
    "a new version": a_new_version,
    "a word of an annex that is cited": replaced(f"{TEXTS}/begrip/1.0.md", "betekenis", "strekking"),
    "a value of the profile": replaced(PROFILE, "value: 10", "value: 12"),
    "a value that nobody prints": replaced(PROFILE, "value: 5", "value: 6"),
    "a ground to change alone": replaced(PROFILE, "afzonderlijk}", GROUND),
    "who signs for a municipality": replaced(PROFILE, "mevrouw V. Voorbeeld", "mevrouw X. Voorbeeld"),
    "a rule of the profile": replaced(PROFILE, "addressees: []", RULE),
    "a rate": replaced(f"{REGION}/rates.yaml", "amount: 52.00", "amount: 52.01"),
    "a seat": replaced(PROVIDER, "seat: ", "seat: Oud-"),
    "a signatory": replaced(PROVIDER, "function: ", "function: algemeen "),
    "an address of a signatory": replaced(PROVIDER, "power: sole,", "power: sole, email: a@voorbeeld.invalid,"),
    "a statement": replaced(PROVIDER, "lots: [2]", STATEMENT),
    "a lot more": replaced(OTHER, "lots: [1]", "lots: [1, 2]"),
    "a provider less": taken_away(OTHER),
    "a provider more": a_provider_more,
    "a broken provider": replaced(OTHER, "kvk:", "kvq:"),
    "the template": the_template,
    "a title of a document": replaced(f"{REGION}/documents/overeenkomst.yaml", "title: Over", "title: Raamover"),
    "a reason": replaced(f"{REGION}/documents/convenant.yaml", "geen perceel", "geen enkel perceel"),
    "a date of sending": replaced(f"{REGION}/pack.yaml", "return_by: 2023-01-20", "return_by: 2023-01-27"),
    "an order": replaced(f"{REGION}/pack.yaml", "region_pack: {", "region_pack: {  "),
    "a note of an edition": replaced("clauses/editions/2024.yaml", "note: Voorbeeld", "note: Ander voorbeeld"),
    "a date of an edition": replaced("clauses/editions/2024.yaml", "date: 2024-01-01", "date: 2024-02-01"),
    "initiatives": written(f"{REGION}/initiatives.yaml", "# Geen.\ninitiatives: []\n"),
    "an acceptance": written(f"{REGION}/accepted.yaml", ACCEPTED),
    "a pack that is sent": a_sent_pack,
    "a file of the output that is gone": taken_away(f"{OUT}/twee/overeenkomst.pdf"),
    "a file of the output that somebody changed": written(f"{OUT}/twee/convenant.html", "<p>anders</p>"),
    "an overview that somebody changed": written(f"{OUT}/index.html", "<p>anders</p>"),
    "a file of somebody else": written(f"{OUT}/een/brief.txt", "aan wie het aangaat"),
    **{f"a note in {path}": noted(f"{REGION}/{path}") for path in ("region.yaml", "rates.yaml", "providers/twee.yaml")},
    "a note above a finding": replaced(f"{REGION}/rates.yaml", "example", "# Een opmerking.\nexample"),
    "nothing": nothing,
}  # fmt: skip
UNSEEN = {
    "a file of somebody else",
    "a value that nobody prints", "a ground to change alone", "an order", "initiatives", "nothing",
    *(name for name in EDITS if name.startswith("a note in ") and name.endswith(".yaml")),
}  # fmt: skip
"""What changes no file at all."""
FAULTS = {"a broken provider", "a rate"}
"""What is an error, so that no pack is made of it; the rate is not its base with the index."""
OUTPUT = [name for name in EDITS if "output" in name or "overview" in name or "somebody else" in name]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_plan_project(tmp_path_factory.mktemp("plan") / "project", editions=("2023", "2024"))
    assert build(project).exit_code == 0
    return project


def planned(project: Path) -> dict[str, FileVerdict]:
    plan = plan_changes(Request(project), Silent()).plan
    return {file.file: file.verdict for file in plan.every_file}


def held(project: Path, *edits: Edit) -> set[str]:
    """The law: make the edits, plan, build, and compare every byte of the output; the files that changed."""
    for one in edits:
        one(project)
    before = tree_of(project / "output")
    said = planned(project)
    assert tree_of(project / "output") == before
    build(project)
    new = tree_of(project / "output")
    changed = {name for name in {*before, *new} if before.get(name) != new.get(name)}
    assert {name for name, verdict in said.items() if verdict is not FileVerdict.UNCERTAIN} == changed
    assert FileVerdict.UNCERTAIN not in said.values()
    assert {n for n, v in said.items() if v is FileVerdict.NEW} == new.keys() - before.keys()
    assert {n for n, v in said.items() if v is FileVerdict.REMOVED} == before.keys() - new.keys()
    assert planned(project) == {}
    return changed


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_changes_exactly_the_files_that_the_plan_names(built: Path, tmp_path: Path, name: str) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    assert bool(held(project, EDITS[name])) is (name not in UNSEEN)
    fresh = shutil.copytree(project, tmp_path / "fresh", ignore=shutil.ignore_patterns("output"))
    if build(fresh).exit_code == 0 and name not in OUTPUT:  # what was left standing is what would be made
        assert tree_of(fresh / "output") == tree_of(project / "output")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=4, unique=True))
def test_any_edits_together_and_then_as_if_built_at_once(
    built: Path, tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    project = shutil.copytree(built, tmp_path_factory.mktemp("edits") / "project")
    held(project, *(EDITS[name] for name in names))
    there = tree_of(project / "output")
    if not {*FAULTS, *OUTPUT} & set(names):  # what stood there before a fault is left standing
        shutil.rmtree(project / "output")
        build(project)
        assert tree_of(project / "output") == there


@pytest.mark.parametrize("selection", [Selection(providers=("twee",)), Selection(editions=("2024",))])
def test_a_plan_of_a_part_names_what_a_build_of_that_part_changes(
    built: Path, tmp_path: Path, selection: Selection
) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    EDITS["a value of the profile"](project)
    before = tree_of(project / "output")
    plan = plan_changes(Request(project, selection), Silent()).plan
    build(project, selection=selection)
    after = tree_of(project / "output")
    assert {file.file for file in plan.every_file} == {n for n in after if before.get(n) != after[n]}


def test_without_its_memory_a_plan_says_what_it_cannot_tell(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    shutil.rmtree(project / "output/.cache")
    EDITS["a word of a clause"](project)
    plan = plan_changes(Request(project), Silent()).plan
    assert plan.unknown
    assert {file.file.rpartition("/")[2] for file in plan.every_file} >= {"convenant.docx", "convenant.html"}
    (change,) = [c for c in plan.changes if not c.follows]
    assert (change.document, change.clause) == ("convenant", "doel")


def test_a_plan_is_built_as_it_was_said_and_refused_when_anything_moved(built: Path, tmp_path: Path) -> None:
    project = shutil.copytree(built, tmp_path / "project")
    EDITS["a seat"](project)
    made = plan_changes(Request(project), Silent())
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    EDITS["a value of the profile"](project)
    before = tree_of(project / "output")
    with pytest.raises(StalePlanError) as refused:
        build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent())
    assert "contracts/voorbeeld/region.yaml" in refused.value.diagnostics[0].message
    assert tree_of(project / "output") == before
    made = plan_changes(Request(project), Silent())
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    assert build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent()).exit_code == 0
