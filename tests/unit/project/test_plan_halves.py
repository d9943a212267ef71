"""A plan says the same whether one process looked at its packs or two, and whatever becomes of the other one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.executor import Crashed, Done, Failed, Outcome, can_fork
from akkoord.project import plan_halves
from akkoord.project.build import Request
from akkoord.project.change_planning import Planned, plan_changes
from akkoord.project.plan_halves import OWN_WORK, WORTH_COMPARING, Half, Reader, Seen, divided
from akkoord.project.progress import Silent
from support.plan_project import REGION, make_plan_project, send, the_template
from support.workspace import build, edit

TEXTS = "clauses/afspraken"


def another_name(project: Path) -> None:
    edit(project / TEXTS / "melding/1.0.md", "tien dagen", "twaalf dagen")


def an_annex(project: Path) -> None:
    edit(project / TEXTS / "begrip/1.0.md", "betekenis", "strekking")


def an_error(project: Path) -> None:
    edit(project / REGION / "providers/twee.yaml", "kvk:", "kvq:")


def without_memory(project: Path) -> None:
    another_name(project)
    shutil.rmtree(project / "output/.cache")


def sent_again(project: Path) -> None:
    send(project)
    another_name(project)
    build(project)
    edit(project / TEXTS / "melding/1.0.md", "twaalf dagen", "tien dagen")


CHANGES: dict[str, Callable[[Path], None]] = {
    "words around a name": another_name,
    "an annex that is cited": an_annex,
    "house style, of which a document of each kind is written": the_template,
    "a record that cannot be read": an_error,
    "no memory, so that documents are written to know their bytes": without_memory,
    "a text that is again what was sent": sent_again,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_plan_project(tmp_path_factory.mktemp("plan") / "project")
    assert build(project).exit_code == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture(params=[can_fork, lambda: False], ids=["split off", "reads the project itself"])
def two(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> list[Half]:
    """Half of every plan goes to another process; what that was told."""
    told: list[Half] = []
    monkeypatch.setattr(plan_halves, "can_fork", request.param)
    monkeypatch.setattr(plan_halves, "cores", lambda: 2)
    monkeypatch.setattr(plan_halves, "HALVES_PAY", 1)
    monkeypatch.setattr(plan_halves, "WORTH_GIVING", 2)
    beside = plan_halves.Beside

    class Noted(beside[Seen | None]):
        def ask(self, task: object) -> None:
            told.extend([task] if isinstance(task, Half) else [])
            super().ask(task)

    monkeypatch.setattr(plan_halves, "Beside", Noted)
    return told


def planned(project: Path, jobs: int | None = None) -> Planned:
    return plan_changes(Request(project, jobs=jobs), Silent())


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_two_processes_say_what_one_says(project: Path, two: list[Half], name: str) -> None:
    CHANGES[name](project)
    alone = planned(project, jobs=1)
    assert not two
    assert planned(project) == alone
    assert two
    assert alone.plan.packs


@pytest.mark.slow
@pytest.mark.parametrize("outcome", [Crashed(), Failed("fout", "waar"), Done(None)])
def test_what_the_other_process_does_not_say_is_looked_at_here(
    project: Path, two: list[Half], monkeypatch: pytest.MonkeyPatch, outcome: Outcome[None]
) -> None:
    another_name(project)
    alone = planned(project, jobs=1)
    monkeypatch.setattr(plan_halves.Beside, "outcome", lambda _self: outcome)
    assert planned(project) == alone
    assert two


@pytest.mark.slow
def test_the_other_process_looks_at_no_other_sources(project: Path, two: list[Half]) -> None:
    another_name(project)
    planned(project)
    (half,) = two
    there = Reader(project, Request(project))
    assert there.seen(half).looks.keys() == set(half.names)
    an_annex(project)
    with pytest.raises(ValueError, match="other sources"):
        Reader(project, Request(project)).seen(half)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=12))
def test_half_of_the_packs_goes_to_the_other_process_and_a_group_is_parted_only_where_that_pays(
    sizes: list[int],
) -> None:
    groups = [tuple(f"{group}-{at}" for at in range(size)) for group, size in enumerate(sizes)]
    given_away = divided(groups)
    everything = {name for group in groups for name in group}
    kept = everything - given_away
    assert given_away <= everything
    own_work = OWN_WORK * len(everything)
    assert abs(len(given_away) - len(kept) - own_work) <= 2 * WORTH_COMPARING + 3
    parted = [group for group in groups if given_away & set(group) and kept & set(group)]
    assert len(parted) <= 1


@pytest.mark.slow
def test_packs_whose_texts_change_in_the_same_places_go_together(project: Path) -> None:
    another_name(project)
    whole = Reader(project, Request(project)).whole()
    assert whole is not None
    assert not whole.names
    assert sorted(map(sorted, whole.others)) == [["een", "twee"], ["regio"]]


@pytest.mark.slow
def test_packs_of_which_other_documents_change_do_not_go_together(project: Path) -> None:
    edit(project / REGION / "providers/twee.yaml", "seat: ", "seat: Oud-")
    whole = Reader(project, Request(project)).whole()
    assert whole is not None
    assert ("twee",) in whole.others
