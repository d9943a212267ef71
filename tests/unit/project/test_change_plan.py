"""What a plan says of a change: how heavy it is, why, of whom, in how many packs, and who signs again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.diagnostics import as_json
from akkoord.ooxml import pack_archive
from akkoord.project import plan_files
from akkoord.project.build import Request
from akkoord.project.change_planning import Planned, plan_changes
from akkoord.project.plan_files import PlanFileError, StalePlanError, build_plan, read_plan, write_plan
from akkoord.project.progress import Silent
from akkoord.project.run_lock import BusyError, run_lock
from akkoord.project.selection import Selection, SelectionError
from akkoord.records import ChangePlan, PlanState, TextChange, plan_to_data
from support.plan_project import REGION, clause_text, make_plan_project, send, the_template, write
from support.schemas import validator
from support.workspace import build, edit, run, tree_of

PACK = "voorbeeld/2023/twee"
TEXTS = "clauses/afspraken"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_plan_project(tmp_path_factory.mktemp("plan") / "project")
    assert build(project).exit_code == 0
    return project


@pytest.fixture(scope="module")
def sent(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of which one pack is out."""
    project = Path(shutil.copytree(built, tmp_path_factory.mktemp("verzonden") / "project"))
    send(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture
def out(sent: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sent, tmp_path / "project"))


def plan_of(project: Path, against: str = "built", **asked: tuple[str, ...]) -> ChangePlan:
    planned = plan_changes(Request(project, Selection(**asked)), Silent(), against)
    data = {**plan_to_data(planned.plan), "diagnostics": list(map(as_json, planned.diagnostics))}
    validator("plan").validate(json.loads(json.dumps(data)))
    return planned.plan


def own(plan: ChangePlan) -> list[TextChange]:
    return [change for change in plan.changes if not change.follows]


def signs(plan: ChangePlan) -> set[tuple[str, str]]:
    return {(p.path.rpartition("/")[2], d.kind) for p in plan.packs for d in p.documents if d.signature}


def changed(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda project: edit(project / path, old, new)


NOTICE, PROFILE = f"{TEXTS}/opzegging/1.0.md", f"{REGION}/region.yaml"
OTHER, DOEL = f"{REGION}/providers/een.yaml", f"{TEXTS}/doel/1.0.md"
CLASSES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a value": ("numeric", changed(PROFILE, "value: 10", "value: 12")),
    "a comma": ("editorial", changed(NOTICE, "Opzeggen gebeurt", "Opzeggen, gebeurt")),
    "a meaning": ("substantive", changed(NOTICE, "schriftelijk", "mondeling")),
    "a lid": ("structural", changed(NOTICE, "1. Opzeggen", "1. Eerst overleg.\n1. Opzeggen")),
}


@pytest.mark.parametrize("name", CLASSES)
def test_every_change_has_its_class(project: Path, name: str) -> None:
    heavy, change = CLASSES[name]
    change(project)
    changes = own(plan_of(project))
    assert {one.change_class for one in changes} == {heavy}
    assert {one.clause for one in changes} == {"opzegging"}
    assert all(set(one.packs) == {PACK, "voorbeeld/2023/een"} for one in changes)


def test_lay_out_only_changes_files_and_no_text(out: Path) -> None:
    edit(out / DOEL, "samen", "**samen**")
    plan = plan_of(out)
    assert {one.change_class for one in own(plan)} == {"formatting"}
    assert signs(plan) == set()


def test_one_value_is_one_line_for_all_packs(project: Path) -> None:
    edit(project / REGION / "region.yaml", "value: 10", "value: 12")
    (change,) = own(plan_of(project))
    assert (change.document, change.place, change.change_class) == ("overeenkomst", "artikel 1 lid 1", "numeric")
    assert ("10" in change.was[0], "12" in change.becomes[0]) == (True, True)
    assert change.why == (f"gegeven `opzegging.maanden` ({REGION}/region.yaml:8:5)",)
    assert change.approver == "Bestuurlijk Overleg"
    said = run(project, "plan").stdout
    assert "2 pakketten: overeenkomst artikel 1 lid 1, 10 → 12 (getal of datum)" in said


