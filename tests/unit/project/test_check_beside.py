"""Packs are made while another process looks at the texts: as what it found before would have them, and else again."""

from __future__ import annotations

from pathlib import Path

import pytest

from akkoord.executor import Beside, Crashed
from akkoord.project import check_aside
from akkoord.project.making import Making
from akkoord.project.result import BuildResult
from akkoord.project.selection import Selection
from support.workspace import PROVIDER, build, edit, make_project, tree_of

CLAUSE = "clauses/afspraken/afspraken-duur/1.0.md"
ONE = Selection(providers=(PROVIDER,), documents=("convenant",), editions=("2023",))
FAULT = " Dit gold op 31 februari 2023."
"""A day that does not exist is an error, which makes a concept of the document."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Two cores; each time that packs are made, whether that is before it is known what rules find."""
    monkeypatch.setattr(check_aside, "cores", lambda: 2)
    monkeypatch.setattr(check_aside, "ASIDE_PAYS", 1)
    times: list[bool] = []
    real = Making._packs_with

    def noted(self: Making, *of: object) -> object:
        times.append(of[-1].__name__ == "<lambda>")
        return real(self, *of)

    monkeypatch.setattr(Making, "_packs_with", noted)
    return times


def projects(folder: Path) -> tuple[Path, Path]:
    """The same project twice, without the lock of approved texts; built, so that it is known what rules found."""
    there = (make_project(folder / "een"), make_project(folder / "twee"))
    for project in there:
        (project / "clauses/clauses.lock").unlink()
        build(project, selection=ONE)
    return there


def status(result: BuildResult) -> str:
    return result.packs[0].status


@pytest.mark.slow
def test_what_is_made_meanwhile_is_what_is_made_afterwards(tmp_path: Path, made: list[bool]):
    beside, alone = projects(tmp_path)
    steps = (
        ("als systeempartij.", "als systeempartij." + FAULT, [True, False], "concept"),
        (FAULT, FAULT + " Het ging voorbij.", [True], "concept"),
        (" Het ging voorbij.", "", [True], "concept"),
        (FAULT, "", [True, False], "ready"),
    )
    made.clear()
    for old, new, times, became in steps:
        for project in (beside, alone):
            edit(project / CLAUSE, old, new)
        result = build(beside, selection=ONE, jobs=2)
        assert made == times
        made.clear()
        assert result == build(alone, selection=ONE)
        assert made == [False]
        made.clear()
        assert status(result) == became
        assert tree_of(beside / "output") == tree_of(alone / "output")


@pytest.mark.slow
def test_a_process_that_dies_costs_nothing_but_time(tmp_path: Path, made: list[bool], monkeypatch: pytest.MonkeyPatch):
    beside, alone = projects(tmp_path)
    for project in (beside, alone):
        edit(project / CLAUSE, "als systeempartij.", "als systeempartij." + FAULT)
    made.clear()
    monkeypatch.setattr(Beside, "outcome", lambda _self: Crashed())
    assert build(beside, selection=ONE, jobs=2) == build(alone, selection=ONE)
    assert made == [True, False, False]
    assert tree_of(beside / "output") == tree_of(alone / "output")
