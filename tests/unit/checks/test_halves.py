"""Two processes say what one says; a part of an edition is remembered until a source changes."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copyfile, rmtree

import pytest

from akkoord.executor import Crashed
from akkoord.project import check_aside, checking
from akkoord.project.check import CheckRequest, check_project
from akkoord.project.check_memory import CheckMemory
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources, list_sources
from support.workspace import REGION, ROOT, edit, make_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("halves"))
    for name in ("region.yaml", "accepted.yaml"):  # with all editions
        copyfile(ROOT / REGION / name, folder / REGION / name)
    return folder


def forget(project: Path) -> None:
    rmtree(project / "output", ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("split", {False, sys.platform.startswith("linux")})
def test_two_processes_say_what_one_says(project: Path, monkeypatch: pytest.MonkeyPatch, split: bool) -> None:
    for where in (check_aside, checking):
        monkeypatch.setattr(where, "can_fork", lambda: split)
    monkeypatch.setattr(check_aside, "cores", lambda: 2)
    monkeypatch.setattr(check_aside, "ASIDE_PAYS", 1)
    forget(project)
    both = check_project(CheckRequest(project))
    monkeypatch.setattr(check_aside, "cores", lambda: 1)
    forget(project)
    assert check_project(CheckRequest(project)) == both
    assert both.diagnostics
    provider = project / REGION / "providers/voorbeeld-ster.yaml"
    was = provider.read_bytes()
    provider.write_bytes(was.replace(b"\n", b"\n# zo gelaten\n", 1))
    monkeypatch.setattr(check_aside, "cores", lambda: 2)
    after = check_project(CheckRequest(project))
    monkeypatch.setattr(check_aside, "cores", lambda: 1)
    forget(project)
    assert check_project(CheckRequest(project)) == after
    provider.write_bytes(was)


@pytest.mark.slow
def test_what_another_process_read_of_other_sources_does_not_count(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_aside, "cores", lambda: 1)
    forget(project)
    alone = check_project(CheckRequest(project))
    for outcome in (Crashed(), checking.Done(("other sources", {"ijsselland/2023": {"found": [], "assembled": []}}))):
        monkeypatch.setattr(check_aside, "cores", lambda: 2)
        monkeypatch.setattr(check_aside, "ASIDE_PAYS", 1)
        monkeypatch.setattr(check_aside, "can_fork", lambda: False)
        monkeypatch.setattr(check_aside, "CheckProcess", lambda *_, outcome=outcome: _Said(outcome))
        forget(project)
        assert check_project(CheckRequest(project)) == alone


class _Said:
    """Stands for a process that said this."""

    def __init__(self, outcome: object) -> None:
        self.outcome = lambda: outcome

    def ask(self, *task: object, **how: object) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.slow
def test_an_edition_is_looked_at_once_until_a_source_changes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    view = checking.set_view
    monkeypatch.setattr(
        checking,
        "set_view",
        lambda *of: (looked.append(of[1].edition.id), view(*of))[1],
    )
    monkeypatch.setattr(check_aside, "cores", lambda: 1)
    forget(project)
    only = CheckRequest(project, Selection(editions=("2023",)))
    first = check_project(only)
    assert check_project(only) == first
    assert looked == ["2023"]
    everything = check_project(CheckRequest(project))
    assert sorted(looked) == ["2022-concept", "2023", "2024"]
    assert check_project(CheckRequest(project)) == everything
    assert check_project(only).diagnostics == first.diagnostics
    sources = Sources(project, list_sources(project), {})
    assert CheckMemory(project / "output" / ".cache").load(sources) is not None
    edit(project / REGION / "region.yaml", "name: IJsselland", "name: IJsselland # zo")
    check_project(only)
    assert looked[-1] == "2023"
    assert len(looked) == 4