def test_words_are_those_of_one_pack_where_a_name_stands_around_what_changes(project: Path) -> None:
    edit(project / TEXTS / "melding/1.0.md", "tien dagen", "twaalf dagen")
    (change,) = own(plan_of(project))
    assert (len(change.packs), change.others) == (2, 1)
    assert change.words_of in change.packs
    record = (project / REGION / "providers" / f"{change.words_of.rpartition('/')[2]}.yaml").read_text(encoding="utf-8")
    name = next(line.partition(": ")[2] for line in record.splitlines() if line.startswith("legal_name:"))
    assert all(name in text for text in (*change.was, *change.becomes))
    shown = f"zo staat het in `{change.words_of.rpartition('/')[2]}`; in 1 ander pakket staat er iets anders omheen"
    assert shown in run(project, "plan").stdout
    assert run(project, "plan", "--out", str(project / "plan.html")).returncode == 0
    assert "in 1 ander pakket staat er iets anders omheen" in (project / "plan.html").read_text(encoding="utf-8")


def test_a_change_that_has_another_number_elsewhere_is_told_apart(project: Path) -> None:
    first = "::: als 2 in percelen\n1. Eerst overleggen partijen.\n:::\n"
    text = f"{first}1. De gemeente antwoordt snel.\n1. Het blijft daarbij."
    write(project, f"{TEXTS}/melding/1.0.md", clause_text("melding", text))
    assert build(project).exit_code == 0
    edit(project / TEXTS / "melding/1.0.md", "snel", "gauw")
    found = {(change.place, change.was, change.packs) for change in own(plan_of(project))}
    assert found == {
        ("artikel 2 lid 1", ("1. De gemeente antwoordt snel.",), ("voorbeeld/2023/een",)),
        ("artikel 2 lid 2", ("2. De gemeente antwoordt snel.",), ("voorbeeld/2023/twee",)),
    }


def test_a_new_version_names_itself_and_who_approves_it(project: Path) -> None:
    text = clause_text("melding", "1. Partijen melden een wijziging schriftelijk.", "1.1", by="Raad", change="korter")
    write(project, f"{TEXTS}/melding/1.1.md", text)
    edit(project / "clauses/editions/2023.yaml", 'melding: "1.0"', 'melding: "1.1"')
    changes = own(plan_of(project))
    assert {(c.was_version, c.new_version) for c in changes} <= {("1.0", "1.1"), ("1.0", ""), ("", "1.1")}
    assert {c.approver for c in changes} == {"Raad"}
    assert all(c.why == (f"clausule `melding` 1.0 → 1.1 ({TEXTS}/melding/1.1.md)",) for c in changes)


@pytest.mark.parametrize("against", ["built", "sent"])
def test_a_text_that_is_out_is_signed_again(out: Path, against: str) -> None:
    edit(out / REGION / "region.yaml", "value: 10", "value: 12")
    plan = plan_of(out, against)
    assert signs(plan) == {("twee", "overeenkomst")}
    assert [pack.sent_on for pack in plan.packs if pack.path == PACK] == ["2022-12-16"]


def test_the_words_that_were_sent_come_from_the_archive_once_something_else_was_built(out: Path) -> None:
    edit(out / REGION / "region.yaml", "value: 10", "value: 12")
    before = plan_of(out, "sent")
    build(out)
    after = plan_of(out, "sent")
    assert own(after)
    assert after.changes == before.changes
    assert [d for pack in after.packs for d in pack.documents] == [d for pack in before.packs for d in pack.documents]
    assert all(document.told for pack in after.packs for document in pack.documents)


@pytest.mark.parametrize("how", ["gone", "altered"])
def test_a_plan_says_when_the_archive_lacks_the_text_that_was_sent(out: Path, how: str) -> None:
    edit(out / REGION / "region.yaml", "value: 10", "value: 12")
    build(out)
    (kept,) = out.glob("archive/*/*/teksten.zip")
    kept.unlink()
    if how == "altered":
        kept.write_bytes(pack_archive({"overeenkomst.docx": b"anders", "overeenkomst.html": b"anders"}))
    plan = plan_of(out, "sent")
    (document,) = (d for pack in plan.packs for d in pack.documents if d.kind == "overeenkomst")
    assert not document.told
    assert "niet in het archief (`teksten.zip`)" in document.note
    assert document.signature


@pytest.mark.parametrize("against", ["built", "sent"])
def test_a_clause_that_may_change_alone_asks_no_signature(out: Path, against: str) -> None:
    profile = out / REGION / "region.yaml"
    edit(profile, "afzonderlijk}", "afzonderlijk, one_sided: [{clause: opzegging, ground: artikel 1 lid 9}]}")
    edit(profile, "value: 10", "value: 12")
    plan = plan_of(out, against)
    assert signs(plan) == set()
    assert [change.one_sided for change in own(plan)] == ["artikel 1 lid 9"]
    edit(out / TEXTS / "melding/1.0.md", "tien dagen", "elf dagen")
    assert signs(plan_of(out, against)) == {("twee", "overeenkomst")}


def test_nothing_is_to_be_signed_that_was_never_sent(project: Path) -> None:
    edit(project / REGION / "region.yaml", "value: 10", "value: 12")
    assert signs(plan_of(project)) == set()
    plan = plan_of(project, "sent")
    assert (plan.packs, plan.same) == ((), 3)
    assert "3 pakketten zijn niet verzonden" in plan.unknown[0]


def test_what_was_sent_is_not_what_was_built_last(out: Path) -> None:
    edit(out / REGION / "region.yaml", "value: 10", "value: 12")
    assert build(out).exit_code == 0
    assert plan_of(out).packs == ()
    plan = plan_of(out, "sent")
    (pack,) = plan.packs
    assert (pack.path, pack.state) == (PACK, PlanState.CHANGED)
    assert {d.kind: d.signature for d in pack.documents} == {"overeenkomst": True}
    edit(out / REGION / "region.yaml", "value: 12", "value: 10")
    assert plan_of(out, "sent").packs == ()


def test_without_its_archive_nothing_is_said_of_what_was_sent(out: Path) -> None:
    shutil.rmtree(out / "archive")
    plan = plan_of(out, "sent", providers=("twee",))
    assert plan.packs == ()
    assert "1 pakket is niet verzonden" in plan.unknown[0]


def test_another_edition(tmp_path: Path) -> None:
    project = make_plan_project(tmp_path / "project", editions=("2023", "2024"))
    write(project, f"{TEXTS}/opzegging/1.1.md", clause_text("opzegging", "1. De opzegtermijn is een jaar.", "1.1"))
    edit(project / "clauses/editions/2024.yaml", 'opzegging: "1.0"', 'opzegging: "1.1"')
    assert build(project).exit_code == 0
    plan = plan_of(project, "2023", editions=("2024",), providers=("een",))
    assert {(c.clause, c.was_version, c.new_version) for c in own(plan)} >= {("opzegging", "1.0", "1.1")}
    assert all(pack.path.startswith("voorbeeld/2024/") for pack in plan.packs)
    with pytest.raises(SelectionError) as refused:
        plan_of(project, "2032")
    assert refused.value.diagnostics[0].code == "PLN014"


def test_a_plan_in_a_file_is_the_plan(project: Path, tmp_path: Path) -> None:
    edit(project / REGION / "region.yaml", "value: 10", "value: 12")
    made = planned(project)
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    validator("plan").validate(json.loads((tmp_path / "plan.json").read_bytes()))
    assert read_plan(tmp_path / "plan.json") == made.plan
    for text in ("", "[]", "{}", '{"format": "akkoord-plan/0"}'):
        (tmp_path / "plan.json").write_text(text, encoding="utf-8")
        with pytest.raises(PlanFileError) as refused:
            read_plan(tmp_path / "plan.json")
        assert refused.value.diagnostics[0].code == "PLN011"


def planned(project: Path) -> Planned:
    return plan_changes(Request(project), Silent())


NEW = f"{TEXTS}/doel/1.1.md"
RATES, ACCEPTED = f"{REGION}/rates.yaml", f"{REGION}/accepted.yaml"
MOVES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a clause": (f"`{DOEL}`", changed(DOEL, "samen", "nauw samen")),
    "a note": (f"`{PROFILE}`", changed(PROFILE, "\n", "\n# noot\n")),
    "a provider": (f"`{OTHER}`", changed(OTHER, "seat: ", "seat: X")),
    "a provider that left": (f"`{OTHER}` (weg)", lambda p: (p / OTHER).unlink()),
    "a rate": (f"`{RATES}`", changed(RATES, "52.00", "52.01")),
    "an acceptance": (f"`{ACCEPTED}`", lambda p: write(p, ACCEPTED, "accepted: []  # niets\n")),
    "a clause more": (f"`{NEW}` (nieuw)", lambda p: write(p, NEW, clause_text("doel", "Tekst.", "1.1"))),
    "an edition": ("`clauses/editions/2023.yaml`", changed("clauses/editions/2023.yaml", "note: V", "note: W")),
    "the template": ("`templates/huisstijl.docx`", lambda p: (p / "templates/huisstijl.docx").write_bytes(b"x")),
    "a record": (f"`{REGION}/ledger/2023/twee.jsonl` (nieuw)", send),
    "a pack": (f"`output/{PACK}`", lambda p: write(p, f"output/{PACK}/manifest.json", "{}")),
    "a pack that is gone": (f"`output/{PACK}` (weg)", lambda p: shutil.rmtree(p / "output" / PACK)),
}


@pytest.mark.parametrize("name", MOVES)
def test_a_plan_is_refused_when_anything_moved(project: Path, tmp_path: Path, name: str) -> None:
    named, move = MOVES[name]
    made = planned(project)
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    move(project)
    before = tree_of(project / "output")
    with pytest.raises(StalePlanError) as refused:
        build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent())
    (found,) = refused.value.diagnostics
    assert (found.code, refused.value.exit_code) == ("PLN012", 1)
    assert found.message == f"het plan is niet meer waar; sindsdien veranderd: {named}"
    assert tree_of(project / "output") == before


def test_a_plan_is_held_against_the_sources_by_who_holds_the_lock(project: Path, tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", plan_of(project), ())
    edit(project / REGION / "region.yaml", "name:", "# later\nname:")  # stale, which only the holder may say
    with run_lock(project / "output", wait=False, waiting=lambda _who: None), pytest.raises(BusyError):
        build_plan(Request(project, jobs=1, wait=False), tmp_path / "plan.json", Silent())


def test_a_plan_is_refused_by_another_program(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = planned(project)
    write_plan(tmp_path / "plan.json", made.plan, made.diagnostics)
    monkeypatch.setattr(plan_files, "program_digest", lambda _sources: "een andere versie")
    with pytest.raises(StalePlanError) as refused:
        build_plan(Request(project, jobs=1), tmp_path / "plan.json", Silent())
    assert refused.value.diagnostics[0].message.endswith("veranderd: het programma")


def test_a_plan_of_a_part_builds_that_part(project: Path, tmp_path: Path) -> None:
    edit(project / REGION / "region.yaml", "value: 10", "value: 12")
    other = (project / "output/voorbeeld/2023/een/overeenkomst.pdf").read_bytes()
    assert run(project, "plan", "--provider", "twee", "--out", str(tmp_path / "plan.json")).returncode == 0
    done = run(project, "build", "--plan", str(tmp_path / "plan.json"), "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert (project / "output/voorbeeld/2023/een/overeenkomst.pdf").read_bytes() == other
    assert plan_of(project, providers=("twee",)).packs == ()
    assert len(plan_of(project).packs) == 1


def test_the_page_says_first_who_signs_again_and_hides_what_follows(out: Path, tmp_path: Path) -> None:
    edit(out / PROFILE, "value: 10", "value: 12")
    edit(out / NOTICE, "1. Opzeggen", "1. Eerst overleg.\n1. Opzeggen")
    made = planned(out)
    write_plan(tmp_path / "plan.html", made.plan, made.diagnostics)
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    heads = re.findall(r"<h2>(.*?)</h2>", page)
    assert heads[:3] == ["Opnieuw te tekenen", "Wijzigingen", "Pakketten"]
    assert "voorbeeld/2023/twee Stichting Voorbeeld Twee: Overeenkomst Voorbeeld (verzonden op 2022-12-16)" in page
    own, _, rest = page.partition("<details>\n<summary>")
    assert "10 → 12" in own
    assert "volgen daaruit" in rest
    assert "contractregister.xlsx (verandert)" in rest
    assert "<script" not in page


def test_lay_out_is_told_with_its_cause(project: Path, tmp_path: Path) -> None:
    the_template(project)
    made = planned(project)
    assert own(made.plan) == []
    write_plan(tmp_path / "plan.html", made.plan, made.diagnostics)
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert "geen woord anders: huisstijl templates/huisstijl.docx" in page
    assert "overeenkomst, geen woord anders: huisstijl templates/huisstijl.docx" in run(project, "plan").stdout
